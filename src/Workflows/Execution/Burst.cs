using System.Globalization;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>One call of the engine: a queue, first in first out, until every branch waits or has ended.</summary>
internal sealed partial class Burst
{
    /// <summary>More steps than any real burst takes; a definition that runs on without waiting is stopped here.</summary>
    private const int MaxSteps = 1_000_000;

    private readonly Ledger<Effect> _effects = new();
    private readonly Ledger<JournalEntry> _journal = new();
    private Queue<Queued> _queue = new(2);
    private ActivityInstance? _spare;
    private int _counter;
    private int _steps;
    private long _sequence;
    private int _randoms;

    private readonly Plan _plan;

    public Burst(Plan plan, DateTimeOffset now, EngineFacts facts) => (_plan, Now, Facts) = (plan, now, facts);

    /// <summary>The workflow itself; there from <see cref="Begin"/> or <see cref="Load(WorkflowState)"/> on.</summary>
    public Scope Main { get; private set; } = null!;

    public DateTimeOffset Now { get; }
    public EngineFacts Facts { get; }
    public FlowchartMode Mode { get; private set; }
    public IncidentPolicy Policy { get; private set; }
    public string? Trigger { get; private set; }
    public Value TriggerPayload { get; private set; }

    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++_counter}");

    /// <summary>Repeatable: the same state and stimulus give the same numbers.</summary>
    public double NextRandom()
    {
        var mixed = ((ulong)_sequence << 20 ^ (ulong)_counter << 8 ^ (ulong)++_randoms) * 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9UL;
        return ((mixed ^ mixed >> 31) >> 11) / (double)(1UL << 53);
    }

    /// <summary>The trigger passes once; coming back to it in a loop waits as anywhere.</summary>
    public bool TakeTrigger()
    {
        Trigger = null;
        return true;
    }

    public void Emit(Effect effect) => _effects.Add(effect);

    public void Log(string @event, ActivityInstance instance, string? detail = null) => Log(@event, instance.Node, instance.Scope, detail);

    private void Log(string @event, PlanNode node, Scope scope, string? detail = null) =>
        _journal.Add(new JournalEntry(++_sequence, @event, scope.Prefix.Length == 0 ? node.Path : scope.Prefix + node.Path, node.Activity.Descriptor.Key, detail));

    public void Schedule(PlanNode child, ActivityInstance parent, Dictionary<string, Value>? variables)
    {
        parent.OpenChildren++;
        _queue.Enqueue(new Queued(child, parent, parent.Scope, variables));
    }

    /// <summary>Runs what is queued, and what comes of it, until nothing moves.</summary>
    private void Drain()
    {
        do RunQueue();
        while (EndFaulted(Main) || DeliverEvents());
    }

    private void RunQueue()
    {
        while (!StopsHere && _queue.TryDequeue(out var next))
        {
            if (next.IsVoid) continue;
            var instance = Take(next);
            Log("Started", instance);
            if (++_steps <= MaxSteps)
            {
                Settle(instance, Execute(instance));
                continue;
            }
            _queue.Clear();
            Fault(instance, "too-many-steps", $"The workflow took more than {MaxSteps} steps without waiting.");
        }
    }

    private ActivityInstance Take(in Queued next)
    {
        var instance = _spare;
        _spare = null;
        if (instance is null) instance = new ActivityInstance(++_counter, next.Node, next.Parent, next.Scope);
        else instance.Become(++_counter, next.Node, next.Parent, next.Scope);
        instance.Variables = next.Variables;
        if (next.Parent?.Scope != next.Scope) next.Scope.Root = instance;
        return instance;
    }

    private Outcome Execute(ActivityInstance instance)
    {
        try
        {
            if (Oracle is { } oracle && !instance.Node.Activity.Descriptor.OnlySteers) return oracle.Run(new ActivityContext(this, instance));
            Declare(instance);
            if (instance.Node.HasDynamicInputs) instance.Inputs = Evaluate(instance);
            return instance.Node.Activity.Execute(new ActivityContext(this, instance));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(e);
        }
    }

    private Outcome Resume(ActivityInstance instance, Stimulus stimulus)
    {
        try
        {
            return instance.Node.Activity.Resume(new ActivityContext(this, instance), stimulus);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(e);
        }
    }

    private Outcome ChildCompleted(ActivityInstance parent, PlanNode child, Outcome outcome)
    {
        try
        {
            return parent.Node.Activity.ChildCompleted(new ActivityContext(this, parent), child, outcome);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(e);
        }
    }

    private Outcome WorkflowEnded(ActivityInstance owner, WorkflowEnd end)
    {
        try
        {
            return owner.Node.Activity.WorkflowEnded(new ActivityContext(this, owner), end);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return Failure(e);
        }
    }

    /// <summary>A step that throws becomes an incident; it never takes the case with it.</summary>
    private static Outcome Failure(Exception exception) => exception switch
    {
        ScriptException e => Outcome.Failed(e.Code, e.Message),
        ValueConversionException e => Outcome.Failed("value-type", e.Message),
        RefusedException e => Outcome.Failed(e.Code, e.Message),
        DefinitionException e => Outcome.Failed("definition-invalid", string.Join(' ', e.Findings)),
        // A mistake in an activity: its message may hold anything, so only its kind is kept.
        _ => Outcome.Failed("activity-broke", $"The activity broke with {exception.GetType().Name}."),
    };

    private Value[] Evaluate(ActivityInstance instance)
    {
        var inputs = instance.Node.Inputs;
        var declared = instance.Node.Activity.Descriptor.Inputs;
        var values = new Value[inputs.Length];
        var scope = new ExpressionScope(this, instance);
        for (var i = 0; i < inputs.Length; i++)
            if (!declared[i].IsDeferred) values[i] = inputs[i].Evaluate(scope);
        return values;
    }

    private static void Declare(ActivityInstance instance)
    {
        var initial = instance.Node.InitialValues;
        if (initial.Length == 0) return;
        var variables = instance.Variables ??= new(StringComparer.Ordinal);
        foreach (var (id, value) in initial) variables[id] = value.DeepClone();
    }

    /// <summary>Acts on what a step said.</summary>
    private void Settle(ActivityInstance instance, Outcome outcome)
    {
        if (instance.IsGone) return;
        switch (outcome.Kind)
        {
            case OutcomeKind.Waiting:
                Keep(instance);
                return;
            case OutcomeKind.Faulted:
                Fault(instance, outcome.Code!, outcome.Message!);
                return;
            case OutcomeKind.Finished:
                Log("Completed", instance);
                EndWorkflow(instance.Scope.Identity, WorkflowSubStatus.Finished, "finished");
                return;
            default:
                Complete(instance, outcome);
                return;
        }
    }

    private void Complete(ActivityInstance instance, Outcome outcome)
    {
        Log("Completed", instance, outcome.IsPlain ? null : string.Join(',', outcome.Ports));
        var (parent, node, scope) = (instance.Parent, instance.Node, instance.Scope);
        Remove(instance, "cancelled");
        if (scope.Root == instance)
        {
            WorkflowDone(scope, WorkflowSubStatus.Finished, parent);
            return;
        }
        if (instance.IsReusable) _spare = instance;
        if (parent is null || parent.IsGone) return;
        parent.OpenChildren--;
        Settle(parent, ChildCompleted(parent, node, outcome));
    }

    private void Fault(ActivityInstance instance, string code, string message)
    {
        Keep(instance);
        Release(instance, "faulted");
        instance.IsFaulted = true;
        _incidents.Add(new Incident(NewId("i"), instance.Id, instance.Scope.Prefix + instance.Node.Id, code, message, Now));
        Log("Faulted", instance, code);
        var identity = instance.Scope.Identity;
        if (Policy == IncidentPolicy.AsDefined && !identity.Plan.Definition.ContinuesWithIncidents) identity.IsFaulting = _mayFault = true;
    }

    /// <summary>A step that is to run.</summary>
    private readonly record struct Queued(PlanNode Node, ActivityInstance? Parent, Scope Scope, Dictionary<string, Value>? Variables)
    {
        public bool IsVoid => Parent is { IsGone: true } || Scope.End is not null;
    }
}
