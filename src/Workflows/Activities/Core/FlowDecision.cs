using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Goes one of two ways.</summary>
public sealed class FlowDecision : Activity
{
    private static readonly InputDescriptor Condition = new("condition", DataType.Boolean, new("条件", "Condition"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowDecision",
        new("判断", "Decision"), new("条件成立走 True，否则走 False。", "Leaves by True where the condition holds, else by False."))
    { Inputs = [Condition], Outcomes = ["True", "False"], OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Outcome.Done(context.Input(Condition).AsBoolean ? "True" : "False");
}
