using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>How a burst takes up a stored state and gives a new one.</summary>
internal sealed partial class Burst
{
    /// <summary>Incidents of workflows that ended by them; their instances are gone.</summary>
    private readonly List<Incident> _faults = [];

    /// <summary>Takes up a stored state.</summary>
    public void Load(WorkflowState state)
    {
        (_counter, _sequence) = (state.Counter, state.Sequence);
        (Mode, Policy, Trigger) = (state.Mode, state.Policy, state.Trigger);
        Main = new Scope(0, _plan, null, isEmbedded: false)
        {
            InstanceId = state.InstanceId is null ? state.CorrelationId : state.InstanceId.Length == 0 ? null : state.InstanceId,
            Input = Scope.Named(Copy(state.Input)),
            Output = Copy(state.Output),
            End = state.Status == WorkflowStatus.Finished ? state.SubStatus : null,
        };
        Main.Load(state.CorrelationId, state.Name, state.LastResult, state.Results);
        foreach (var stored in state.Scopes ?? []) Load(stored);
        _answered.AddRange(state.Answered);
        _unheard.AddRange(state.Unheard ?? []);
        foreach (var stored in state.Instances) Load(stored);
        foreach (var bookmark in state.Bookmarks) AddBookmark(_instances[bookmark.InstanceId], bookmark);
        foreach (var incident in state.Incidents) (_instances.ContainsKey(incident.InstanceId) ? _incidents : _faults).Add(incident);
        _mayHear = false;
        ForgetOldEvents();
    }

    private void Load(ScopeState stored)
    {
        var outer = stored.Outer is { } id ? ScopeOf(id) : Main;
        var plan = Facts.Workflows?.Find(stored.DefinitionId, stored.DefinitionVersion)
            ?? throw new InvalidOperationException($"The state holds version {stored.DefinitionVersion} of {stored.DefinitionId}, which is not to be had.");
        var scope = new Scope(stored.Id, plan, outer, stored.IsEmbedded)
        {
            Prefix = stored.Prefix,
            InstanceId = stored.InstanceId,
            Input = Scope.Named(Copy(stored.Input)),
            Output = Copy(stored.Output),
        };
        scope.Load(stored.CorrelationId, stored.Name, stored.LastResult, stored.Results);
        Add(scope);
    }

    private void Load(InstanceState stored)
    {
        var scope = stored.Scope is { } id ? ScopeOf(id) : Main;
        var node = scope.Plan.Find(stored.Node) ?? throw new InvalidOperationException($"The state stands at {stored.Node}, which version {scope.Plan.Definition.Version} of {scope.Plan.Definition.DefinitionId} does not have.");
        var parent = stored.Parent is { } above ? _instances[above] : null;
        var instance = new ActivityInstance(stored.Id, node, parent, scope)
        {
            Cursor = stored.Cursor,
            IsFaulted = stored.IsFaulted,
            IsBreaking = stored.IsBreaking,
            Data = stored.Data.DeepClone(),
            Variables = stored.Variables is null ? null : Copy(stored.Variables),
        };
        foreach (var (variable, value) in node.InitialValues)
            if (!(instance.Variables ??= new(StringComparer.Ordinal)).ContainsKey(variable)) instance.Variables[variable] = value.DeepClone();
        if (node.Graph is not null)
        {
            instance.Flow = Mode == FlowchartMode.Token ? new FlowTokens(instance.Graph) : new FlowScope(instance.Graph);
            instance.Flow.Read(stored.Tokens ?? stored.Edges ?? "");
        }
        instance.Keep();
        _instances.Add(stored.Id, instance);
        if (parent?.Scope != scope) scope.Root = instance;
        if (parent is null) return;
        parent.OpenChildren++;
        parent.Flow?.Enter(node.Position);
    }

    /// <summary>Scripts may change lists and objects in place; the state that was passed in must not follow.</summary>
    private static Dictionary<string, Value> Copy(IReadOnlyDictionary<string, Value> values)
    {
        var copy = new Dictionary<string, Value>(values.Count, StringComparer.Ordinal);
        foreach (var (name, value) in values) copy[name] = value.DeepClone();
        return copy;
    }

    private Scope ScopeOf(int id) => _children?.GetValueOrDefault(id) ?? throw new InvalidOperationException($"The state has no workflow {id}.");

    /// <summary>Everything that must be remembered.</summary>
    public BurstResult Result()
    {
        var scopes = _children?.Values.Where(s => s is { End: null, Root.IsGone: false }).Select(s => s.Store()).ToList();
        var (instances, bookmarks) = Living();
        var isPlain = scopes is null or [] && _unheard.Count == 0 && Mode == FlowchartMode.Counter && Policy == IncidentPolicy.Continue
            && Trigger is null && Array.TrueForAll(instances, i => i is { IsBreaking: false, Data.IsUndefined: true });
        var state = new WorkflowState
        {
            Format = isPlain ? WorkflowState.PlainFormat : WorkflowState.CurrentFormat,
            DefinitionId = Main.Plan.Definition.DefinitionId,
            DefinitionVersion = Main.Plan.Definition.Version,
            Status = Main.End is null ? WorkflowStatus.Running : WorkflowStatus.Finished,
            SubStatus = Main.End ?? WorkflowSubStatus.Suspended,
            Sequence = _sequence,
            Counter = _counter,
            InstanceId = Main.InstanceId == Main.CorrelationId ? null : Main.InstanceId ?? "",
            CorrelationId = Main.CorrelationId,
            Name = Main.Name,
            Mode = Mode,
            Policy = Policy,
            Trigger = Trigger,
            Scopes = scopes is [] ? null : scopes,
            Unheard = _unheard.Count == 0 ? null : [.. _unheard],
            Instances = instances,
            Bookmarks = bookmarks,
            Incidents = [.. _faults, .. _incidents],
            Input = Main.Input,
            Output = Main.Output,
            LastResult = Main.StoredLastResult,
            Results = Main.StoredResults,
            Answered = [.. _answered],
        };
        return new BurstResult(state, _effects, _journal);
    }

    /// <summary>What lives and what it waits for, each in the order in which it came to be.</summary>
    private (InstanceState[] Instances, IReadOnlyList<Bookmark> Bookmarks) Living()
    {
        if (_instances.Count == 0) return ([], []);
        var living = new ActivityInstance[_instances.Count];
        _instances.Values.CopyTo(living, 0);
        Array.Sort(living, static (a, b) => a.Id.CompareTo(b.Id));
        var bookmarks = new Bookmark[_bookmarks.Count];
        _bookmarks.Values.CopyTo(bookmarks, 0);
        Array.Sort(bookmarks, static (a, b) => a.Number.CompareTo(b.Number));
        return (Array.ConvertAll(living, Store), bookmarks);
    }

    private static InstanceState Store(ActivityInstance instance) => new(instance.Id, instance.Parent?.Id, instance.Node.Path)
    {
        Cursor = instance.Cursor,
        IsFaulted = instance.IsFaulted,
        IsBreaking = instance.IsBreaking,
        Data = instance.Data,
        Scope = instance.Scope.Id == 0 ? null : instance.Scope.Id,
        Variables = instance.Variables is { } all && instance.Node.Transient.Count > 0
            ? all.Where(v => !instance.Node.Transient.Contains(v.Key)).ToDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal)
            : instance.Variables,
        Edges = (instance.Flow as FlowScope)?.Write(),
        Tokens = (instance.Flow as FlowTokens)?.Write(),
    };
}
