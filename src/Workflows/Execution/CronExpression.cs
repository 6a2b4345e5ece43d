using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// A cron expression in UTC: seconds, minutes, hours, day of month, month, day of week; with five fields the seconds are
/// zero. Fields take lists, ranges, steps, names, ?, L, W and #. Where both day fields are restricted, both must hold.
/// </summary>
public sealed class CronExpression
{
    /// <summary>29 February on a given weekday comes round at least this often.</summary>
    private const int YearsAhead = 40;

    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly ulong _seconds;
    private readonly ulong _minutes;
    private readonly ulong _hours;
    private readonly ulong _months;
    private readonly Func<DateOnly, bool> _dayOfMonth;
    private readonly Func<DateOnly, bool> _dayOfWeek;

    private CronExpression(string[] fields)
    {
        _seconds = Bits(fields[0], 0, 59, []);
        _minutes = Bits(fields[1], 0, 59, []);
        _hours = Bits(fields[2], 0, 23, []);
        _dayOfMonth = DayOfMonth(fields[3].ToUpperInvariant());
        _months = Bits(fields[4], 1, 12, Months);
        _dayOfWeek = DayOfWeek(fields[5].ToUpperInvariant());
    }

    /// <summary>Reads an expression; false where it is none.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? cron)
    {
        cron = null;
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (fields.Length == 5) fields = ["0", .. fields];
        if (fields.Length != 6) return false;
        try
        {
            cron = new CronExpression(fields);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The first instant after this one; null where there is none within forty years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var from = after.ToUniversalTime().AddTicks(TimeSpan.TicksPerSecond - after.UtcTicks % TimeSpan.TicksPerSecond);
        var first = DateOnly.FromDateTime(from.UtcDateTime);
        var last = first.Year > DateTime.MaxValue.Year - YearsAhead ? DateOnly.MaxValue : first.AddYears(YearsAhead);
        for (var day = first; day < last; day = day.AddDays(1))
        {
            if (!Has(_months, day.Month))
            {
                day = new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
                continue;
            }
            if (!_dayOfMonth(day) || !_dayOfWeek(day)) continue;
            if (TimeFrom(day == first ? TimeOnly.FromDateTime(from.UtcDateTime) : TimeOnly.MinValue) is { } time) return new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero);
        }
        return null;
    }

    private TimeOnly? TimeFrom(TimeOnly from)
    {
        for (var hour = from.Hour; hour < 24; hour++)
        {
            if (!Has(_hours, hour)) continue;
            for (var minute = hour == from.Hour ? from.Minute : 0; minute < 60; minute++)
            {
                if (!Has(_minutes, minute)) continue;
                for (var second = hour == from.Hour && minute == from.Minute ? from.Second : 0; second < 60; second++)
                    if (Has(_seconds, second)) return new TimeOnly(hour, minute, second);
            }
        }
        return null;
    }

    private static bool Has(ulong bits, int value) => (bits >> value & 1) != 0;

    private static ulong Bits(string field, int min, int max, string[] names)
    {
        if (field is "*" or "?") return ulong.MaxValue;
        var bits = 0UL;
        foreach (var part in field.ToUpperInvariant().Split(','))
        {
            var (range, step) = part.Split('/') is [var left, var right] ? (left, Number(right, 1, max)) : (part, 0);
            var (from, to) = range == "*" ? (min, max)
                : range.Split('-') is [var low, var high] ? (Value(low), Value(high))
                : (Value(range), step > 0 ? max : Value(range));
            if (part.Count(c => c == '/') > 1 || range.Count(c => c == '-') > 1) throw new FormatException();
            // A range may go round its end, as 22-2 does.
            for (var at = from; ; at = at == max ? min : at + 1)
            {
                var distance = at >= from ? at - from : max - from + 1 + at - min;
                if (step == 0 || distance % step == 0) bits |= 1UL << at;
                if (at == to) break;
            }
        }
        return bits;

        int Value(string text) => Array.IndexOf(names, text) is >= 0 and var index ? index + min : Number(text, min, max);
    }

    private static Func<DateOnly, bool> DayOfMonth(string field)
    {
        if (field == "L") return day => day.Day == LastOf(day);
        if (field == "LW") return day => day == Weekday(new DateOnly(day.Year, day.Month, LastOf(day)));
        if (field.StartsWith("L-", StringComparison.Ordinal))
        {
            var before = Number(field[2..], 0, 30);
            return day => day.Day == LastOf(day) - before;
        }
        if (field.EndsWith('W'))
        {
            var wanted = Number(field[..^1], 1, 31);
            return day => wanted <= LastOf(day) && day == Weekday(new DateOnly(day.Year, day.Month, wanted));
        }
        var bits = Bits(field, 1, 31, []);
        return day => Has(bits, day.Day);
    }

    private static Func<DateOnly, bool> DayOfWeek(string field)
    {
        if (field.Length > 1 && field.EndsWith('L'))
        {
            var last = Day(field[..^1]);
            return day => (int)day.DayOfWeek == last && day.Day + 7 > LastOf(day);
        }
        if (field.Split('#') is [var name, var nth])
        {
            var (wanted, count) = (Day(name), Number(nth, 1, 5));
            return day => (int)day.DayOfWeek == wanted && (day.Day - 1) / 7 + 1 == count;
        }
        // Sunday may be written as 0 or 7.
        var bits = Bits(field, 0, 7, Days);
        return day => Has(bits, (int)day.DayOfWeek) || (day.DayOfWeek == System.DayOfWeek.Sunday && Has(bits, 7));
    }

    private static int Day(string text) => (Array.IndexOf(Days, text) is >= 0 and var index ? index : Number(text, 0, 7)) % 7;

    /// <summary>The weekday nearest to a date within its month.</summary>
    private static DateOnly Weekday(DateOnly date) => date.DayOfWeek switch
    {
        System.DayOfWeek.Saturday => date.Day == 1 ? date.AddDays(2) : date.AddDays(-1),
        System.DayOfWeek.Sunday => date.Day == LastOf(date) ? date.AddDays(-2) : date.AddDays(1),
        _ => date,
    };

    private static int LastOf(DateOnly day) => DateTime.DaysInMonth(day.Year, day.Month);

    private static int Number(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : throw new FormatException();
}
