using System.Globalization;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>The workflows of a run: how they begin, start each other and end.</summary>
internal sealed partial class Burst
{
    /// <summary>Workflows within each other beyond any use; one that starts itself without end is stopped here.</summary>
    private const int MaxDepth = 32;

    /// <summary>Workflows that were started from another, by their number; most runs have none.</summary>
    private SortedDictionary<int, Scope>? _children;
    private bool _mayFault;

    /// <summary>Every workflow of the run, each behind the one that started it.</summary>
    private IEnumerable<Scope> Scopes => _children is null ? [Main] : _children.Values.Prepend(Main);

    /// <summary>Begins the main workflow.</summary>
    public void Begin(StartStimulus start)
    {
        (Mode, Policy, Trigger, TriggerPayload) = (start.Mode, start.Incidents, start.TriggerActivityId, start.Payload);
        Main = new Scope(0, _plan, null, isEmbedded: false)
        {
            InstanceId = start.InstanceId ?? start.CorrelationId,
            Input = Inputs(_plan, start.Input, start.KeepsUndeclared),
        };
        Main.CorrelationId = start.CorrelationId;
        _queue.Enqueue(new Queued(Main.Plan.Root, null, Main, null));
        Drain();
    }

    /// <summary>Starts a workflow used as an activity.</summary>
    public void StartEmbedded(ActivityInstance owner, Plan plan, Dictionary<string, Value> input)
    {
        var scope = Add(new Scope(++_counter, plan, owner.Scope, isEmbedded: true)
        {
            Prefix = $"{owner.Scope.Prefix}{owner.Node.Path}/",
            InstanceId = owner.Scope.InstanceId,
            Input = Inputs(plan, input, all: false),
        });
        owner.OpenChildren++;
        _queue.Enqueue(new Queued(plan.Root, owner, scope, null));
    }

    /// <summary>Starts a child workflow; its state lives in this one's.</summary>
    public WorkflowEnd StartChild(ActivityInstance owner, ChildRequest child, bool isAwaited, bool isInline)
    {
        var plan = Facts.Workflows?.Find(child.DefinitionId) ?? throw EngineErrors.WorkflowUnknown(child.DefinitionId);
        if (owner.Scope.Depth >= MaxDepth) throw EngineErrors.TooDeep();
        var id = ++_counter;
        child.Input["ParentInstanceId"] = Value.From(owner.Scope.Identity.InstanceId);
        var scope = new Scope(id, plan, owner.Scope, isEmbedded: false)
        {
            Prefix = $"{owner.Scope.Prefix}{owner.Node.Path}/",
            InstanceId = string.Create(CultureInfo.InvariantCulture, $"{Main.InstanceId ?? Main.Plan.Definition.DefinitionId}.{id}"),
            Input = Inputs(plan, child.Input, all: true),
        };
        scope.CorrelationId = child.CorrelationId;
        Add(scope);
        if (isAwaited) owner.OpenChildren++;
        var first = new Queued(plan.Root, isAwaited ? owner : null, scope, null);
        if (!isInline)
        {
            _queue.Enqueue(first);
            return EndOf(scope);
        }
        var rest = _queue;
        _queue = new Queue<Queued>();
        _queue.Enqueue(first);
        scope.IsStarting = true;
        do RunQueue();
        while (EndFaulted(scope));
        scope.IsStarting = false;
        _queue = rest;
        return EndOf(scope);
    }

    /// <summary>Completes the nearest workflow used as an activity, or the one that is none.</summary>
    public void CompleteWorkflow(Scope scope, Outcome outcome)
    {
        scope.Outcome = outcome;
        EndWorkflow(scope, WorkflowSubStatus.Finished, "finished");
    }

    /// <summary>Ends a workflow and releases everything it held.</summary>
    private void EndWorkflow(Scope scope, WorkflowSubStatus how, string reason)
    {
        if (scope.End is not null) return;
        scope.End = how;
        var owner = scope.Root?.Parent;
        if (scope.Root is { IsGone: false } root) Remove(root, reason);
        WorkflowDone(scope, how, owner);
    }

    /// <summary>Tells whoever waits for a workflow that it has ended.</summary>
    private void WorkflowDone(Scope scope, WorkflowSubStatus how, ActivityInstance? owner)
    {
        scope.End = how;
        _children?.Remove(scope.Id);
        if (owner is null || owner.IsGone) return;
        owner.OpenChildren--;
        if (!scope.IsStarting) Settle(owner, WorkflowEnded(owner, EndOf(scope)));
    }

    /// <summary>Ends workflows that a fault has decided, now that what was queued has run.</summary>
    private bool EndFaulted(Scope within)
    {
        if (!_mayFault) return false;
        _mayFault = within != Main;
        var any = false;
        // Children come behind the workflows that started them, and end before these.
        foreach (var faulted in Scopes.Where(s => s.IsFaulting && s.IsWithin(within)).Reverse().ToList())
        {
            if (faulted.End is not null) continue;
            _faults.AddRange(_incidents.Where(n => IsOf(n, faulted)));
            EndWorkflow(faulted, WorkflowSubStatus.Faulted, "faulted");
            any = true;
        }
        return any;
    }

    private bool IsOf(Incident incident, Scope scope) => _instances.TryGetValue(incident.InstanceId, out var at) && at.Scope.Identity == scope;

    /// <summary>Ends everything, workflows that live on their own among them.</summary>
    public void Cancel(string reason)
    {
        _queue.Clear();
        foreach (var scope in Scopes.ToList())
            if (!scope.IsEmbedded) EndWorkflow(scope, WorkflowSubStatus.Cancelled, reason);
    }

    private static WorkflowEnd EndOf(Scope scope) =>
        new(scope.InstanceId ?? "", scope.End ?? WorkflowSubStatus.Suspended, scope.Output, scope.Outcome);

    private Scope Add(Scope scope)
    {
        (_children ??= []).Add(scope.Id, scope);
        return scope;
    }

    /// <summary>The declared inputs, converted; those that are not declared only where a workflow takes what it is given.</summary>
    private static Dictionary<string, Value> Inputs(Plan plan, IReadOnlyDictionary<string, Value> given, bool all)
    {
        given = Scope.Named(given);
        var inputs = Scope.Named([]);
        foreach (var declared in plan.Definition.Inputs)
        {
            if (!given.TryGetValue(declared.Name, out var value)) continue;
            try
            {
                inputs[declared.Name] = ValueConversion.To(declared.Type, value);
            }
            catch (ValueConversionException e)
            {
                throw EngineErrors.InputInvalid(declared.Name, e.Message);
            }
        }
        if (!all) return inputs;
        foreach (var (name, value) in given) inputs.TryAdd(name, value);
        return inputs;
    }
}
