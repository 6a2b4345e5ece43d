using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Calendars;

/// <summary>What a date is by the yearly State Council holiday notice.</summary>
public enum DayKind
{
    Workday,
    Weekend,
    Holiday,

    /// <summary>调休: a weekend day on which offices work to make up for a holiday.</summary>
    MakeUpWorkday,
}

/// <summary>A date's kind, and the holiday's name where it is one.</summary>
public readonly record struct DayInfo(DayKind Kind, string? Name)
{
    public bool IsWorkday => Kind is DayKind.Workday or DayKind.MakeUpWorkday;
}

/// <summary>
/// Which dates are worked. Immutable. Statutory holidays and make-up workdays come from the yearly notices; a year
/// without a notice knows weekends only (<see cref="HasYear"/> tells).
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>From this day of December on, the notice of the following year has moved days: in 2018 it made the 29th a workday.</summary>
    private const int UnsettledFrom = 29;

    private readonly FrozenDictionary<DateOnly, string> _daysOff;
    private readonly FrozenSet<DateOnly> _makeUpWorkdays;
    private readonly FrozenDictionary<int, string?> _notices;

    internal WorkCalendar(
        TimeSpan utcOffset,
        IReadOnlyDictionary<DateOnly, string> daysOff,
        IReadOnlySet<DateOnly> makeUpWorkdays,
        IReadOnlyDictionary<int, string?> notices,
        OfficeHours hours)
    {
        (UtcOffset, Hours) = (utcOffset, hours);
        _daysOff = daysOff.ToFrozenDictionary();
        _makeUpWorkdays = makeUpWorkdays.ToFrozenSet();
        _notices = notices.ToFrozenDictionary();
        Years = [.. notices.Keys.Order()];
    }

    /// <summary>The offset in which dates are counted; one for the whole country, no summer time.</summary>
    public TimeSpan UtcOffset { get; }

    /// <summary>When offices open and when they are left in peace.</summary>
    public OfficeHours Hours { get; }

    /// <summary>The years with a notice, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Reads <c>calendar.json</c>.</summary>
    /// <exception cref="RefusedException">
    /// <c>calendar-invalid</c>, with every finding by path: a bad date, a date outside its year, a day listed twice, a
    /// make-up workday that is also off or that is no weekend day.
    /// </exception>
    public static WorkCalendar Parse(string json) => WorkCalendarReader.Read(json);

    public bool HasYear(int year) => _notices.ContainsKey(year);

    /// <summary>Where the year's notice is published; null where there is none.</summary>
    public string? NoticeFor(int year) => _notices.GetValueOrDefault(year);

    /// <summary>
    /// What counting takes from a year's notice, so that a corrected notice is told from the one before; a name that is
    /// only spelt otherwise changes nothing. Null for a year without a notice.
    /// </summary>
    public string? FingerprintOf(int year)
    {
        if (!HasYear(year)) return null;
        var days = _daysOff.Keys.Where(d => d.Year == year).Order().Select(d => $"-{d:MMdd}")
            .Concat(_makeUpWorkdays.Where(d => d.Year == year).Order().Select(d => $"+{d:MMdd}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(days))));
    }

    /// <summary>The last day of which it is certain whether it is worked; what is counted beyond is provisional.</summary>
    public DateOnly CertainUntil
    {
        get
        {
            var year = Years.Count == 0 ? 1 : Years[^1];
            return new DateOnly(year, 12, UnsettledFrom - 1);
        }
    }

    /// <summary>The year whose notice must come before it is certain whether a date is worked; null where it is certain.</summary>
    public int? AwaitedYear(DateOnly date)
    {
        if (!HasYear(date.Year)) return date.Year;
        return date is { Month: 12, Day: >= UnsettledFrom } && !HasYear(date.Year + 1) ? date.Year + 1 : null;
    }

    public bool IsWorkday(DateOnly date) =>
        IsWeekend(date) ? _makeUpWorkdays.Contains(date) : !_daysOff.ContainsKey(date);

    public DayInfo Describe(DateOnly date)
    {
        if (_daysOff.TryGetValue(date, out var name)) return new(DayKind.Holiday, name);
        if (!IsWeekend(date)) return new(DayKind.Workday, null);
        return new(_makeUpWorkdays.Contains(date) ? DayKind.MakeUpWorkday : DayKind.Weekend, null);
    }

    /// <summary>The local date on which an instant falls.</summary>
    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(UtcOffset).DateTime);

    /// <summary>
    /// The first instant after the local date: a limit's last day ends at 24:00 (民法典 第二百零三条).
    /// </summary>
    public DateTimeOffset EndOf(DateOnly date) => new(date.AddDays(1).ToDateTime(TimeOnly.MinValue), UtcOffset);

    /// <summary>
    /// The stretch of time that local days span: from the first instant that belongs to it up to the first that no longer
    /// does. Null where that side is open: without a day, and with the first or last year there is.
    /// </summary>
    public (DateTimeOffset? From, DateTimeOffset? Until) Span(DateOnly? first, DateOnly? last) => (
        first is { Year: > 1 } from ? EndOf(from.AddDays(-1)) : null,
        last is { Year: < 9999 } to ? EndOf(to) : null);

    /// <summary>The instant at which offices open on a day.</summary>
    public DateTimeOffset OpeningTime(DateOnly day) => new(day.ToDateTime(Hours.OpensAt), UtcOffset);

    /// <summary>The instant itself, or the next opening time where it lies in the quiet hours.</summary>
    public DateTimeOffset OutOfQuiet(DateTimeOffset instant)
    {
        var local = instant.ToOffset(UtcOffset);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (!Hours.IsQuiet(time)) return instant;
        var day = DateOnly.FromDateTime(local.DateTime);
        return OpeningTime(time < Hours.OpensAt ? day : day.AddDays(1));
    }

    /// <summary>When to remind of a limit that ends at an instant: days before at opening time, hours before to the minute but not at night.</summary>
    public DateTimeOffset RemindAt(DateTimeOffset dueAt, Limit before)
    {
        if (before.Unit is LimitUnit.Hours) return OutOfQuiet(dueAt.AddHours(-before.Count));
        var day = LocalDate(dueAt.AddTicks(-1));
        if (before.Unit is LimitUnit.Months) return OpeningTime(day.AddMonths(-before.Count));
        return OpeningTime(before.Unit is LimitUnit.NaturalDays ? day.AddDays(-before.Count) : AddWorkingDays(day, -before.Count));
    }

    /// <summary>
    /// The date that lies the given number of workdays after <paramref name="date"/>, or before it where the number is
    /// negative. Zero gives the date itself, worked or not.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly date, int workingDays)
    {
        var step = Math.Sign(workingDays);
        for (var left = Math.Abs(workingDays); left > 0;)
        {
            date = date.AddDays(step);
            if (IsWorkday(date)) left--;
        }

        return date;
    }

    internal static bool IsWeekend(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
