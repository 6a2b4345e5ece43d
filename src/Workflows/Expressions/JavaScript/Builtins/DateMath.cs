namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Calendar arithmetic on milliseconds since 1970, as ECMAScript defines it.</summary>
internal static class DateMath
{
    public const double Day = 86_400_000;
    private const double Limit = 8.64e15;

    /// <summary>NaN outside the range of dates.</summary>
    public static double Clip(double time) => Math.Abs(time) <= Limit ? Math.Truncate(time) + 0.0 : double.NaN;

    /// <summary>Any parts, also beyond their ranges: month 12 is January of the next year.</summary>
    public static double Make(double year, double month, double day, double hour, double minute, double second, double millisecond)
    {
        var sum = year + month + day + hour + minute + second + millisecond;
        if (!double.IsFinite(sum) || Math.Abs(year) > 400_000 || Math.Abs(month) > 5_000_000) return double.NaN;
        var months = (Math.Truncate(year) * 12) + Math.Truncate(month);
        var days = DaysBefore((int)Math.Floor(months / 12), (int)(months - (Math.Floor(months / 12) * 12))) + Math.Truncate(day) - 1;
        var time = (Math.Truncate(hour) * 3_600_000) + (Math.Truncate(minute) * 60_000) + (Math.Truncate(second) * 1000) + Math.Truncate(millisecond);
        return (days * Day) + time;
    }

    public static DateParts Split(double time)
    {
        var days = Math.Floor(time / Day);
        var rest = (int)(time - (days * Day));
        var (year, month, day) = CivilOf((long)days);
        var weekday = (int)((((days + 4) % 7) + 7) % 7);
        return new DateParts(year, month, day, weekday, rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60, rest % 1000);
    }

    /// <summary>Days from 1970-01-01 to the first of a month (from 0).</summary>
    private static double DaysBefore(int year, int month)
    {
        // Years begin in March here, so that the leap day comes last.
        var shifted = month < 2 ? year - 1 : year;
        var era = (long)Math.Floor(shifted / 400.0);
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (153 * ((month + 10) % 12) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    private static (int Year, int Month, int Day) CivilOf(long days)
    {
        days += 719_468;
        var era = (long)Math.Floor(days / 146_097.0);
        var dayOfEra = days - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        var month = (shiftedMonth + 2) % 12;
        var year = yearOfEra + (era * 400) + (month < 2 ? 1 : 0);
        return ((int)year, (int)month, (int)(dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1));
    }
}

/// <summary>Month and weekday from 0 (January, Sunday), day from 1.</summary>
internal readonly record struct DateParts(int Year, int Month, int Day, int Weekday, int Hour, int Minute, int Second, int Millisecond);
