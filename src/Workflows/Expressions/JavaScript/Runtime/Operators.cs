namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Operators on values that are not both numbers, and those that need more than one line.</summary>
internal static class Operators
{
    public static Value Add(ScriptRun run, Value left, Value right)
    {
        if (left.IsString && right.IsString) return Rope.Concat(run, left, right);
        left = Conversions.ToPrimitive(run, left);
        right = Conversions.ToPrimitive(run, right);
        if (left.IsString || right.IsString) return Rope.Concat(run, Conversions.ToTextValue(run, left), Conversions.ToTextValue(run, right));
        return Conversions.ToNumber(run, left) + Conversions.ToNumber(run, right);
    }

    /// <summary>As <see cref="Value.StrictEquals"/>, with long texts counted as work.</summary>
    public static bool Same(ScriptRun run, Value left, Value right)
    {
        if (left.IsString && right.IsString && left.TextLength == right.TextLength) run.Scan(left.TextLength);
        return left.StrictEquals(right);
    }

    /// <summary>Whether left is less than right; null where one of them is NaN.</summary>
    public static bool? Less(ScriptRun run, Value left, Value right, bool leftFirst)
    {
        if (leftFirst) left = Conversions.ToPrimitive(run, left, preferText: false);
        right = Conversions.ToPrimitive(run, right, preferText: false);
        if (!leftFirst) left = Conversions.ToPrimitive(run, left, preferText: false);
        if (left.IsString && right.IsString)
        {
            run.Scan(Math.Min(left.TextLength, right.TextLength));
            return string.CompareOrdinal(left.Text, right.Text) < 0;
        }
        var (a, b) = (Conversions.ToNumber(run, left), Conversions.ToNumber(run, right));
        return double.IsNaN(a) || double.IsNaN(b) ? null : a < b;
    }

    public static bool LooseEquals(ScriptRun run, Value left, Value right)
    {
        if (left.Kind == right.Kind) return Same(run, left, right);
        if (left.IsNullish || right.IsNullish) return left.IsNullish && right.IsNullish;
        if (left.Kind is ValueKind.Object) return LooseEquals(run, Conversions.ToPrimitive(run, left), right);
        if (right.Kind is ValueKind.Object) return LooseEquals(run, left, Conversions.ToPrimitive(run, right));
        return Conversions.ToNumber(run, left) == Conversions.ToNumber(run, right);
    }

    public static string TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Undefined => "undefined",
        ValueKind.Boolean => "boolean",
        ValueKind.Number => "number",
        ValueKind.String => "string",
        _ => value.IsFunction ? "function" : "object",
    };

    public static double Power(double x, double y) =>
        double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)) ? double.NaN : Math.Pow(x, y);

    public static bool In(ScriptRun run, Value key, Value target, int offset)
    {
        if (target.AsObject is not { } holder) throw Errors.Type($"Cannot use 'in' operator to search for '{Display.Key(key)}' in {Display.Of(target)}", offset);
        var name = Conversions.ToPropertyName(run, key);
        for (var next = holder; next is not null; next = next.Prototype)
        {
            if (next.TryGetOwn(name, out _)) return true;
        }
        return false;
    }

    public static bool InstanceOf(Value value, Value constructor, int offset)
    {
        var function = constructor.AsFunction ?? throw Errors.Type("Right-hand side of 'instanceof' is not callable", offset);
        return function.IsInstance(value);
    }
}
