using OneWindow.Domain.Access;

namespace OneWindow.Domain.FollowUps;

public enum FollowUpState
{
    /// <summary>Its day has not come.</summary>
    Scheduled,

    /// <summary>A visit is asked for; its task is open.</summary>
    Due,

    Done,

    /// <summary>Nobody was reached, however often it was tried.</summary>
    Missed,
    Cancelled,
}

/// <summary>A visit or call after the case, to see whether the help has reached the person (回访).</summary>
public sealed class FollowUp : IVersioned
{
    private FollowUp()
    {
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public string Key { get; private set; } = "";
    public string TitleZh { get; private set; } = "";
    public string TitleEn { get; private set; } = "";
    public string Body { get; private set; } = "";
    public string Role { get; private set; } = "";
    public DateOnly DueOn { get; private set; }
    public FollowUpState State { get; private set; }

    /// <summary>The task that asks for the visit, once it is due.</summary>
    public Guid? WorkItemId { get; private set; }

    /// <summary>Which try this is, from 1.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>When the last try had failed too and the body's approver took the visit over; null until then.</summary>
    public DateTimeOffset? EscalatedAt { get; private set; }

    /// <summary>What the person said of the result; null where nobody asked.</summary>
    public bool? Satisfied { get; private set; }

    /// <summary>A need that the visit found, for which a new case may be opened; null for none.</summary>
    public string? NewNeed { get; private set; }

    public int Version { get; private set; }

    public static FollowUp Schedule(
        Guid id, Guid caseId, string key, (string Zh, string En) title, Post post, DateOnly dueOn)
    {
        return new FollowUp
        {
            Id = id,
            CaseId = caseId,
            Key = key,
            TitleZh = title.Zh,
            TitleEn = title.En,
            Body = post.Body,
            Role = post.Role,
            DueOn = dueOn,
        };
    }

    /// <summary>Its day has come and a task asks for it; false where that happened before.</summary>
    public bool BecomeDue(Guid workItemId)
    {
        if (State is not FollowUpState.Scheduled) return false;
        (State, WorkItemId) = (FollowUpState.Due, workItemId);
        return true;
    }

    /// <summary>The person was reached.</summary>
    public void Complete(bool? satisfied = null, string? newNeed = null)
    {
        if (State is FollowUpState.Due) (Satisfied, NewNeed) = (satisfied, newNeed);
        Leave(FollowUpState.Due, FollowUpState.Done);
    }

    /// <summary>Nobody was reached this time: it is tried again on another day.</summary>
    public void Requeue(DateOnly dueOn)
    {
        if (State is FollowUpState.Due) (State, DueOn, WorkItemId, Attempt) = (FollowUpState.Scheduled, dueOn, null, Attempt + 1);
    }

    /// <summary>No try is left: another task asks somebody above to see to it.</summary>
    public void Escalate(Guid workItemId, DateTimeOffset now)
    {
        if (State is FollowUpState.Due) (WorkItemId, EscalatedAt) = (workItemId, now);
    }

    public void Miss() => Leave(FollowUpState.Due, FollowUpState.Missed);

    public void Cancel()
    {
        if (State is FollowUpState.Scheduled or FollowUpState.Due) State = FollowUpState.Cancelled;
    }

    private void Leave(FollowUpState from, FollowUpState to)
    {
        if (State == from) State = to;
    }
}
