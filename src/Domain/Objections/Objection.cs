namespace OneWindow.Domain.Objections;

/// <summary>What came of an objection.</summary>
public enum ObjectionOutcome
{
    /// <summary>The body above has not decided yet.</summary>
    Open,

    /// <summary>The first decision stands (维持).</summary>
    Upheld,

    /// <summary>The case goes on, and its body is bound by the note (变更).</summary>
    Changed,

    /// <summary>The case was reopened otherwise before anybody decided.</summary>
    Dropped,
}

/// <summary>The applicant objects to how a case was decided (异议): one for each closing, decided by the body above.</summary>
public sealed class Objection : IVersioned
{
    public const int MaxTextLength = 1000;

    private Objection()
    {
    }

    public Objection(Guid id, Guid caseId, DateTimeOffset closedAt, string text, string? filedBy, Guid workItemId, DateTimeOffset filedAt) =>
        (Id, CaseId, ClosedAt, Text, FiledBy, WorkItemId, FiledAt) = (id, caseId, closedAt, text, filedBy, workItemId, filedAt);

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }

    /// <summary>The closing that is objected to.</summary>
    public DateTimeOffset ClosedAt { get; private set; }

    /// <summary>What the applicant objects to, in their own words.</summary>
    public string Text { get; private set; } = "";

    /// <summary>User name of the clerk who took it in; null where the applicant filed it alone.</summary>
    public string? FiledBy { get; private set; }

    /// <summary>The task of the body above.</summary>
    public Guid WorkItemId { get; private set; }

    public DateTimeOffset FiledAt { get; private set; }
    public ObjectionOutcome Outcome { get; private set; }

    /// <summary>Why it was decided so; where the case goes on, its body is bound by it.</summary>
    public string? Note { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }
    public int Version { get; private set; }

    public void Decide(bool changed, string? note, DateTimeOffset now)
    {
        if (Outcome is ObjectionOutcome.Open) (Outcome, Note, DecidedAt) = (changed ? ObjectionOutcome.Changed : ObjectionOutcome.Upheld, note, now);
    }

    /// <summary>Nobody needs to decide it any more.</summary>
    public void Drop(DateTimeOffset now)
    {
        if (Outcome is ObjectionOutcome.Open) (Outcome, DecidedAt) = (ObjectionOutcome.Dropped, now);
    }
}
