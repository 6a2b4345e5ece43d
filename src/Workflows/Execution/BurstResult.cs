namespace OneWindow.Workflows.Execution;

/// <summary>Everything one call of the engine gives back; nothing else changes anywhere.</summary>
/// <param name="State">The state to store; the one passed in is left as it was.</param>
/// <param name="Effects">What the host must do, in order, in the same transaction.</param>
/// <param name="Journal">What happened, for people and for replay.</param>
public sealed record BurstResult(WorkflowState State, IReadOnlyList<Effect> Effects, IReadOnlyList<JournalEntry> Journal);

/// <summary>One thing that happened in a burst.</summary>
/// <param name="Sequence">Counts up over the life of the instance.</param>
/// <param name="Event">Started, Completed, Resumed, Returned, Noted, Faulted, Canceled.</param>
/// <param name="ActivityId">Path of the activity within its definition, ancestors joined by ':'; behind the path of its owner and '/' where its workflow runs within another.</param>
/// <param name="Detail">Outcome of a completion, code of a fault, body found by a routing.</param>
public readonly record struct JournalEntry(long Sequence, string Event, string ActivityId, string Type, string? Detail);
