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
    /// <summary>The shape that this build writes.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;
    public required string DefinitionId { get; init; }
    public required int DefinitionVersion { get; init; }
    public WorkflowStatus Status { get; init; }
    public WorkflowSubStatus SubStatus { get; init; }

    /// <summary>Number of the last journal entry.</summary>
    public long Sequence { get; init; }

    /// <summary>Source of the ids of activity instances, bookmarks and incidents.</summary>
    public int Counter { get; init; }

    public string? CorrelationId { get; init; }
    public string? Name { get; init; }

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

    /// <summary>Ids of the human steps answered so far, oldest first, each once at its last answer; a return goes along it.</summary>
    public IReadOnlyList<string> Answered { get; init; } = [];

    [JsonIgnore]
    internal static readonly IReadOnlyDictionary<string, Value> NoValues = new Dictionary<string, Value>(StringComparer.Ordinal);

    [JsonIgnore]
    internal static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>> NoResults =
        new Dictionary<string, IReadOnlyDictionary<string, Value>>(StringComparer.Ordinal);
}

/// <summary>One living activity instance.</summary>
/// <param name="Node">Path of its activity in the definition.</param>
public sealed record InstanceState(int Id, int? Parent, string Node)
{
    /// <summary>Position of a sequence; round of a loop.</summary>
    public int Cursor { get; init; }

    public bool IsFaulted { get; init; }
    public IReadOnlyDictionary<string, Value>? Variables { get; init; }

    /// <summary>State of each connection of a flowchart, a digit each, in document order.</summary>
    public string? Edges { get; init; }
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
}

/// <summary>A place where an instance waits.</summary>
/// <param name="Id">Unique in the instance, never used again.</param>
/// <param name="InstanceId">The activity instance that waits.</param>
public sealed record Bookmark(string Id, int InstanceId, BookmarkKind Kind)
{
    public string? EventName { get; init; }

    /// <summary>When time itself resumes it; null where only an answer or event does.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The case's clock stands still while it waits.</summary>
    public bool PausesClock { get; init; }
}

/// <summary>A fault that waits for the joint office to retry, pass over or end.</summary>
public sealed record Incident(string Id, int InstanceId, string ActivityId, string Code, string Message, DateTimeOffset At);
