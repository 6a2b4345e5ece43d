using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class NumberFunctions
{
    public static readonly JsObject Prototype = new JsObject()
        .Method("toString", 1, ToText)
        .Method("toFixed", 1, (run, self, args) => NumberText.ToFixed(Self(self), Places(run, args, "toFixed", 0)))
        .Method("toPrecision", 1, (run, self, args) => args.At(0).IsUndefined ? NumberText.Format(Self(self)) : Precision(run, Self(self), args))
        .Method("toExponential", 1, (run, self, args) => Exponential(run, Self(self), args))
        .Method("toLocaleString", 0, (run, self, args) => ToLocalText(run, Self(self), args.At(1)))
        .Method("valueOf", 0, (_, self, _) => Self(self));

    public static readonly Value ParseInt = new(new NativeFunction("parseInt", 2, (run, _, args) =>
    {
        var text = args.Text(run, 0);
        run.Scan(text.Length);
        return NumberReader.ParseInt(text, Conversions.ToInt32(args.Number(run, 1)));
    }));

    public static readonly Value ParseFloat = new(new NativeFunction("parseFloat", 1, (run, _, args) =>
    {
        var text = args.Text(run, 0);
        run.Scan(text.Length);
        return NumberReader.ParseFloat(text);
    }));

    public static readonly Value Constructor = BuildConstructor();

    private static Value BuildConstructor()
    {
        var constructor = new NativeFunction("Number", 1, (run, _, args) => Convert(run, args), (run, _, args) => new Value(new JsWrapper(Convert(run, args))));
        constructor
            .Constant("MAX_SAFE_INTEGER", 9007199254740991)
            .Constant("MIN_SAFE_INTEGER", -9007199254740991)
            .Constant("MAX_VALUE", double.MaxValue)
            .Constant("MIN_VALUE", double.Epsilon)
            .Constant("EPSILON", Math.Pow(2, -52))
            .Constant("POSITIVE_INFINITY", double.PositiveInfinity)
            .Constant("NEGATIVE_INFINITY", double.NegativeInfinity)
            .Constant("NaN", double.NaN)
            .Method("isInteger", 1, (_, _, args) => IsInteger(args.At(0)))
            .Method("isSafeInteger", 1, (_, _, args) => IsInteger(args.At(0)) && Math.Abs(args[0].Number) <= 9007199254740991)
            .Method("isFinite", 1, (_, _, args) => args.At(0).IsNumber && double.IsFinite(args[0].Number))
            .Method("isNaN", 1, (_, _, args) => args.At(0).IsNumber && double.IsNaN(args[0].Number));
        constructor.Define("parseInt", ParseInt);
        constructor.Define("parseFloat", ParseFloat);
        return BuiltIn.Join(constructor, Prototype);
    }

    private static Value Convert(ScriptRun run, ReadOnlySpan<Value> args) => args.Length == 0 ? 0 : args.Number(run, 0);

    private static bool IsInteger(Value value) => value.IsNumber && double.IsFinite(value.Number) && Math.Floor(value.Number) == value.Number;

    private static double Self(Value self)
    {
        if (self.AsObject is JsWrapper { Value: { IsNumber: true } inner }) return inner.Number;
        return self.IsNumber ? self.Number : throw Errors.Type($"{Display.Of(self)} is not a number");
    }

    private static Value ToText(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var radix = args.At(0).IsUndefined ? 10 : args.Integer(run, 0);
        run.Step(radix == 10 ? 0 : 64);
        if (radix is < 2 or > 36) throw Errors.Range("toString() radix must be between 2 and 36");
        return run.Charge(NumberText.ToRadix(Self(self), (int)radix));
    }

    private static int Places(ScriptRun run, ReadOnlySpan<Value> args, string method, int least)
    {
        var places = args.Integer(run, 0);
        run.Step(4);
        return places >= least && places <= 100 ? (int)places : throw Errors.Range($"{method}() argument must be between {least} and 100");
    }

    private static Value Precision(ScriptRun run, double number, ReadOnlySpan<Value> args) =>
        double.IsFinite(number) ? NumberText.ToPrecision(number, Places(run, args, "toPrecision", 1)) : NumberText.Format(number);

    private static Value Exponential(ScriptRun run, double number, ReadOnlySpan<Value> args) =>
        double.IsFinite(number) && !args.At(0).IsUndefined ? NumberText.ToExponential(number, Places(run, args, "toExponential", 0)) : NumberText.ToExponential(number, null);

    /// <summary>Thousands by commas, as both Chinese and English write them; of the options only the count of fraction digits.</summary>
    private static string ToLocalText(ScriptRun run, double number, Value options)
    {
        if (double.IsNaN(number)) return "NaN";
        if (double.IsInfinity(number)) return number > 0 ? "∞" : "-∞";
        var (least, most) = FractionDigits(run, options.AsObject);
        var text = NumberText.ToFixed(Math.Abs(number), most);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var fraction = dot < 0 ? "" : text[(dot + 1)..];
        while (fraction.Length > least && fraction[^1] == '0') fraction = fraction[..^1];
        var whole = new StringBuilder(dot < 0 ? text : text[..dot]);
        for (var i = whole.Length - 3; i > 0; i -= 3) whole.Insert(i, ',');
        var sign = double.IsNegative(number) ? "-" : "";
        return run.Charge(sign + whole + (fraction.Length == 0 ? "" : "." + fraction));
    }

    private static (int Least, int Most) FractionDigits(ScriptRun run, JsObject? options)
    {
        var (least, most) = (0, 3);
        foreach (var name in options?.OwnKeys() ?? [])
        {
            var digits = Conversions.ToNumber(run, options!.Get(name));
            if (name is not ("minimumFractionDigits" or "maximumFractionDigits")) throw Errors.Type($"The option '{name}' is not part of this language");
            if (digits is not (>= 0 and <= 20)) throw Errors.Range($"{name} value is out of range.");
            if (name == "minimumFractionDigits") least = (int)digits;
            else most = (int)digits;
        }
        if (options?.TryGetOwn("maximumFractionDigits", out _) is not true) most = Math.Max(most, least);
        if (most < least) throw Errors.Range("maximumFractionDigits value is out of range.");
        return (least, most);
    }
}

internal static class BooleanFunctions
{
    public static readonly JsObject Prototype = new JsObject()
        .Method("toString", 0, (_, self, _) => Self(self) ? "true" : "false")
        .Method("valueOf", 0, (_, self, _) => Self(self));

    public static readonly Value Constructor = BuiltIn.Join(
        new NativeFunction("Boolean", 1, (_, _, args) => args.At(0).AsBoolean, (_, _, args) => new Value(new JsWrapper(args.At(0).AsBoolean))), Prototype);

    private static bool Self(Value self)
    {
        if (self.AsObject is JsWrapper { Value: { IsBoolean: true } inner }) return inner.AsBoolean;
        return self.IsBoolean ? self.AsBoolean : throw Errors.Type($"{Display.Of(self)} is not a boolean");
    }
}
