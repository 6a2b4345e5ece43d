using System.Text.Json.Serialization;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>Whether an instance can still move.</summary>
public enum WorkflowStatus
{
    Running,
    Finished,
}

/// <summary>Why it stands where it stands.</summary>
public enum WorkflowSubStatus
{
    Suspended,
    Finished,
    Cancelled,
    Faulted,
}

/// <summary>
/// Everything an instance remembers between bursts. Only what a later step can read is kept. Each build reads the
/// states that every released build wrote; <see cref="Format"/> says which shape it is.
/// </summary>
public sealed record WorkflowState
{
    /// <summary>The newest shape that this build reads.</summary>
    public const int CurrentFormat = 2;

    /// <summary>The shape of a state that uses nothing newer, so that an older build can go on with it.</summary>
    internal const int PlainFormat = 1;

    /// <summary>How long an event that nothing waited for yet is kept.</summary>
    public static readonly TimeSpan EventPatience = TimeSpan.FromMinutes(10);

    public int Format { get; init; } = PlainFormat;
    public required string DefinitionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }

    /// <summary>Number of the last journal entry.</summary>
    public long Sequence { get; init; }

    /// <summary>Source of the ids of activity instances, bookmarks and incidents.</summary>
    public int Counter { get; init; }

    /// <summary>Null where it is the correlation id, empty where there is none.</summary>
    public string? InstanceId { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public FlowchartMode Mode { get; init; }
    public IncidentPolicy Policy { get; init; }

    /// <summary>The trigger that started the instance.</summary>
    public string? Trigger { get; init; }

    /// <summary>Workflows that were started by this one and have not ended.</summary>
    public IReadOnlyList<ScopeState>? Scopes { get; init; }

    /// <summary>Events that came before anything waited for them, oldest first.</summary>
    public IReadOnlyList<UnheardEvent>? Unheard { get; init; }

    /// <summary>Activity instances that have not ended, parents before children.</summary>
    public IReadOnlyList<InstanceState> Instances { get; init; } = [];

    /// <summary>What the instance waits for.</summary>
    public IReadOnlyList<Bookmark> Bookmarks { get; init; } = [];

    /// <summary>Faults that nobody has dealt with yet.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    public IReadOnlyDictionary<string, Value> Input { get; init; } = NoValues;
    public IReadOnlyDictionary<string, Value> Output { get; init; } = NoValues;

    /// <summary>Outputs of ended activities that an expression may still ask for, as "activity id" → output → value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>> Results { get; init; } = NoResults;

    /// <summary>The output given last, where an expression may still ask for it.</summary>
    public Value LastResult { get; init; }

    /// <summary>Ids of the human steps answered so far, oldest first, each once at its last answer; a return goes along it.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    /// <summary>Whether anything can still move: the workflow itself, or one that it started and did not wait for.</summary>
    [JsonIgnore]
    public bool IsAlive => Status == WorkflowStatus.Running || Scopes is { Count: > 0 };

    [JsonIgnore]
    internal static readonly IReadOnlyDictionary<string, Value> NoValues = new Dictionary<string, Value>(StringComparer.Ordinal);

    [JsonIgnore]
    internal static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>> NoResults =
        new Dictionary<string, IReadOnlyDictionary<string, Value>>(StringComparer.Ordinal);

    /// <summary>
    /// The same state with time answering at another instant: the limit was extended, or its calendar published. A waiting
    /// place that time does not resume stays as it is.
    /// </summary>
    public WorkflowState Postponed(string bookmarkId, DateTimeOffset dueAt) => this with
    {
        Bookmarks = [.. Bookmarks.Select(b => b.Id == bookmarkId && b.DueAt is not null ? b with { DueAt = dueAt } : b)],
    };
}

/// <summary>How a flowchart decides which of its nodes runs next.</summary>
public enum FlowchartMode
{
    /// <summary>A node runs when each way to it is settled and control came by at least one.</summary>
    Counter,

    /// <summary>Tokens flow along the connections; each node's merge mode says what it waits for.</summary>
    Token,
}

/// <summary>What a fault does to the workflow it happens in.</summary>
public enum IncidentPolicy
{
    /// <summary>The faulted step waits to be retried or passed over, and everything else goes on: a fault never loses a case.</summary>
    Continue,

    /// <summary>What the definition's incident strategy says; where it says nothing the workflow ends as faulted.</summary>
    AsDefined,
}

/// <summary>A workflow that runs within another: a child, or a workflow used as an activity.</summary>
/// <param name="Id">Names the scope in the instances that belong to it.</param>
/// <param name="Outer">The scope it was started from; null for the main workflow.</param>
/// <param name="IsEmbedded">Used as an activity: shares name, correlation id and outputs with the workflow around it.</param>
public sealed record ScopeState(int Id, string DefinitionId, int DefinitionVersion, int? Outer, bool IsEmbedded)
{
    /// <summary>Position of the activity that owns it, for the paths of its steps.</summary>
    public string Prefix { get; init; } = "";

    public string? InstanceId { get; init; }
    public string? CorrelationId { get; init; }
    public string? Name { get; init; }
    public IReadOnlyDictionary<string, Value> Input { get; init; } = WorkflowState.NoValues;
    public IReadOnlyDictionary<string, Value> Output { get; init; } = WorkflowState.NoValues;
    public Value LastResult { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>> Results { get; init; } = WorkflowState.NoResults;
}

/// <summary>An event that came before anything waited for it.</summary>
public sealed record UnheardEvent(string EventName, string? CorrelationId, Value Payload, DateTimeOffset At);

/// <summary>One living activity instance.</summary>
/// <param name="Node">Path of its activity in the definition.</param>
public sealed record InstanceState(int Id, int? Parent, string Node)
{
    /// <summary>Position of a sequence; round of a loop.</summary>
    public int Cursor { get; init; }

    public bool IsFaulted { get; init; }
    public IReadOnlyDictionary<string, Value>? Variables { get; init; }

    /// <summary>State of each connection of a flowchart in counter mode, a digit each, in document order.</summary>
    public string? Edges { get; init; }

    /// <summary>Tokens and blocks of a flowchart in token mode, as "connection:tokens:blocks".</summary>
    public string? Tokens { get; init; }

    /// <summary>The workflow it belongs to; null for the main one.</summary>
    public int? Scope { get; init; }

    /// <summary>A loop that was left by a break, or a sequence within it.</summary>
    public bool IsBreaking { get; init; }

    /// <summary>What the activity itself remembers, such as the items of a loop.</summary>
    public Value Data { get; init; }
}

/// <summary>What kind of thing a bookmark waits for.</summary>
public enum BookmarkKind
{
    /// <summary>A person's answer.</summary>
    WorkItem,

    /// <summary>An instant.</summary>
    Timer,

    /// <summary>A named event.</summary>
    Event,

    /// <summary>A task that the host does.</summary>
    Task,
}

/// <summary>A place where an instance waits.</summary>
/// <param name="Id">Unique in the instance, never used again.</param>
/// <param name="InstanceId">The activity instance that waits.</param>
public sealed record Bookmark(string Id, int InstanceId, BookmarkKind Kind)
{
    /// <summary>Name of the event or task; null for other kinds.</summary>
    public string? EventName { get; init; }

    /// <summary>When time itself resumes it; null where only an answer or event does.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The case's clock stands still while it waits.</summary>
    public bool PausesClock { get; init; }

    /// <summary>Bookmarks are numbered in the order in which they were made.</summary>
    [JsonIgnore]
    internal int Number => int.Parse(Id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>A fault that waits for the joint office to retry, pass over or end.</summary>
public sealed record Incident(string Id, int InstanceId, string ActivityId, string Code, string Message, DateTimeOffset At);
