using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>How a case stands: the engine's state, what a burst that stopped half way would run next, and who closed the case.</summary>
internal sealed class Situation(Plan plan, WorkflowState state, IReadOnlyList<PendingStep> pending, PlanNode? closedBy)
{
    public WorkflowState State => state;

    public IReadOnlyList<PendingStep> Pending => pending;

    public PlanNode? ClosedBy => closedBy;

    /// <summary>Living activities by the number of their instance, those of workflows used as activities among them.</summary>
    public IReadOnlyDictionary<int, PlanNode> Nodes { get; } = state.Instances.ToDictionary(i => i.Id, i => plan.Find(PrefixOf(state, i) + i.Node)!);

    public bool HasEnded => State.Status == WorkflowStatus.Finished;

    /// <summary>The burst is over; it is for people, time and events to go on.</summary>
    public bool Rests => pending.Count == 0 && !HasEnded;

    /// <summary>Activities that wait or come next; the containers where there are none.</summary>
    public IReadOnlyList<PlanNode> Alive()
    {
        var living = Nodes.Values.Concat(pending.Select(p => p.Node)).Distinct().ToList();
        return living.Exists(n => !n.Activity.Descriptor.IsContainer) ? [.. living.Where(n => !n.Activity.Descriptor.IsContainer)] : living;
    }

    public static string PrefixOf(WorkflowState state, InstanceState instance) =>
        instance.Scope is { } id ? state.Scopes!.First(s => s.Id == id).Prefix : "";
}

/// <summary>A situation of the state space with a shortest way to it.</summary>
/// <param name="situation">Kept until all ways on from it have been tried.</param>
internal sealed class Place(Situation situation)
{
    private Situation? _situation = situation;

    public Situation Situation => _situation ?? throw new InvalidOperationException("All ways on from this place have been tried.");

    /// <summary>Activities that wait or come next.</summary>
    public IReadOnlyList<PlanNode> Alive { get; } = situation.Alive();

    public bool HasEnded { get; } = situation.HasEnded;

    /// <summary>The last stretch of the shortest way.</summary>
    public required Passage Reached { get; set; }

    /// <summary>All its ways on have been tried.</summary>
    public bool IsExpanded => _situation is null;

    /// <summary>No way on, and not the end.</summary>
    public bool IsStuck { get; set; }

    /// <summary>Where it leads without sending back.</summary>
    public List<Place> Next { get; } = [];

    public int Distance => Reached.Length;

    /// <summary>Lets go of what only the search needs.</summary>
    public void Close() => _situation = null;
}

/// <summary>A stretch from one place to another.</summary>
/// <param name="From">Null at the start of the case.</param>
/// <param name="Words">What happened, a sentence for each answer and each decision.</param>
internal sealed record Passage(Place? From, IReadOnlyList<string> Words)
{
    /// <summary>Sentences from the start of the case to the end of this stretch.</summary>
    public int Length { get; } = (From?.Distance ?? 0) + Words.Count;

    /// <summary>Everything that happened from the start of the case.</summary>
    public IReadOnlyList<string> Trace()
    {
        var stretches = new Stack<Passage>();
        for (var at = this; at is not null; at = at.From?.Reached) stretches.Push(at);
        return [.. stretches.SelectMany(s => s.Words)];
    }
}
