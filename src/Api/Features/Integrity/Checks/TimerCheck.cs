using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>
/// Whatever time must do has its pending timer at the right instant, and no timer fires at something that is not there.
/// A reminder of a task that has been decided stays until it fires for nothing: that costs less than cancelling it.
/// </summary>
internal sealed class TimerCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        if (stored.State is null) return [];
        var due = Due(stored).ToList();
        return Pending(stored, due).Concat(Missing(stored, due));
    }

    /// <summary>What time must do, and when.</summary>
    private static IEnumerable<(TimerKind Kind, string Target, DateTimeOffset At)> Due(StoredCase stored)
    {
        var file = stored.File;
        foreach (var bookmark in stored.State!.Bookmarks)
            if (bookmark.DueAt is { } at) yield return (TimerKind.Resume, bookmark.Id, at);
        foreach (var item in stored.OpenItems)
            if (item is { DueAt: { } at, LapseOutcome: null, OverdueAt: null }) yield return (TimerKind.Overdue, item.Id.ToString(), at);
        if (file is { IsClosed: false, DueAt: { } late, OverdueAt: null }) yield return (TimerKind.CaseOverdue, file.Id.ToString(), late);
        foreach (var visit in stored.FollowUps.Where(f => f.State is FollowUpState.Scheduled))
            yield return (TimerKind.FollowUp, visit.Id.ToString(), new DateTimeOffset(visit.DueOn.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
    }

    private static IEnumerable<Finding> Pending(StoredCase stored, List<(TimerKind Kind, string Target, DateTimeOffset At)> due)
    {
        foreach (var timer in stored.PendingTimers)
        {
            var purpose = due.FirstOrDefault(d => d.Kind == timer.Kind && d.Target == timer.TargetId);
            if (purpose.Target is not null)
            {
                if (!IsAt(timer, purpose.At)) yield return stored.Finding("timer-instant-differs", $"{timer.Kind} timer {timer.Id} is due at {timer.DueAt:O}, its purpose at {purpose.At:O}");
            }
            else if (!IsOfCase(timer, stored.File) && !stored.Items.Any(i => i.Id.ToString() == timer.TargetId && IsHarmless(timer, i)))
                yield return stored.Finding("timer-without-purpose", $"{timer.Kind} timer {timer.Id} would fire for {timer.TargetId}");
        }
    }

    /// <summary>Warnings about the case as a whole, and what becomes of promised papers.</summary>
    private static bool IsOfCase(CaseTimer timer, CaseFile file) => !file.IsClosed && timer.Kind switch
    {
        TimerKind.CaseYellow => file.YellowAt is null && timer.DueAt < file.DueAt,
        TimerKind.Escalate => timer.TargetId == file.Id.ToString() && file.OverdueAt is not null,
        TimerKind.PromiseReminder or TimerKind.PromiseLapse => file.Materials.Any(m => m.Key == timer.TargetId && m.State is MaterialState.Promised),
        _ => false,
    };

    private static bool IsHarmless(CaseTimer timer, Domain.WorkItems.WorkItem item) => timer.Kind switch
    {
        TimerKind.Remind or TimerKind.Yellow => !item.IsOpen || timer.DueAt < item.DueAt,
        TimerKind.Escalate => !item.IsOpen || item.OverdueAt is not null,
        TimerKind.Overdue => !item.IsOpen,
        _ => false,
    };

    // A visit is due on a day; at which hour offices open that day is nothing to check.
    private static bool IsAt(CaseTimer timer, DateTimeOffset at) => timer.Kind is TimerKind.FollowUp
        ? (timer.DueAt - at).Duration() <= TimeSpan.FromDays(1)
        : Instants.Same(timer.DueAt, at);

    private static IEnumerable<Finding> Missing(StoredCase stored, List<(TimerKind Kind, string Target, DateTimeOffset At)> due)
    {
        foreach (var (kind, target, at) in due)
        {
            var timers = stored.PendingTimers.Count(t => t.Kind == kind && t.TargetId == target);
            if (timers == 0) yield return stored.Finding("timer-missing", $"nothing will fire {kind} for {target} at {at:O}");
            else if (timers > 1) yield return stored.Finding("timer-repeated", $"{timers} timers will fire {kind} for {target}");
        }
    }
}
