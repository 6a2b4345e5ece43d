using OneWindow.Domain.Calendars;

namespace OneWindow.Api.Features.Cases;

internal static class DueDates
{
    /// <summary>The last local day of a limit that ends (exclusively) at an instant.</summary>
    public static DateOnly? LastDay(this WorkCalendar calendar, DateTimeOffset? dueAt) =>
        dueAt is { } at ? calendar.LocalDate(at.AddTicks(-1)) : null;

    /// <summary>The instant in local time, which is how people and answers show it.</summary>
    public static DateTimeOffset Local(this WorkCalendar calendar, DateTimeOffset instant) => instant.ToOffset(calendar.UtcOffset);

    public static DateTimeOffset? Local(this WorkCalendar calendar, DateTimeOffset? instant) => instant?.ToOffset(calendar.UtcOffset);
}
