using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Process;

/// <summary>What time will do for a case: reminders, lateness of steps and of the case.</summary>
internal sealed class StepTimers(OneWindowDb db, CatalogueSnapshot catalogue)
{
    /// <summary>When offices open: reminders and visits are due then and not at midnight.</summary>
    private static readonly TimeSpan Opening = TimeSpan.FromHours(9);

    public void Add(Guid caseId, TimerKind kind, string target, DateTimeOffset dueAt, CaseRows rows, DateTimeOffset now)
    {
        var timer = new CaseTimer(Guid.CreateVersion7(now), caseId, kind, target, dueAt);
        db.Timers.Add(timer);
        rows.Add(timer);
    }

    /// <summary>Reminders and lateness of an item. Where time itself answers at the limit, nobody is late.</summary>
    public void AddForItem(WorkItem item, ServiceDefinition? service, CaseRows rows, DateTimeOffset now)
    {
        if (item.DueAt is not { } dueAt) return;
        if (item.LapseOutcome is null) Add(item.CaseId, TimerKind.Overdue, item.Id.ToString(), dueAt, rows, now);
        foreach (var before in service?.Reminders ?? [])
            if (RemindAt(dueAt, before) is var at && at > now) Add(item.CaseId, TimerKind.Remind, item.Id.ToString(), at, rows, now);
    }

    /// <summary>The item is over: nobody is reminded of it or late with it.</summary>
    public void Release(WorkItem item, CaseRows rows) => rows.CancelTimers(item.Id.ToString(), TimerKind.Remind, TimerKind.Overdue);

    /// <summary>Counts the case's due date anew and moves its timer with it.</summary>
    public void CountCase(CaseFile file, CaseRows rows, DateTimeOffset now)
    {
        file.CountDue(catalogue.Calendar, now);
        var pending = rows.Timers.FirstOrDefault(t => t.Kind is TimerKind.CaseOverdue && t.State is TimerState.Pending);
        if (file.DueAt is not { } dueAt || file.OverdueAt is not null) pending?.Cancel();
        else if (pending is not null) pending.MoveTo(dueAt);
        else Add(file.Id, TimerKind.CaseOverdue, file.Id.ToString(), dueAt, rows, now);
    }

    /// <summary>The instant at which offices open on a day.</summary>
    public DateTimeOffset OpeningTime(DateOnly day) => new(day.ToDateTime(TimeOnly.FromTimeSpan(Opening)), catalogue.Calendar.UtcOffset);

    /// <summary>Whole days before: at opening time of that day; hours before: to the minute.</summary>
    private DateTimeOffset RemindAt(DateTimeOffset dueAt, Limit before)
    {
        if (before.Unit is LimitUnit.Hours) return dueAt.AddHours(-before.Count);
        var day = catalogue.Calendar.LastDay(dueAt)!.Value;
        if (before.Unit is LimitUnit.Months) return OpeningTime(day.AddMonths(-before.Count));
        for (var left = before.Count; left > 0;)
        {
            day = day.AddDays(-1);
            if (before.Unit is LimitUnit.NaturalDays || catalogue.Calendar.IsWorkday(day)) left--;
        }
        return OpeningTime(day);
    }
}
