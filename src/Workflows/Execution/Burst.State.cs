using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>What the burst holds: living instances, bookmarks, results; loaded from a state and stored as one.</summary>
internal sealed partial class Burst
{
    private readonly SortedDictionary<int, ActivityInstance> _instances = [];
    private readonly List<Bookmark> _bookmarks = [];
    private readonly List<Incident> _incidents = [];
    private readonly List<string> _answered = [];
    private readonly Dictionary<string, Dictionary<string, Value>> _results = new(StringComparer.Ordinal);
    private WorkflowSubStatus _subStatus;

    public IReadOnlyList<Bookmark> Bookmarks => _bookmarks;

    public IReadOnlyList<Incident> Incidents => _incidents;

    public IReadOnlyList<string> Answered => _answered;

    public ActivityInstance Instance(int id) => _instances[id];

    public void AddBookmark(Bookmark bookmark) => _bookmarks.Add(bookmark);

    /// <summary>Takes a bookmark away and asks the host to release what hung on it.</summary>
    /// <param name="resumedByTimer">Its timer has just fired and need not be cancelled.</param>
    public void RemoveBookmark(Bookmark bookmark, string reason, bool resumedByTimer = false)
    {
        _bookmarks.Remove(bookmark);
        if (bookmark.Kind == BookmarkKind.WorkItem) Emit(new CloseWorkItem(bookmark.Id, reason));
        if (bookmark.DueAt is not null && !resumedByTimer) Emit(new CancelTimer(bookmark.Id));
        if (bookmark.PausesClock) Emit(new ResumeClock(bookmark.Id));
    }

    /// <summary>Removes an instance with everything below it.</summary>
    private void Remove(ActivityInstance instance, string reason)
    {
        if (instance.OpenChildren > 0)
            foreach (var below in _instances.Values.Where(i => i != instance && i.IsWithin(instance)).Reverse().ToList()) RemoveOne(below, reason);
        RemoveOne(instance, reason);
    }

    private void RemoveOne(ActivityInstance instance, string reason)
    {
        instance.IsGone = true;
        _instances.Remove(instance.Id);
        for (var i = _bookmarks.Count - 1; i >= 0; i--)
            if (_bookmarks[i].InstanceId == instance.Id) RemoveBookmark(_bookmarks[i], reason);
        if (instance.IsFaulted) _incidents.RemoveAll(i => i.InstanceId == instance.Id);
    }

    /// <summary>Withdraws living children, and queued ones, of a container.</summary>
    public void CancelChildren(ActivityInstance parent, Func<PlanNode, bool> which, string reason)
    {
        foreach (var child in _instances.Values.Where(i => ReferenceEquals(i.Parent, parent) && which(i.Node)).ToList())
        {
            Remove(child, reason);
            Withdrawn(child.Node, parent);
        }
        for (var left = _queue.Count; left > 0; left--)
        {
            var queued = _queue.Dequeue();
            if (!ReferenceEquals(queued.Parent, parent) || !which(queued.Node)) _queue.Enqueue(queued);
            else Withdrawn(queued.Node, parent);
        }
    }

    private void Withdrawn(PlanNode child, ActivityInstance parent)
    {
        parent.OpenChildren--;
        parent.Flow?.Leave(child.Position);
        Log("Canceled", child);
    }

    /// <summary>Captures an output into its variable and keeps it where an expression may still ask for it.</summary>
    public void SetOutput(ActivityInstance instance, OutputDescriptor output, Value value)
    {
        var node = instance.Node;
        LastResult = value;
        var outputs = node.Activity.Descriptor.Outputs;
        for (var i = 0; i < outputs.Count; i++)
        {
            if (!ReferenceEquals(outputs[i], output)) continue;
            if (node.Captures[i] is not { } target) continue;
            if (!new ExpressionScope(this, instance).TrySetVariable(target, value)) Output[target] = value;
        }
        if (!node.KeepsResults) return;
        if (!_results.TryGetValue(node.Id, out var kept)) _results[node.Id] = kept = new(StringComparer.Ordinal);
        kept[output.Name] = value;
    }

    /// <summary>An output of an earlier activity, by its id or name; the first output where none is named.</summary>
    public Value ResultOf(string activity, string? output)
    {
        var node = Plan.Nodes.FirstOrDefault(n => n.Id == activity || n.Definition.Name == activity)
            ?? Plan.Nodes.FirstOrDefault(n => string.Equals(n.Definition.Name ?? n.Id, activity, StringComparison.OrdinalIgnoreCase));
        if (node is null || !_results.TryGetValue(node.Id, out var kept)) return Value.Undefined;
        if (output is null) return node.Activity.Descriptor.Outputs is [var first, ..] && kept.TryGetValue(first.Name, out var value) ? value : Value.Undefined;
        foreach (var (name, value) in kept)
            if (string.Equals(name, output, StringComparison.OrdinalIgnoreCase)) return value;
        return Value.Undefined;
    }

    /// <summary>Notes that a person answered a step.</summary>
    public void NoteAnswered(string activityId)
    {
        _answered.Remove(activityId);
        _answered.Add(activityId);
    }

    /// <summary>Forgets what was answered in these children of a container, and below them: it will be asked again.</summary>
    public void ForgetAnswers(PlanNode container, HashSet<int> children) => _answered.RemoveAll(id =>
    {
        var at = Plan.Find(id);
        while (at is not null && at.Parent != container) at = at.Parent;
        return at is not null && children.Contains(at.Position);
    });

    /// <summary>Takes up a stored state.</summary>
    public void Load(WorkflowState state)
    {
        _counter = state.Counter;
        _sequence = state.Sequence;
        CorrelationId = state.CorrelationId;
        Name = state.Name;
        Input = new(state.Input, StringComparer.Ordinal);
        Output = new(state.Output, StringComparer.Ordinal);
        _bookmarks.AddRange(state.Bookmarks);
        _incidents.AddRange(state.Incidents);
        _answered.AddRange(state.Answered);
        foreach (var (activity, outputs) in state.Results) _results[activity] = new(outputs, StringComparer.Ordinal);
        foreach (var stored in state.Instances) Load(stored);
    }

    private void Load(InstanceState stored)
    {
        var node = Plan.Find(stored.Node) ?? throw new InvalidOperationException($"The state stands at {stored.Node}, which version {Plan.Definition.Version} of {Plan.Definition.DefinitionId} does not have.");
        var parent = stored.Parent is { } id ? _instances[id] : null;
        var instance = new ActivityInstance(stored.Id, node, parent)
        {
            Cursor = stored.Cursor,
            IsFaulted = stored.IsFaulted,
            Variables = stored.Variables is null ? null : new(stored.Variables, StringComparer.Ordinal),
        };
        if (node.Graph is { } graph)
        {
            instance.Flow = new FlowScope(graph);
            instance.Flow.Read(stored.Edges ?? "");
        }
        _instances.Add(stored.Id, instance);
        if (parent is null) return;
        parent.OpenChildren++;
        parent.Flow?.Enter(node.Position);
    }

    /// <summary>Everything that must be remembered.</summary>
    public BurstResult Result() => new(
        new WorkflowState
        {
            DefinitionId = Plan.Definition.DefinitionId,
            DefinitionVersion = Plan.Definition.Version,
            Status = _finished ? WorkflowStatus.Finished : WorkflowStatus.Running,
            SubStatus = _finished ? _subStatus : WorkflowSubStatus.Suspended,
            Sequence = _sequence,
            Counter = _counter,
            CorrelationId = CorrelationId,
            Name = Name,
            Instances = [.. _instances.Values.Select(Store)],
            Bookmarks = [.. _bookmarks],
            Incidents = [.. _incidents],
            Input = Input,
            Output = Output,
            Results = _results.ToDictionary(r => r.Key, r => (IReadOnlyDictionary<string, Value>)r.Value, StringComparer.Ordinal),
            Answered = [.. _answered],
        },
        _effects,
        _journal);

    private static InstanceState Store(ActivityInstance instance) => new(instance.Id, instance.Parent?.Id, instance.Node.Path)
    {
        Cursor = instance.Cursor,
        IsFaulted = instance.IsFaulted,
        Variables = instance.Variables,
        Edges = instance.Flow?.Write(),
    };
}
