using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>Due instants are what calendar, limit and pauses give.</summary>
internal sealed class ClockCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var file = stored.File;
        if (!IsRight(file, configuration.Calendars)) yield return stored.Finding("case-due-differs", $"stored {Shown(file.DueAt)}, counted {Shown(Counted(file, configuration.Calendars[0]))}");
        foreach (var item in stored.Items)
            if (!configuration.Calendars.Any(calendar => Instants.Same(item.DueAt, Counted(item, calendar))))
                yield return stored.Finding("task-due-differs", $"work item {item.Id}: stored {Shown(item.DueAt)}, counted {Shown(Counted(item, configuration.Calendars[0]))}");
    }

    private static bool IsRight(CaseFile file, IReadOnlyList<WorkCalendar> calendars)
    {
        // Where the clock stood until the very end, there was no due instant that could stay.
        if (file.IsClosed && file.DueAt is null) return file.LimitText is null || file.Pauses.Any(p => Instants.Same(p.To, file.ClosedAt));
        return calendars.Any(calendar => Instants.Same(file.DueAt, Counted(file, calendar)));
    }

    // At the end of time every pause has begun, also one that JSON dates a part of a microsecond after the case's last change.
    private static DateTimeOffset? Counted(CaseFile file, WorkCalendar calendar) => file.Limit is { } limit
        ? DeadlineCalculator.DueAt(calendar, limit, file.RegisteredAt, file.LawPauses(), DateTimeOffset.MaxValue)
        : null;

    private static DateTimeOffset? Counted(WorkItem item, WorkCalendar calendar) => item.Limit is { } limit
        ? DeadlineCalculator.DueAt(calendar, limit, item.OpenedAt, [], item.OpenedAt)
        : null;

    private static string Shown(DateTimeOffset? instant) => instant?.ToString("O") ?? "none";
}

/// <summary>Compares instants, of which columns keep microseconds and JSON keeps more.</summary>
internal static class Instants
{
    private static readonly TimeSpan Precision = TimeSpan.FromMilliseconds(1);

    public static bool Same(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < Precision;
}
