using System.Text.Json.Serialization;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>What moves a workflow. Stored with the journal, so that a run can be repeated.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "stimulus")]
[JsonDerivedType(typeof(StartStimulus), "start")]
[JsonDerivedType(typeof(AnswerStimulus), "answer")]
[JsonDerivedType(typeof(TimerStimulus), "timer")]
[JsonDerivedType(typeof(EventStimulus), "event")]
[JsonDerivedType(typeof(ReturnStimulus), "return")]
[JsonDerivedType(typeof(CancelStimulus), "cancel")]
[JsonDerivedType(typeof(RetryStimulus), "retry")]
public abstract record Stimulus;

/// <summary>A new instance begins.</summary>
public sealed record StartStimulus(IReadOnlyDictionary<string, Value> Input, string? CorrelationId = null) : Stimulus;

/// <summary>A person has answered a work item.</summary>
public sealed record AnswerStimulus(string BookmarkId, string Outcome, string? Opinion, Value Data) : Stimulus;

/// <summary>The instant that a bookmark waited for has come.</summary>
public sealed record TimerStimulus(string BookmarkId) : Stimulus;

/// <summary>Something happened outside; every bookmark that waits for this event resumes.</summary>
public sealed record EventStimulus(string EventName, Value Payload) : Stimulus;

/// <summary>A step sends the case back to an earlier one.</summary>
/// <param name="BookmarkId">The work item that sends back.</param>
/// <param name="ToActivityId">Where to; null for the human step before it.</param>
public sealed record ReturnStimulus(string BookmarkId, string? ToActivityId) : Stimulus;

/// <summary>The instance ends now, whatever it waits for.</summary>
public sealed record CancelStimulus(string Reason) : Stimulus;

/// <summary>A faulted step is tried again, or passed over by a port.</summary>
public sealed record RetryStimulus(string IncidentId, string? SkipByPort) : Stimulus;
