namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class MathFunctions
{
    public static readonly Value Namespace = BuiltIn.Namespace(Build());

    private static JsObject Build()
    {
        var math = new JsObject()
            .Constant("PI", Math.PI).Constant("E", Math.E)
            .Constant("LN2", 0.6931471805599453).Constant("LN10", 2.302585092994046)
            .Constant("LOG2E", 1.4426950408889634).Constant("LOG10E", 0.4342944819032518)
            .Constant("SQRT2", 1.4142135623730951).Constant("SQRT1_2", 0.7071067811865476)
            .Method("max", 2, (run, _, args) => Extreme(run, args, double.NegativeInfinity, Math.Max))
            .Method("min", 2, (run, _, args) => Extreme(run, args, double.PositiveInfinity, Math.Min))
            .Method("pow", 2, (run, _, args) => Operators.Power(args.Number(run, 0), args.Number(run, 1)))
            .Method("atan2", 2, (run, _, args) => Math.Atan2(args.Number(run, 0), args.Number(run, 1)))
            .Method("hypot", 2, Hypot)
            .Method("imul", 2, (run, _, args) => Conversions.ToInt32(args.Number(run, 0)) * Conversions.ToInt32(args.Number(run, 1)))
            .Method("clz32", 1, (run, _, args) => System.Numerics.BitOperations.LeadingZeroCount(Conversions.ToUInt32(args.Number(run, 0))))
            .Method("random", 0, (run, _, _) => run.Host.NextRandom());
        foreach (var (name, function) in Simple()) math.Method(name, 1, (run, _, args) => function(args.Number(run, 0)));
        return math;
    }

    private static (string Name, Func<double, double> Function)[] Simple() =>
    [
        ("abs", Math.Abs), ("ceil", Math.Ceiling), ("floor", Math.Floor), ("trunc", Math.Truncate), ("round", Round),
        ("sign", x => double.IsNaN(x) || x == 0 ? x : Math.Sign(x)), ("sqrt", Math.Sqrt), ("cbrt", CubeRoot), ("exp", Math.Exp),
        ("expm1", ExpMinusOne), ("log", Math.Log), ("log2", Math.Log2), ("log10", Math.Log10), ("log1p", LogPlusOne),
        ("sin", Math.Sin), ("cos", Math.Cos), ("tan", Math.Tan), ("asin", Math.Asin), ("acos", Math.Acos), ("atan", Math.Atan),
        ("sinh", Math.Sinh), ("cosh", Math.Cosh), ("tanh", Math.Tanh), ("asinh", Math.Asinh), ("acosh", Math.Acosh), ("atanh", Math.Atanh),
        ("fround", x => (float)x),
    ];

    /// <summary>Halves go up, so -0.5 becomes -0.</summary>
    private static double Round(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) >= 4503599627370496) return x;
        var floor = Math.Floor(x);
        var rounded = x - floor >= 0.5 ? floor + 1 : floor;
        return rounded == 0 && double.IsNegative(x) ? -0.0 : rounded;
    }

    /// <summary>Exact for cubes of whole numbers, which the machine's function is not everywhere.</summary>
    private static double CubeRoot(double x)
    {
        var root = Math.Cbrt(x);
        var whole = Math.Round(root);
        return whole * whole * whole == x ? whole : root;
    }

    /// <summary>Exact near zero, where e^x - 1 would lose its digits.</summary>
    private static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) >= 1e-5) return Math.Exp(x) - 1;
        return x + (x * x / 2) + (x * x * x / 6);
    }

    private static double LogPlusOne(double x)
    {
        var sum = 1 + x;
        return sum == 1 || !double.IsFinite(sum) ? x : Math.Log(sum) * (x / (sum - 1));
    }

    private static Value Extreme(ScriptRun run, ReadOnlySpan<Value> args, double start, Func<double, double, double> pick)
    {
        run.Scan(args.Length);
        foreach (var value in args) start = pick(start, Conversions.ToNumber(run, value));
        return start;
    }

    private static Value Hypot(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        double largest = 0;
        foreach (var value in args)
        {
            var size = Math.Abs(Conversions.ToNumber(run, value));
            if (double.IsInfinity(size)) return size;
            largest = Math.Max(largest, size);
        }
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        double sum = 0;
        foreach (var value in args) sum += Math.Pow(Conversions.ToNumber(run, value) / largest, 2);
        return Math.Sqrt(sum) * largest;
    }
}
