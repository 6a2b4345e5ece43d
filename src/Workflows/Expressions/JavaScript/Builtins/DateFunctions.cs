namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Date. Local parts are measured in the offset that the host gives, the same all year.</summary>
internal static partial class DateFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuildConstructor();

    private static JsObject BuildPrototype()
    {
        var prototype = new JsObject()
            .Method("getTime", 0, (_, self, _) => Self(self).Time)
            .Method("valueOf", 0, (_, self, _) => Self(self).Time)
            .Method("getTimezoneOffset", 0, (run, self, _) => double.IsNaN(Self(self).Time) ? double.NaN : -run.Host.LocalOffset.TotalMinutes)
            .Method("setTime", 1, (run, self, args) => Self(self).Time = DateMath.Clip(args.Number(run, 0)));
        AddReads(prototype);
        AddWrites(prototype);
        AddTexts(prototype);
        return prototype;
    }

    private static Value BuildConstructor()
    {
        var constructor = new NativeFunction("Date", 7, (run, _, _) => Text(run, Now(run)), Make);
        constructor
            .Method("now", 0, (run, _, _) => Now(run))
            .Method("parse", 1, (run, _, args) => DateReader.Parse(args.Text(run, 0), Offset(run)))
            .Method("UTC", 7, (run, _, args) => FromParts(run, args));
        return BuiltIn.Join(constructor, Prototype);
    }

    private static JsDate Self(Value self) => BuiltIn.Self<JsDate>(self, "A method of Date");

    private static double Now(ScriptRun run) => run.Host.Now.ToUnixTimeMilliseconds();

    private static double Offset(ScriptRun run) => run.Host.LocalOffset.TotalMilliseconds;

    private static Value Make(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(64);
        if (args.Length == 0) return new Value(new JsDate(Now(run)));
        if (args.Length > 1) return new Value(new JsDate(DateMath.Clip(FromParts(run, args) - Offset(run))));
        if (args[0].AsObject is JsDate date) return new Value(new JsDate(date.Time));
        var value = Conversions.ToPrimitive(run, args[0]);
        return new Value(new JsDate(value.IsString ? DateReader.Parse(value.Text, Offset(run)) : DateMath.Clip(Conversions.ToNumber(run, value))));
    }

    /// <summary>Years 0 to 99 mean the twentieth century, as they always have in JavaScript.</summary>
    private static double FromParts(ScriptRun run, ReadOnlySpan<Value> args)
    {
        Span<double> parts = [double.NaN, 0, 1, 0, 0, 0, 0];
        for (var i = 0; i < Math.Min(7, args.Length); i++) parts[i] = args.Number(run, i);
        if (Math.Truncate(parts[0]) is >= 0 and <= 99 and var year) parts[0] = 1900 + year;
        return DateMath.Make(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]);
    }

    private static void AddReads(JsObject prototype)
    {
        (string Name, Func<DateParts, double> Read)[] parts =
        [
            ("FullYear", p => p.Year), ("Month", p => p.Month), ("Date", p => p.Day), ("Day", p => p.Weekday),
            ("Hours", p => p.Hour), ("Minutes", p => p.Minute), ("Seconds", p => p.Second), ("Milliseconds", p => p.Millisecond),
        ];
        foreach (var (name, read) in parts)
        {
            prototype.Method("get" + name, 0, (run, self, _) => Self(self).Time is var time && double.IsNaN(time) ? time : read(DateMath.Split(time + Offset(run))));
            prototype.Method("getUTC" + name, 0, (_, self, _) => Self(self).Time is var time && double.IsNaN(time) ? time : read(DateMath.Split(time)));
        }
    }

    /// <summary>Each setter takes its part and those below it, up to its count.</summary>
    private static void AddWrites(JsObject prototype)
    {
        (string Name, int First, int Count)[] parts =
        [
            ("FullYear", 0, 3), ("Month", 1, 2), ("Date", 2, 1), ("Hours", 3, 4), ("Minutes", 4, 3), ("Seconds", 5, 2), ("Milliseconds", 6, 1),
        ];
        foreach (var (name, first, count) in parts)
        {
            prototype.Method("set" + name, count, (run, self, args) => Set(run, Self(self), args, first, count, Offset(run)));
            prototype.Method("setUTC" + name, count, (run, self, args) => Set(run, Self(self), args, first, count, 0));
        }
    }

    private static Value Set(ScriptRun run, JsDate date, ReadOnlySpan<Value> args, int first, int count, double offset)
    {
        var time = double.IsNaN(date.Time) && first == 0 ? 0 : date.Time + offset;
        Span<double> given = [double.NaN, double.NaN, double.NaN, double.NaN];
        for (var i = 0; i < Math.Min(count, Math.Max(1, args.Length)); i++) given[i] = args.Number(run, i);
        if (double.IsNaN(time)) return time;
        var p = DateMath.Split(time);
        Span<double> parts = [p.Year, p.Month, p.Day, p.Hour, p.Minute, p.Second, p.Millisecond];
        for (var i = 0; i < Math.Min(count, Math.Max(1, args.Length)); i++) parts[first + i] = given[i];
        return date.Time = DateMath.Clip(DateMath.Make(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6]) - offset);
    }
}
