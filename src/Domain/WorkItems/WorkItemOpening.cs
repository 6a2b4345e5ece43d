using OneWindow.Domain.Cases;

namespace OneWindow.Domain.WorkItems;

/// <summary>What a task is for.</summary>
public enum WorkItemKind
{
    /// <summary>A body decides a step.</summary>
    Step,

    /// <summary>The applicant must bring what is missing; the window holds the task meanwhile (补正).</summary>
    Materials,

    /// <summary>A public notice runs (公示).</summary>
    Notice,

    /// <summary>A follow-up visit is due (回访).</summary>
    Visit,

    /// <summary>Another body or person is asked for an opinion on a step (征求意见); the step does not wait.</summary>
    Consult,

    /// <summary>Another body or person must agree or disagree before the step is decided (会签).</summary>
    Countersign,

    /// <summary>The workflow cannot go on by itself; the joint office retries or passes over the step.</summary>
    Incident,

    /// <summary>A bad rating must be looked into (差评整改).</summary>
    Rectification,

    /// <summary>The body above decides on an objection (异议、复核).</summary>
    Objection,

    /// <summary>The services of a matter (一件事) are under way, each a case of its own; their ends end it, and nobody answers it.</summary>
    Parts,
}

/// <summary>Which kinds of tasks belong together.</summary>
public static class WorkItemKinds
{
    /// <summary>Tasks of a closed case; no workflow waits for them.</summary>
    public static readonly WorkItemKind[] AfterClosing = [WorkItemKind.Visit, WorkItemKind.Rectification, WorkItemKind.Objection];

    /// <summary>Tasks that no workflow waits for: those of a closed case, and opinions on other tasks.</summary>
    public static readonly WorkItemKind[] BesideWorkflow = [.. AfterClosing, WorkItemKind.Consult, WorkItemKind.Countersign];
}

public enum WorkItemState
{
    Open,

    /// <summary>Answered, by a person or by time.</summary>
    Done,

    /// <summary>Over without an answer: withdrawn, sent back, or its branch ended.</summary>
    Cancelled,
}

/// <summary>One answer that a task takes.</summary>
/// <param name="Key">Port of the workflow that the answer leaves by.</param>
/// <param name="Reason">True where an opinion must be written.</param>
/// <param name="ByTime">Time alone gives this answer, as where silence counts as consent; people are not offered it.</param>
public sealed record WorkItemOutcome(string Key, string Zh, string En, bool Reason, bool ByTime = false);

/// <summary>Everything that is known when a task opens.</summary>
public sealed record WorkItemOpening
{
    public required Guid Id { get; init; }
    public required CaseFile Case { get; init; }

    /// <summary>The waiting place in the workflow; null for a task after closing, which no workflow waits for.</summary>
    public string? BookmarkId { get; init; }

    public required string ActivityId { get; init; }
    public required WorkItemKind Kind { get; init; }
    public required string TitleZh { get; init; }
    public required string TitleEn { get; init; }
    public string? ResidentZh { get; init; }
    public string? ResidentEn { get; init; }
    public required string Body { get; init; }
    public required string Role { get; init; }
    public required IReadOnlyList<WorkItemOutcome> Outcomes { get; init; }

    /// <summary>JSON Schema of the data that completing asks for, as text; null where it asks for none.</summary>
    public string? Form { get; init; }

    public LimitRule? Limit { get; init; }
    public bool SuspendsClock { get; init; }

    /// <summary>The outcome that time itself chooses at the end of the limit; null where a person must.</summary>
    public string? LapseOutcome { get; init; }

    /// <summary>Code of the office outside that may answer too; null for most.</summary>
    public string? Partner { get; init; }

    /// <summary>Steps whose deciders, and <see cref="WorkItem.Registrar"/>, may not decide this one; null for none.</summary>
    public IReadOnlyList<string>? NotBy { get; init; }

    /// <summary>The task on which an opinion is asked; null for every other task.</summary>
    public Guid? AskedFor { get; init; }

    /// <summary>What is asked; null for a task that is not asked by another.</summary>
    public string? Question { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The instant from which the task is late; null without a limit.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The year whose calendar the due instant still waits for; null where it is certain.</summary>
    public int? AwaitedYear { get; init; }
}

/// <summary>An answer to a task.</summary>
/// <param name="Outcome">Key of the chosen outcome.</param>
/// <param name="DataJson">The data that the task's form asked for, as JSON text.</param>
public sealed record WorkItemAnswer(string Outcome, string? Opinion, string? DataJson);
