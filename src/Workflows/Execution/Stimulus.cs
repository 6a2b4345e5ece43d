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
[JsonDerivedType(typeof(TaskStimulus), "task")]
[JsonDerivedType(typeof(ReopenStimulus), "reopen")]
public abstract record Stimulus;

/// <summary>A new instance begins.</summary>
public sealed record StartStimulus(IReadOnlyDictionary<string, Value> Input, string? CorrelationId = null) : Stimulus
{
    /// <summary>What expressions see as the id of the instance; the correlation id where there is none.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Inputs that the definition does not declare are kept as well; a host that gives each workflow the same ones leaves them out.</summary>
    public bool KeepsUndeclared { get; init; }

    /// <summary>How flowcharts run; the definition never says it.</summary>
    public FlowchartMode Mode { get; init; }

    /// <summary>What a fault does.</summary>
    public IncidentPolicy Incidents { get; init; }

    /// <summary>The trigger that started the instance: it is passed at once, and a flowchart begins there. Null for a start by hand.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>What the trigger carried.</summary>
    public Value Payload { get; init; }
}

/// <summary>A person has answered a work item.</summary>
public sealed record AnswerStimulus(string BookmarkId, string Outcome, string? Opinion, Value Data) : Stimulus;

/// <summary>The instant that a bookmark waited for has come.</summary>
public sealed record TimerStimulus(string BookmarkId) : Stimulus;

/// <summary>
/// Something happened outside; every bookmark that waits for this event resumes. Where none does yet, it is kept for
/// one that comes to wait for it within <see cref="WorkflowState.EventPatience"/>.
/// </summary>
public sealed record EventStimulus(string EventName, Value Payload) : Stimulus
{
    /// <summary>Reaches only workflows of this correlation id; null for all.</summary>
    public string? CorrelationId { get; init; }
}

/// <summary>The host has done a task that the workflow asked for.</summary>
public sealed record TaskStimulus(string BookmarkId, Value Result) : Stimulus;

/// <summary>A step sends the case back to an earlier one.</summary>
/// <param name="BookmarkId">The work item that sends back.</param>
/// <param name="ToActivityId">Where to; null for the human step before it.</param>
public sealed record ReturnStimulus(string BookmarkId, string? ToActivityId) : Stimulus;

/// <summary>A case that was closed goes on at a step that it has been at (<see cref="Engine.Reopen"/>).</summary>
public sealed record ReopenStimulus(string ToActivityId) : Stimulus;

/// <summary>The instance ends now, whatever it waits for.</summary>
public sealed record CancelStimulus(string Reason) : Stimulus;

/// <summary>A faulted step is tried again, or passed over by a port.</summary>
public sealed record RetryStimulus(string IncidentId, string? SkipByPort) : Stimulus;
