using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>What moving one running instance to another version of its definition would do. Nothing has been changed.</summary>
/// <param name="Waits">Where the instance waits, and where it would.</param>
/// <param name="Changes">What else would be different, a sentence each.</param>
/// <param name="Refusals">Why it cannot be moved; empty where it can.</param>
public sealed record MigrationPreview(IReadOnlyList<MappedWait> Waits, IReadOnlyList<BilingualText> Changes, IReadOnlyList<MigrationRefusal> Refusals)
{
    public bool CanApply => Refusals.Count == 0;
}

/// <summary>A place where the instance waits. Its bookmark stays, and with it work item, timer and due instant.</summary>
/// <param name="Text">One sentence for people.</param>
public sealed record MappedWait(string BookmarkId, BookmarkKind Kind, string FromActivityId, string ToActivityId, DateTimeOffset? DueAt, BilingualText Text)
{
    /// <summary>What may be answered from now on; null where that does not change.</summary>
    public IReadOnlyList<OutcomeOption>? Outcomes { get; init; }
}

/// <summary>A reason not to move the instance.</summary>
/// <param name="Code">Kebab-case contract, stable between releases.</param>
/// <param name="ActivityId">The step of the old version that is in the way; null where it is none.</param>
public sealed record MigrationRefusal(string Code, string? ActivityId, BilingualText Reason);

/// <summary>An instance that was moved; holds what undoing needs.</summary>
public sealed record MigrationResult(WorkflowState Before, WorkflowState After, MigrationPreview Preview);
