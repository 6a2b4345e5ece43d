using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Forecasts;

/// <summary>
/// Working days as a measure of length: a workday counts by the hour, a free day not at all. So a week with holidays is
/// not taken for slowness.
/// </summary>
public sealed class WorkingTime
{
    private readonly WorkCalendar _calendar;
    private readonly DateOnly _first;
    private readonly int[] _before;

    /// <param name="calendar">Says which days are workdays.</param>
    /// <param name="first">The earliest date asked about.</param>
    /// <param name="last">The latest date asked about.</param>
    public WorkingTime(WorkCalendar calendar, DateOnly first, DateOnly last)
    {
        (_calendar, _first) = (calendar, first);
        _before = new int[Math.Max(0, last.DayNumber - first.DayNumber) + 2];
        for (var day = 1; day < _before.Length; day++)
            _before[day] = _before[day - 1] + (calendar.IsWorkday(first.AddDays(day - 1)) ? 1 : 0);
    }

    /// <summary>Working days from one instant to a later one; 0 where it is not later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An instant lies outside the dates given.</exception>
    public double Between(DateTimeOffset from, DateTimeOffset to) => Math.Max(0, Position(to) - Position(from));

    /// <summary>The date on which so many working days have passed since an instant.</summary>
    public static DateOnly After(WorkCalendar calendar, DateTimeOffset instant, double days)
    {
        var date = calendar.LocalDate(instant);
        return calendar.IsWorkday(date)
            ? calendar.AddWorkingDays(date, (int)(days + instant.ToOffset(calendar.UtcOffset).TimeOfDay.TotalDays))
            : calendar.AddWorkingDays(date, (int)days + 1);
    }

    private double Position(DateTimeOffset instant)
    {
        var date = _calendar.LocalDate(instant);
        var day = date.DayNumber - _first.DayNumber;
        ArgumentOutOfRangeException.ThrowIfNegative(day, nameof(instant));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(day, _before.Length - 1, nameof(instant));
        return _before[day] + (_before[day + 1] > _before[day] ? instant.ToOffset(_calendar.UtcOffset).TimeOfDay.TotalDays : 0);
    }
}
