namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>The conversions of ECMAScript. A run of null means that the host asks, outside any script.</summary>
internal static class Conversions
{
    public static double ToNumber(ScriptRun? run, Value value) => value.Kind switch
    {
        ValueKind.Number or ValueKind.Boolean => value.Number,
        ValueKind.Null => 0,
        ValueKind.String => NumberReader.ToNumber(run, value.Text),
        ValueKind.Object => ToNumber(run, ToPrimitive(run, value, preferText: false)),
        _ => double.NaN,
    };

    public static string ToText(ScriptRun? run, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.String: return value.Text;
            case ValueKind.Number: return NumberText.Format(value.Number);
            case ValueKind.Boolean: return value.Number != 0 ? "true" : "false";
            case ValueKind.Null: return "null";
            case ValueKind.Object: return ToText(run, ToPrimitive(run, value, preferText: true));
            default: return "undefined";
        }
    }

    /// <summary>As <see cref="ToText"/>, but a text under construction stays one.</summary>
    public static Value ToTextValue(ScriptRun run, Value value) => value.IsString ? value : ToText(run, value);

    public static string ToPropertyName(ScriptRun? run, Value key)
    {
        var name = key.Reference as string ?? ToText(run, key);
        run?.Scan(name.Length);
        return name;
    }

    public static Value ToPrimitive(ScriptRun? run, Value value, bool? preferText = null)
    {
        if (value.AsObject is not { } target) return value;
        run ??= ScriptRun.Detached();
        var textFirst = preferText ?? target is JsDate;
        if (TryConvert(run, target, textFirst ? "toString" : "valueOf", out var result)) return result;
        if (TryConvert(run, target, textFirst ? "valueOf" : "toString", out result)) return result;
        throw Errors.Type("Cannot convert object to primitive value");
    }

    /// <summary>Cuts off the fraction; NaN becomes 0, infinities stay.</summary>
    public static double ToInteger(double number) => double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;

    public static int ToInt32(double number)
    {
        var quick = (int)number;
        if (quick == number) return quick;
        if (!double.IsFinite(number)) return 0;
        return (int)(uint)(long)Math.IEEERemainder(Math.Truncate(number), 4294967296.0);
    }

    public static uint ToUInt32(double number) => (uint)ToInt32(number);

    public static JsObject ToObject(ScriptRun run, Value value)
    {
        if (value.AsObject is { } target) return target;
        if (value.IsNullish) throw Errors.Type("Cannot convert undefined or null to object");
        run.Allocate(48);
        return new JsWrapper(value);
    }

    private static bool TryConvert(ScriptRun run, JsObject target, string method, out Value result)
    {
        result = default;
        if (target.Get(method).AsFunction is not { } function) return false;
        result = function.Call(run, new Value(target), []);
        return result.Kind is not ValueKind.Object;
    }
}
