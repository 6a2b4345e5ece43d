using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Process;

/// <summary>What time will do for a case: reminders, cards and lateness of steps and of the case, and what becomes of promised papers.</summary>
internal sealed class StepTimers(OneWindowDb db, CatalogueSnapshot catalogue)
{
    public void Add(Guid caseId, TimerKind kind, string target, DateTimeOffset dueAt, CaseRows rows, DateTimeOffset now)
    {
        var timer = new CaseTimer(Guid.CreateVersion7(now), caseId, kind, target, dueAt);
        db.Timers.Add(timer);
        rows.Add(timer);
    }

    /// <summary>Reminders, card and lateness of an item. Where time itself answers at the limit, nobody is late.</summary>
    public void AddForItem(WorkItem item, ServiceDefinition? service, CaseRows rows, DateTimeOffset now)
    {
        if (item.DueAt is not { } dueAt) return;
        if (item.LapseOutcome is null && item.OverdueAt is null) Add(item.CaseId, TimerKind.Overdue, item.Id.ToString(), dueAt, rows, now);
        foreach (var before in service?.Reminders ?? [])
            if (catalogue.Calendar.RemindAt(dueAt, before) is var at && at > now && at < dueAt) Add(item.CaseId, TimerKind.Remind, item.Id.ToString(), at, rows, now);
        if (item.Kind is WorkItemKind.Step && item.YellowAt is null && item.OverdueAt is null && YellowOf(item, service) is { } yellow)
            Add(item.CaseId, TimerKind.Yellow, item.Id.ToString(), yellow, rows, now);
    }

    /// <summary>The item is over: nobody is reminded of it or late with it any more.</summary>
    public void Release(WorkItem item, CaseRows rows)
    {
        ReleaseDates(item, rows);
        rows.CancelTimers(item.Id.ToString(), TimerKind.Escalate);
    }

    /// <summary>The item is counted anew; where it stays late, those above it are told as they would have been.</summary>
    public void ReleaseDates(WorkItem item, CaseRows rows) => rows.CancelTimers(item.Id.ToString(), TimerKind.Remind, TimerKind.Overdue, TimerKind.Yellow);

    /// <summary>Counts the case's due date anew and moves its timers with it, those of promised papers included.</summary>
    public void CountCase(CaseFile file, CaseRows rows, DateTimeOffset now)
    {
        var service = catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition;
        PromiseTimers.Settle(file, now);
        file.CountDue(catalogue.Calendar, now);
        var isLate = file.OverdueAt is not null;
        Move(file, TimerKind.CaseOverdue, isLate ? null : file.DueAt, rows, now);
        Move(file, TimerKind.CaseYellow, isLate || file.YellowAt is not null ? null : YellowOf(file, service, now), rows, now);
        if (!isLate) rows.CancelTimers(file.Id.ToString(), TimerKind.Escalate);
        else if (!rows.Timers.Any(t => t.Kind is TimerKind.Escalate && t.TargetId == file.Id.ToString() && t.State is TimerState.Pending))
            Escalate(file, file.Id, file.EscalationLevel, file.OverdueAt!.Value, rows, now);
        foreach (var promise in PromiseTimers.Wanted(file, service?.Clock.Promises ?? PromiseRule.Usual, catalogue.Calendar, now)) Move(file, promise, rows, now);
    }

    /// <summary>
    /// Waits for a step of the chain of escalation, counted from the last day of the limit; nothing where the chain ends. A
    /// case that is late again, such as one that was opened again, goes on in the chain where it stood.
    /// </summary>
    /// <param name="late">Id of the task that is late, or of the case.</param>
    /// <param name="level">How many steps of the chain have been told.</param>
    /// <param name="redAt">When the red card was given.</param>
    public void Escalate(CaseFile file, Guid late, int level, DateTimeOffset redAt, CaseRows rows, DateTimeOffset now)
    {
        if (ChainStep(file, level) is { } step) Add(file.Id, TimerKind.Escalate, late.ToString(), step.ToldAt(catalogue.Calendar, redAt), rows, now);
    }

    /// <summary>Who is told next in the chain of a case's service; null where all have been.</summary>
    public EscalationStep? ChainStep(CaseFile file, int level) =>
        (catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Clock ?? new()).Escalation.ElementAtOrDefault(level);

    private DateTimeOffset? YellowOf(WorkItem item, ServiceDefinition? service) => item is { Limit: { } limit, DueAt: { } dueAt }
        ? (service?.Clock ?? new()).Yellow.At(catalogue.Calendar, limit, item.OpenedAt, [], dueAt, item.OpenedAt)
        : null;

    private DateTimeOffset? YellowOf(CaseFile file, ServiceDefinition? service, DateTimeOffset now) => file is { Limit: { } limit, DueAt: { } dueAt }
        ? (service?.Clock ?? new()).Yellow.At(catalogue.Calendar, limit, file.RegisteredAt, file.LawPauses(), dueAt, now)
        : null;

    private void Move(CaseFile file, TimerKind kind, DateTimeOffset? wanted, CaseRows rows, DateTimeOffset now) =>
        Move(file, new PromiseTimer(kind, file.Id.ToString(), wanted), rows, now);

    /// <summary>Has exactly the wanted timer pending, or none.</summary>
    private void Move(CaseFile file, PromiseTimer wanted, CaseRows rows, DateTimeOffset now)
    {
        var pending = rows.Timers.FirstOrDefault(t => t.Kind == wanted.Kind && t.TargetId == wanted.Target && t.State is TimerState.Pending);
        if (wanted.At is not { } at) pending?.Cancel();
        else if (pending is not null) pending.MoveTo(at);
        else Add(file.Id, wanted.Kind, wanted.Target, at, rows, now);
    }
}
