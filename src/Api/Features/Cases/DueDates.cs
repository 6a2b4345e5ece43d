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

    /// <summary>Said behind a date that may still move; nothing where it is certain.</summary>
    /// <param name="awaitedYear">The year whose notice the date waits for.</param>
    public static (string Zh, string En) Provisional(int? awaitedYear) => awaitedYear is { } year
        ? ($"（暂定，{year}年节假日安排公布后可能调整）", $" (provisional until the holidays of {year} are published)")
        : ("", "");
}
