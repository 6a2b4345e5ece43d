using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs one of two activities.</summary>
public sealed class If : Activity
{
    private static readonly InputDescriptor Condition = new("condition", DataType.Boolean, new("条件", "Condition"));
    private static readonly OutputDescriptor Result = new("result", DataType.Boolean, new("条件的结果", "What the condition came to"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.If",
        new("如果", "If"), new("条件成立执行一个活动，否则执行另一个。", "Runs one activity where the condition holds, else the other."))
    { Inputs = [Condition], Outputs = [Result], IsContainer = true, Ports = ["then", "else"] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var holds = context.Input(Condition).AsBoolean;
        context.SetOutput(Result, Value.From(holds));
        if (context.Node.Child(holds ? "then" : "else") is not { } child) return Outcome.Done();
        context.Schedule(child);
        return Outcome.Waiting();
    }
}
