namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class DateFunctions
{
    private const string Invalid = "Invalid Date";
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private static readonly string[] Months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private static void AddTexts(JsObject prototype) => prototype
        .Method("toISOString", 0, (_, self, _) => double.IsNaN(Self(self).Time) ? throw Errors.Range("Invalid time value") : Iso(Self(self).Time))
        .Method("toJSON", 1, (_, self, _) => ToJson(Self(self)))
        .Method("toString", 0, (run, self, _) => Text(run, Self(self).Time))
        .Method("toDateString", 0, (run, self, _) => Local(run, self, DayText))
        .Method("toTimeString", 0, (run, self, _) => Local(run, self, p => TimeText(run, p)))
        .Method("toUTCString", 0, (_, self, _) => double.IsNaN(Self(self).Time) ? Invalid : UtcText(DateMath.Split(Self(self).Time)))
        .Method("toLocaleDateString", 0, (run, self, args) => Locale(run, self, args, hasDate: true, hasTime: false))
        .Method("toLocaleTimeString", 0, (run, self, args) => Locale(run, self, args, hasDate: false, hasTime: true))
        .Method("toLocaleString", 0, (run, self, args) => Locale(run, self, args, hasDate: true, hasTime: true));

    public static Value ToJson(JsDate date) => double.IsNaN(date.Time) ? Value.Null : Iso(date.Time);

    private static string Text(ScriptRun run, double time)
    {
        if (double.IsNaN(time)) return Invalid;
        var parts = DateMath.Split(time + Offset(run));
        return $"{DayText(parts)} {TimeText(run, parts)}";
    }

    private static Value Local(ScriptRun run, Value self, Func<DateParts, string> format) =>
        double.IsNaN(Self(self).Time) ? Invalid : format(DateMath.Split(Self(self).Time + Offset(run)));

    private static string Iso(double time)
    {
        var p = DateMath.Split(time);
        var year = p.Year is >= 0 and <= 9999 ? p.Year.ToString("0000") : (p.Year < 0 ? "-" : "+") + Math.Abs(p.Year).ToString("000000");
        return $"{year}-{p.Month + 1:00}-{p.Day:00}T{p.Hour:00}:{p.Minute:00}:{p.Second:00}.{p.Millisecond:000}Z";
    }

    private static string YearText(int year) => year < 0 ? "-" + Math.Abs(year).ToString("000000") : year.ToString("0000");

    private static string DayText(DateParts p) => $"{Days[p.Weekday]} {Months[p.Month]} {p.Day:00} {YearText(p.Year)}";

    private static string TimeText(ScriptRun run, DateParts p)
    {
        var minutes = (int)run.Host.LocalOffset.TotalMinutes;
        var (sign, hours, rest) = (minutes < 0 ? '-' : '+', Math.Abs(minutes) / 60, Math.Abs(minutes) % 60);
        return $"{p.Hour:00}:{p.Minute:00}:{p.Second:00} GMT{sign}{hours:00}{rest:00} (GMT{sign}{hours:00}:{rest:00})";
    }

    private static string UtcText(DateParts p) => $"{Days[p.Weekday]}, {p.Day:00} {Months[p.Month]} {YearText(p.Year)} {p.Hour:00}:{p.Minute:00}:{p.Second:00} GMT";

    /// <summary>Chinese where the locale begins with zh, American otherwise; options are refused, not ignored.</summary>
    private static Value Locale(ScriptRun run, Value self, ReadOnlySpan<Value> args, bool hasDate, bool hasTime)
    {
        if (args.At(1).AsObject is { } options && options.OwnKeys().Count > 0) throw Errors.Type("Options of toLocale…String are not part of this language");
        var isChinese = !args.At(0).IsUndefined && args.Text(run, 0).StartsWith("zh", StringComparison.Ordinal);
        return Local(run, self, p =>
        {
            var date = isChinese ? $"{p.Year}/{p.Month + 1}/{p.Day}" : $"{p.Month + 1}/{p.Day}/{p.Year}";
            var time = isChinese ? $"{p.Hour:00}:{p.Minute:00}:{p.Second:00}" : $"{(p.Hour + 11) % 12 + 1}:{p.Minute:00}:{p.Second:00} {(p.Hour < 12 ? "AM" : "PM")}";
            if (!hasTime) return date;
            return hasDate ? $"{date}{(isChinese ? " " : ", ")}{time}" : time;
        });
    }
}
