using OneWindow.Domain.Access;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;

namespace OneWindow.Domain.WorkItems;

/// <summary>Something that one post (a role of a body) must decide or do for a case. One person holds it at a time.</summary>
public sealed partial class WorkItem : IVersioned
{
    /// <summary>Orders tasks without a limit behind all others on every database alike.</summary>
    public static readonly DateTimeOffset NoDue = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private WorkItem()
    {
    }

    public Guid Id { get; private set; }
    public Guid CaseId { get; private set; }
    public string CaseNumber { get; private set; } = "";
    public string ServiceKey { get; private set; } = "";
    public string? BookmarkId { get; private set; }
    public string ActivityId { get; private set; } = "";
    public WorkItemKind Kind { get; private set; }
    public string TitleZh { get; private set; } = "";
    public string TitleEn { get; private set; } = "";
    public string? ResidentZh { get; private set; }
    public string? ResidentEn { get; private set; }
    public string Body { get; private set; } = "";
    public string Role { get; private set; } = "";

    /// <summary>Body and role in one text ("legal-aid.handler"), which worklists are found by.</summary>
    public string Post { get; private set; } = "";

    public WorkItemState State { get; private set; }

    /// <summary>User name of the holder; null while nobody has claimed it.</summary>
    public string? Assignee { get; private set; }

    public IReadOnlyList<WorkItemOutcome> Outcomes { get; private set; } = [];
    public string? Form { get; private set; }
    public string? LimitText { get; private set; }
    public string? LimitBasis { get; private set; }
    public string? LimitSource { get; private set; }
    public bool SuspendsClock { get; private set; }
    public string? LapseOutcome { get; private set; }

    /// <summary>Code of the office outside that may answer too; null for most.</summary>
    public string? Partner { get; private set; }

    /// <summary>Steps whose deciders, and <see cref="Registrar"/>, may not decide this one; null where everyone of the post may.</summary>
    public IReadOnlyList<string>? NotBy { get; private set; }

    /// <summary>The role that the task is for, while a supervising post has nothing to do but to say which body gets it; else null.</summary>
    public string? HomeRole { get; private set; }

    /// <summary>The joint office has said which body must do it; that body cannot say that it is not its task.</summary>
    public bool IsAssigned { get; private set; }

    /// <summary>The task on which an opinion is asked; null for every other task.</summary>
    public Guid? AskedFor { get; private set; }

    public string? Question { get; private set; }
    public DateTimeOffset OpenedAt { get; private set; }
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary><see cref="DueAt"/>, or <see cref="NoDue"/>: what worklists are sorted by.</summary>
    public DateTimeOffset DueOrder { get; private set; }

    public DateTimeOffset? OverdueAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? Outcome { get; private set; }
    public string? Opinion { get; private set; }
    public string? DataJson { get; private set; }

    /// <summary>User name, or "system" where time chose.</summary>
    public string? CompletedBy { get; private set; }

    /// <summary>answered, lapsed, returned, withdrawn, cancelled, superseded; null while open.</summary>
    public string? ClosingReason { get; private set; }

    public int Version { get; private set; }

    /// <summary>The limit with its extension.</summary>
    public Limit? Limit => LimitExtension.Total(LimitText, Extension);

    public bool IsOpen => State is WorkItemState.Open;

    public static WorkItem Open(WorkItemOpening opening) => new()
    {
        Id = opening.Id,
        CaseId = opening.Case.Id,
        CaseNumber = opening.Case.Number,
        ServiceKey = opening.Case.ServiceKey,
        BookmarkId = opening.BookmarkId,
        ActivityId = opening.ActivityId,
        Kind = opening.Kind,
        TitleZh = opening.TitleZh,
        TitleEn = opening.TitleEn,
        ResidentZh = opening.ResidentZh,
        ResidentEn = opening.ResidentEn,
        Body = opening.Body,
        Role = opening.Role,
        Post = new Post(opening.Body, opening.Role).ToString(),
        Outcomes = opening.Outcomes,
        Form = opening.Form,
        LimitText = opening.Limit?.Limit.ToString(),
        LimitBasis = opening.Limit?.Basis,
        LimitSource = opening.Limit?.Source,
        SuspendsClock = opening.SuspendsClock,
        LapseOutcome = opening.LapseOutcome,
        Partner = opening.Partner,
        NotBy = opening.NotBy,
        AskedFor = opening.AskedFor,
        Question = opening.Question,
        OpenedAt = opening.OpenedAt,
        DueAt = opening.DueAt,
        DueOrder = opening.DueAt ?? NoDue,
        AwaitedYear = opening.AwaitedYear,
    };

    /// <summary>Answers the task. Whoever answers an unclaimed task claims it by that.</summary>
    public void Complete(Caller caller, WorkItemAnswer answer, DateTimeOffset now)
    {
        Claim(caller);
        RefuseWhileUnassigned();
        Take(answer, caller.UserName, now);
    }

    /// <summary>The office outside has answered by its own software, whoever holds the task here.</summary>
    public void CompleteFromOutside(WorkItemAnswer answer, string by, DateTimeOffset now)
    {
        RefuseWhenDecided();
        Take(answer, by, now);
    }

    /// <summary>What the task waited for has come about without anybody answering the task itself.</summary>
    /// <param name="by">User name of who brought it about.</param>
    public void Satisfy(string outcome, string by, DateTimeOffset now)
    {
        RefuseWhenDecided();
        Finish(WorkItemState.Done, outcome, by, "answered", now);
    }

    /// <summary>Goes on as a step of another version of the definition. Holder, limit and due instant stay.</summary>
    public void MoveTo(string activityId, IReadOnlyList<WorkItemOutcome> outcomes)
    {
        RefuseWhenDecided();
        (ActivityId, Outcomes) = (activityId, outcomes);
    }

    /// <summary>Time has answered in a person's place.</summary>
    public void Lapse(string outcome, DateTimeOffset now)
    {
        RefuseWhenDecided();
        Finish(WorkItemState.Done, outcome, "system", "lapsed", now);
    }

    /// <summary>Ends the task without an answer of its own outcomes.</summary>
    /// <param name="reason">returned, withdrawn, cancelled, or superseded where other bodies have decided.</param>
    /// <param name="by">User name of who caused it, or "system".</param>
    public void Cancel(string reason, string by, DateTimeOffset now)
    {
        RefuseWhenDecided();
        Finish(WorkItemState.Cancelled, null, by, reason, now);
    }

    /// <summary>Whether an answer is time's alone: what a notice or the time for materials ends with, and what the step says.</summary>
    public bool IsTimes(WorkItemOutcome outcome) =>
        outcome.ByTime || (Kind is WorkItemKind.Notice or WorkItemKind.Materials && outcome.Key == LapseOutcome);

    /// <summary>Notes that the limit has passed, once.</summary>
    public void MarkOverdue(DateTimeOffset now)
    {
        if (IsOpen) OverdueAt ??= now;
    }

    private void Take(WorkItemAnswer answer, string by, DateTimeOffset now)
    {
        var outcome = Outcomes.FirstOrDefault(o => o.Key == answer.Outcome)
            ?? throw WorkItemErrors.OutcomeUnknown(answer.Outcome);
        if (IsTimes(outcome)) throw WorkItemErrors.LimitRunning();
        if (outcome.Reason && string.IsNullOrWhiteSpace(answer.Opinion)) throw WorkItemErrors.OpinionRequired();
        (Opinion, DataJson) = (answer.Opinion, answer.DataJson);
        Finish(WorkItemState.Done, outcome.Key, by, "answered", now);
    }

    private void Finish(WorkItemState state, string? outcome, string by, string reason, DateTimeOffset now) =>
        (State, Outcome, CompletedBy, ClosingReason, ClosedAt) = (state, outcome, by, reason, now);

    private void RefuseWhenDecided()
    {
        if (!IsOpen) throw WorkItemErrors.AlreadyDecided();
    }
}
