using OneWindow.Domain.Access;

namespace OneWindow.Domain.FollowUps;

public enum FollowUpState
{
    /// <summary>Its day has not come.</summary>
    Scheduled,

    /// <summary>A visit is asked for; its task is open.</summary>
    Due,

    Done,

    /// <summary>Its task ran out of time.</summary>
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

    public void Complete() => Leave(FollowUpState.Due, FollowUpState.Done);

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
