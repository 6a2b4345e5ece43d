namespace OneWindow.Domain.Timers;

/// <summary>What happens when a timer fires.</summary>
public enum TimerKind
{
    /// <summary>A waiting place of the workflow goes on; the target is its bookmark.</summary>
    Resume,

    /// <summary>The holder of a task is reminded; the target is the task.</summary>
    Remind,

    /// <summary>A task has become late; the target is the task.</summary>
    Overdue,

    /// <summary>The case has become late; the target is the case.</summary>
    CaseOverdue,

    /// <summary>A visit has become due; the target is the follow-up.</summary>
    FollowUp,

    /// <summary>A task gets the yellow card; the target is the task.</summary>
    Yellow,

    /// <summary>The case gets the yellow card; the target is the case.</summary>
    CaseYellow,

    /// <summary>The next of the chain of escalation is told; the target is the late task, or the late case.</summary>
    Escalate,

    /// <summary>A promised paper is due soon; the target is the material's key.</summary>
    PromiseReminder,

    /// <summary>A promised paper has not come; the target is the material's key.</summary>
    PromiseLapse,
}

public enum TimerState
{
    Pending,
    Fired,
    Cancelled,
}

/// <summary>
/// Something that time will do. The row is the truth: a job only wakes up and fires what is due, each in the
/// transaction that also marks the row, so that after a standstill each fires once.
/// </summary>
public sealed class CaseTimer : IVersioned
{
    /// <summary>The longest that a timer is held, whether a node is at it or it rests; what says more is from a clock that was set back.</summary>
    public static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(30);

    private const int LongestRests = 10;
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(15);

    private CaseTimer()
    {
    }

    public CaseTimer(Guid id, Guid caseId, TimerKind kind, string targetId, DateTimeOffset dueAt) =>
        (Id, CaseId, Kind, TargetId, DueAt) = (id, caseId, kind, targetId, dueAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public TimerKind Kind { get; private set; }
    public string TargetId { get; private set; } = "";
    public DateTimeOffset DueAt { get; private set; }
    public TimerState State { get; private set; }
    public DateTimeOffset? FiredAt { get; private set; }

    /// <summary>
    /// Until then nobody else takes it: a node is at it, or it failed and rests. Only who tries first hangs on it; that it
    /// fires once is kept by the state and the version.
    /// </summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>How often firing it has failed; each time it rests longer, and it is never given up.</summary>
    public int Failures { get; private set; }

    public int Version { get; private set; }

    /// <summary>Marks the firing; false where it fired or was cancelled before, and then nothing may happen.</summary>
    public bool Fire(DateTimeOffset now)
    {
        if (State is not TimerState.Pending) return false;
        (State, FiredAt) = (TimerState.Fired, now);
        return true;
    }

    /// <summary>Firing it failed: it rests twice as long as the last time, half an hour at most.</summary>
    public void Fail(DateTimeOffset now)
    {
        if (State is not TimerState.Pending) return;
        Failures++;
        var rest = FirstRest * Math.Pow(2, Math.Min(Failures, LongestRests) - 1);
        HeldUntil = now + (rest < LongestRest ? rest : LongestRest);
    }

    public void Cancel()
    {
        if (State is TimerState.Pending) State = TimerState.Cancelled;
    }

    /// <summary>The clock stood still or ran on: the same timer at another instant.</summary>
    public void MoveTo(DateTimeOffset dueAt)
    {
        if (State is TimerState.Pending) DueAt = dueAt;
    }
}
