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

    private readonly Queue<(PlanNode Node, ActivityInstance Parent)> _queue = new();
    private readonly List<Effect> _effects = [];
    private readonly List<JournalEntry> _journal = [];
    private int _counter;
    private long _sequence;
    private int _randoms;
    private bool _finished;

    public required Plan Plan { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required EngineFacts Facts { get; init; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public Value LastResult { get; private set; }
    public Dictionary<string, Value> Input { get; private set; } = [];
    public Dictionary<string, Value> Output { get; private set; } = [];

    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{++_counter}");

    /// <summary>Repeatable: the same state and stimulus give the same numbers.</summary>
    public double NextRandom()
    {
        var mixed = ((ulong)_sequence << 20 ^ (ulong)_counter << 8 ^ (ulong)++_randoms) * 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9UL;
        return ((mixed ^ mixed >> 31) >> 11) / (double)(1UL << 53);
    }

    public void Emit(Effect effect) => _effects.Add(effect);

    public void Log(string @event, PlanNode node, string? detail = null) =>
        _journal.Add(new JournalEntry(++_sequence, @event, node.Path, node.Activity.Descriptor.Key, detail));

    public void Schedule(PlanNode child, ActivityInstance parent)
    {
        parent.OpenChildren++;
        _queue.Enqueue((child, parent));
    }

    /// <summary>Begins the root activity.</summary>
    public void Begin(IReadOnlyDictionary<string, Value> input)
    {
        foreach (var declared in Plan.Definition.Inputs)
            if (input.TryGetValue(declared.Name, out var value)) Input[declared.Name] = Converted(declared, value);
        Run(new ActivityInstance(++_counter, Plan.Root, null));
        Drain();
    }

    private static Value Converted(ArgumentDefinition declared, Value value)
    {
        try
        {
            return ValueConversion.To(declared.Type, value);
        }
        catch (ValueConversionException e)
        {
            throw EngineErrors.InputInvalid(declared.Name, e.Message);
        }
    }

    /// <summary>Runs what is queued.</summary>
    public void Drain()
    {
        for (var steps = 0; Oracle?.Stops(steps) is not true && _queue.TryDequeue(out var next); steps++)
        {
            if (next.Parent.IsGone) continue;
            var instance = new ActivityInstance(++_counter, next.Node, next.Parent);
            if (steps < MaxSteps) Run(instance);
            else
            {
                _instances.Add(instance.Id, instance);
                Fault(instance, "too-many-steps", $"The workflow took more than {MaxSteps} steps without waiting.");
                _queue.Clear();
            }
        }
    }

    private void Run(ActivityInstance instance)
    {
        _instances.Add(instance.Id, instance);
        Log("Started", instance.Node);
        Guarded(instance, context =>
        {
            Declare(instance);
            if (Oracle is { } oracle && !instance.Node.Activity.Descriptor.OnlySteers) return oracle.Run(context);
            if (instance.Node.HasDynamicInputs) instance.Inputs = Evaluate(instance);
            return instance.Node.Activity.Execute(context);
        });
    }

    /// <summary>A step that throws becomes an incident; it never takes the case with it.</summary>
    private void Guarded(ActivityInstance instance, Func<ActivityContext, Outcome> step)
    {
        Outcome outcome;
        try
        {
            outcome = step(new ActivityContext(this, instance));
        }
        catch (ScriptException e)
        {
            outcome = Outcome.Failed(e.Code, e.Message);
        }
        catch (ValueConversionException e)
        {
            outcome = Outcome.Failed("value-type", e.Message);
        }
        catch (RefusedException e)
        {
            outcome = Outcome.Failed(e.Code, e.Message);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A mistake in an activity: its message may hold anything, so only its kind is kept.
            outcome = Outcome.Failed("activity-broke", $"The activity broke with {e.GetType().Name}.");
        }
        Settle(instance, outcome);
    }

    private Value[] Evaluate(ActivityInstance instance)
    {
        var inputs = instance.Node.Inputs;
        var values = new Value[inputs.Length];
        var scope = new ExpressionScope(this, instance);
        for (var i = 0; i < inputs.Length; i++) values[i] = inputs[i].Evaluate(scope);
        return values;
    }

    private void Declare(ActivityInstance instance)
    {
        foreach (var variable in instance.Node.Definition.Variables) Add(variable);
        if (instance.Parent is not null) return;
        foreach (var variable in Plan.Definition.Variables) Add(variable);

        void Add(VariableDefinition variable)
        {
            var value = InputReader.FromNode(variable.Initial);
            if (value.Kind == ValueKind.String && variable.Type != DataType.String && value.AsText.Length == 0) value = Value.Null;
            if (value.Kind == ValueKind.String && variable.Type.Base == BaseType.Object && ValueConversion.TryParseJson(value.AsText, out var parsed)) value = parsed;
            (instance.Variables ??= new(StringComparer.Ordinal))[variable.Id] = ValueConversion.To(variable.Type, value);
        }
    }

    /// <summary>Acts on what a step said.</summary>
    private void Settle(ActivityInstance instance, Outcome outcome)
    {
        switch (outcome.Kind)
        {
            case OutcomeKind.Waiting:
                return;
            case OutcomeKind.Faulted:
                Fault(instance, outcome.Code!, outcome.Message!);
                return;
            case OutcomeKind.Finished:
                Log("Completed", instance.Node);
                End(WorkflowSubStatus.Finished, "finished");
                return;
            default:
                Complete(instance, outcome);
                return;
        }
    }

    private void Complete(ActivityInstance instance, Outcome outcome)
    {
        Log("Completed", instance.Node, outcome.Ports is [Outcome.DonePort] ? null : string.Join(',', outcome.Ports));
        Remove(instance, "cancelled");
        if (instance.Parent is not { } parent)
        {
            End(WorkflowSubStatus.Finished, "finished");
            return;
        }
        if (parent.IsGone) return;
        parent.OpenChildren--;
        Guarded(parent, context => parent.Node.Activity.ChildCompleted(context, instance.Node, outcome));
    }

    private void Fault(ActivityInstance instance, string code, string message)
    {
        instance.IsFaulted = true;
        _incidents.Add(new Incident(NewId("i"), instance.Id, instance.Node.Id, code, message, Now));
        Log("Faulted", instance.Node, code);
    }

    /// <summary>Ends the whole instance and releases everything it held.</summary>
    public void End(WorkflowSubStatus how, string reason)
    {
        _queue.Clear();
        foreach (var root in _instances.Values.Where(i => i.Parent is null).ToList()) Remove(root, reason);
        _finished = true;
        _subStatus = how;
    }
}
