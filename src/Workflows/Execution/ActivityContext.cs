using System.Text.Json;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>What a step may see and do while it runs. Nothing here reaches beyond the burst.</summary>
public readonly partial struct ActivityContext
{
    private readonly Burst _burst;

    internal ActivityContext(Burst burst, ActivityInstance instance)
    {
        _burst = burst;
        Instance = instance;
    }

    internal ActivityInstance Instance { get; }

    /// <summary>The activity, as compiled.</summary>
    public PlanNode Node => Instance.Node;

    /// <summary>What work items and stages are named by: the activity's id, behind its owner's where its workflow runs within another.</summary>
    public string ActivityId => Instance.Scope.Prefix + Node.Id;

    /// <summary>The instant of this burst; every step of the burst sees the same.</summary>
    public DateTimeOffset Now => _burst.Now;

    /// <summary>Calendar and organisations.</summary>
    public EngineFacts Facts => _burst.Facts;

    /// <summary>The value of an input of the descriptor.</summary>
    public Value Input(InputDescriptor input) => Instance.Inputs is { } values ? values[IndexOf(input)] : Fresh(input);

    /// <summary>The value of an input, worked out now and not when the step began.</summary>
    public Value Fresh(InputDescriptor input) =>
        // What is written in the definition needs no one to look at the run.
        Node.Inputs[IndexOf(input)] is var written && written is LiteralInput literal ? literal.Value : written.Evaluate(Visible());

    /// <summary>The text of an input; null where it is absent or empty.</summary>
    public string? Text(InputDescriptor input)
    {
        var value = Input(input);
        return value.IsNullish || value.AsText.Length == 0 ? null : value.AsText;
    }

    /// <summary>The value of a workflow input.</summary>
    public Value WorkflowInput(string name) => Instance.Scope.InputOf(name);

    /// <summary>Where a sequence or loop stands.</summary>
    public int Cursor
    {
        get => Instance.Cursor;
        set => Instance.Cursor = value;
    }

    /// <summary>What the activity remembers between its moves; kept in the state.</summary>
    public Value Data
    {
        get => Instance.Data;
        set => Instance.Data = value;
    }

    /// <summary>Asks the host to do something.</summary>
    public void Emit(Effect effect) => _burst.Emit(effect);

    /// <summary>Gives an output its value.</summary>
    public void SetOutput(OutputDescriptor output, Value value) => _burst.SetOutput(Instance, output, value);

    /// <summary>Sets a variable by id; false where there is none.</summary>
    public bool TrySetVariable(string id, Value value) => Visible().TrySetVariable(id, value);

    /// <summary>Gives the workflow an output.</summary>
    public void SetWorkflowOutput(string name, Value value) => Instance.Scope.SetOutput(name, value);

    /// <summary>Name of the workflow instance.</summary>
    public void SetName(string? name) => Instance.Scope.Name = name;

    /// <summary>Correlation id of the workflow instance.</summary>
    public string? CorrelationId
    {
        get => Instance.Scope.CorrelationId;
        set => Instance.Scope.CorrelationId = value;
    }

    /// <summary>Notes something in the journal.</summary>
    public void Note(string detail) => _burst.Log("Noted", Instance, detail);

    /// <summary>Runs an expression that the activity prepared itself.</summary>
    internal Value Evaluate(CompiledInput input) => input.Evaluate(Visible());

    /// <summary>Runs an expression with names of its own besides those of every expression.</summary>
    internal Value Evaluate(CompiledInput input, Func<string, Value> also) => input.Evaluate(new ExpressionScope(_burst, Instance) { Also = also });

    /// <summary>Runs a script with functions of its own besides those of every expression.</summary>
    internal Value Run(Script script, Func<string, Value> also) => new ExpressionScope(_burst, Instance) { Also = also }.Run(script);

    /// <summary>JSON of a value, for effects.</summary>
    internal static JsonElement? Json(Value value) => value.IsNullish ? null : value.ToJson();

    /// <summary>What expressions of this run can see.</summary>
    private ExpressionScope Visible() => new(_burst, Instance);

    private int IndexOf(InputDescriptor input)
    {
        var inputs = Node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (ReferenceEquals(inputs[i], input)) return i;
        throw new InvalidOperationException($"{Node.Activity.Descriptor.Key} reads the input {input.Name}, which it does not declare.");
    }
}
