using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Tests.Calendars;

/// <summary>Days off and make-up workdays made up at random over three years.</summary>
internal sealed class InventedCalendar
{
    public static readonly DateOnly First = new(2024, 1, 1);
    public static readonly DateOnly Last = new(2026, 12, 31);
    private readonly HashSet<DateOnly> _off = [];
    private readonly HashSet<DateOnly> _makeUp = [];

    public InventedCalendar(int seed)
    {
        var dice = new Random(seed);
        for (var date = First; date <= Last; date = date.AddDays(1))
        {
            // Holidays come in stretches, as in the notices; a stretch takes weekends in.
            if (dice.Next(25) == 0)
                for (var n = dice.Next(1, 9); n > 0 && date <= Last; n--, date = date.AddDays(1)) _off.Add(date);
            else if (IsWeekend(date) && dice.Next(12) == 0) _makeUp.Add(date);
        }

        Calendar = WorkCalendar.Parse($$"""{"years": { {{string.Join(", ", new[] { 2024, 2025, 2026 }.Select(Year))}} } }""");
    }

    public WorkCalendar Calendar { get; }

    /// <summary>Past the last notice weekends alone are known.</summary>
    public bool IsWorked(DateOnly date) => IsWeekend(date) ? _makeUp.Contains(date) : !_off.Contains(date);

    private static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private string Year(int year) =>
        $$"""
        "{{year}}": { "daysOff": [{{string.Join(",", _off.Where(d => d.Year == year).Order().Select(d => $$"""{"date":"{{d:yyyy-MM-dd}}","name":"假"}"""))}}],
                      "makeUpWorkdays": [{{string.Join(",", _makeUp.Where(d => d.Year == year).Order().Select(d => $"\"{d:yyyy-MM-dd}\""))}}] }
        """;
}

/// <summary>
/// Counts limits the slow way, that is right at a glance: one date after the other, one minute after the other. Only whole
/// minutes and closed pauses are given to it.
/// </summary>
internal static class SlowCount
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static DateTimeOffset DueAt(InventedCalendar calendar, Limit limit, DateTimeOffset start, IReadOnlyList<Pause> pauses) =>
        limit.Unit is LimitUnit.Hours ? ByMinutes(limit.Count * 60, start, pauses) : Midnight(LastDay(calendar, limit, start, pauses).AddDays(1));

    /// <summary>What is used up at the end of a date, today's included.</summary>
    public static int Used(InventedCalendar calendar, Limit limit, DateTimeOffset start, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        var dates = Dates(Day(start), Day(now)).Count(date => Counts(calendar, limit, date, pauses, start));
        return Math.Min(dates, Whole(limit, Day(start)));
    }

    public static int Whole(Limit limit, DateOnly start)
    {
        if (limit.Unit is not LimitUnit.Months) return limit.Count;
        // The corresponding day, or the last of a shorter month.
        var month = new DateOnly(start.Year, start.Month, 1);
        for (var i = 0; i < limit.Count; i++) month = month.AddDays(DateTime.DaysInMonth(month.Year, month.Month));
        return new DateOnly(month.Year, month.Month, Math.Min(start.Day, DateTime.DaysInMonth(month.Year, month.Month))).DayNumber - start.DayNumber;
    }

    private static DateOnly LastDay(InventedCalendar calendar, Limit limit, DateTimeOffset start, IReadOnlyList<Pause> pauses)
    {
        var (date, left) = (Day(start), Whole(limit, Day(start)));
        while (left > 0)
        {
            date = date.AddDays(1);
            if (Counts(calendar, limit, date, pauses, start)) left--;
        }

        while (!calendar.IsWorked(date) || IsPaused(date.AddDays(1), pauses, start)) date = date.AddDays(1);
        return date;
    }

    private static bool Counts(InventedCalendar calendar, Limit limit, DateOnly date, IReadOnlyList<Pause> pauses, DateTimeOffset start) =>
        date > Day(start) && !IsPaused(date, pauses, start) && (limit.Unit is not LimitUnit.WorkingDays || calendar.IsWorked(date));

    // The day on which the clock stops is begun and counts, the one on which it starts again is a starting day.
    private static bool IsPaused(DateOnly date, IReadOnlyList<Pause> pauses, DateTimeOffset start) =>
        pauses.Any(p => p.To > start && p.To > p.From && Day(p.From < start ? start : p.From) < date && date <= Day(p.To!.Value));

    private static DateTimeOffset ByMinutes(int minutes, DateTimeOffset start, IReadOnlyList<Pause> pauses)
    {
        var at = start;
        for (var left = minutes; left > 0; at = at.AddMinutes(1))
            if (!pauses.Any(p => p.From <= at && at < p.To)) left--;
        return at;
    }

    private static IEnumerable<DateOnly> Dates(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1)) yield return date;
    }

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(China).DateTime);

    private static DateTimeOffset Midnight(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), China);
}
