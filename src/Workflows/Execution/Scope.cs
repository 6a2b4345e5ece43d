using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// One workflow of a run: the main one, a child that it started, or a workflow used as an activity. Children live in
/// their parent's state, so that starting one, its end and the parent's going on are one commit: none can be lost.
/// </summary>
internal sealed class Scope(int id, Plan plan, Scope? outer, bool isEmbedded)
{
    private string? _correlationId;
    private string? _name;
    private Dictionary<string, Dictionary<string, Value>>? _results;

    public int Id { get; } = id;
    public Plan Plan { get; } = plan;
    public Scope? Outer { get; } = outer;
    public bool IsEmbedded { get; } = isEmbedded;

    /// <summary>Stands before the paths of its steps; empty for the main workflow.</summary>
    public string Prefix { get; init; } = "";

    public string? InstanceId { get; init; }

    public string? CorrelationId
    {
        get => Identity._correlationId;
        set => Identity._correlationId = value;
    }

    public string? Name
    {
        get => Identity._name;
        set => Identity._name = value;
    }

    public Dictionary<string, Value> Input { get; init; } = Named([]);
    public Dictionary<string, Value> Output { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Outputs of ended activities that an expression may still ask for; most workflows keep none.</summary>
    public Dictionary<string, Dictionary<string, Value>> Results => _results ??= new(StringComparer.Ordinal);
    public Value LastResult { get; set; }

    /// <summary>How deep workflows run within each other here.</summary>
    public int Depth { get; } = outer is null ? 0 : outer.Depth + 1;

    /// <summary>The activity instance at the top; null before it runs.</summary>
    public ActivityInstance? Root { get; set; }

    /// <summary>A fault has decided its end, which comes when nothing is queued any more.</summary>
    public bool IsFaulting { get; set; }

    /// <summary>How it ended; null while it runs.</summary>
    public WorkflowSubStatus? End { get; set; }

    /// <summary>Whoever started it is still in the middle of doing so and looks at the end itself.</summary>
    public bool IsStarting { get; set; }

    /// <summary>Ports named by a Complete, for a workflow used as an activity.</summary>
    public Outcome Outcome { get; set; } = Outcome.Done();

    /// <summary>The workflow whose name, correlation id, faults and finish it shares.</summary>
    public Scope Identity => IsEmbedded ? Outer!.Identity : this;

    /// <summary>Whether it is a workflow, or was started from it or from one that was.</summary>
    public bool IsWithin(Scope other)
    {
        for (var at = this; at is not null; at = at.Outer)
            if (at == other) return true;
        return false;
    }

    /// <summary>Inputs are found by name whatever its case.</summary>
    public static Dictionary<string, Value> Named(IEnumerable<KeyValuePair<string, Value>> values)
    {
        var named = new Dictionary<string, Value>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in values) named[name] = value;
        return named;
    }

    /// <summary>The value of a workflow input, of this workflow or, where it is used as an activity, of the one around it.</summary>
    public Value InputOf(string name)
    {
        for (var at = this; ; at = at.Outer!)
        {
            if (at.Input.TryGetValue(name, out var value)) return value;
            if (!at.IsEmbedded) return Value.Undefined;
        }
    }

    /// <summary>Gives an output to the nearest workflow that declares it, or to the one that is no activity of another.</summary>
    public void SetOutput(string name, Value value)
    {
        var at = this;
        while (at.IsEmbedded && !at.Plan.Definition.Outputs.Any(o => string.Equals(o.Name, name, StringComparison.Ordinal))) at = at.Outer!;
        at.Output[name] = value;
    }

    /// <summary>The output given last, where an expression of the workflow may ask for it.</summary>
    public Value StoredLastResult => Plan.KeepsLastResult ? LastResult : Value.Undefined;

    /// <summary>The nearest workflow around it that has not ended; a child that is not waited for may outlive the one that started it.</summary>
    private Scope? LivingOuter
    {
        get
        {
            var at = Outer;
            while (at is { End: not null }) at = at.Outer;
            return at;
        }
    }

    public ScopeState Store() => new(Id, Plan.Definition.DefinitionId, Plan.Definition.Version, LivingOuter is { Id: > 0 } within ? within.Id : null, IsEmbedded)
    {
        Prefix = Prefix,
        InstanceId = InstanceId,
        CorrelationId = _correlationId,
        Name = _name,
        Input = Input,
        Output = Output,
        LastResult = StoredLastResult,
        Results = StoredResults,
    };

    /// <summary>Takes up what <see cref="Store"/> gave.</summary>
    public void Load(string? correlationId, string? name, Value lastResult, IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>> results)
    {
        (_correlationId, _name, LastResult) = (correlationId, name, lastResult.DeepClone());
        foreach (var (activity, outputs) in results)
            Results[activity] = outputs.ToDictionary(o => o.Key, o => o.Value.DeepClone(), StringComparer.Ordinal);
    }

    /// <summary>The results as the state holds them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, Value>> StoredResults =>
        _results is null or { Count: 0 } ? WorkflowState.NoResults : _results.ToDictionary(r => r.Key, r => (IReadOnlyDictionary<string, Value>)r.Value, StringComparer.Ordinal);
}

/// <summary>How a workflow that was started from another has ended, or where it stands.</summary>
/// <param name="InstanceId">What its expressions see as the id of the instance.</param>
/// <param name="SubStatus">Suspended where it has not ended.</param>
/// <param name="Ports">Ports that its Complete named, Done where there was none.</param>
public sealed record WorkflowEnd(string InstanceId, WorkflowSubStatus SubStatus, IReadOnlyDictionary<string, Value> Output, Outcome Ports)
{
    /// <summary>Finished or Running, as expressions see it.</summary>
    public WorkflowStatus Status => SubStatus == WorkflowSubStatus.Suspended ? WorkflowStatus.Running : WorkflowStatus.Finished;
}
