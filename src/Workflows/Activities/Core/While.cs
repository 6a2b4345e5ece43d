using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs its body as long as a condition holds.</summary>
public sealed class While : Activity
{
    private static readonly InputDescriptor Condition = new("condition", DataType.Boolean, new("条件，每轮重新计算", "Condition, worked out before each round")) { IsDeferred = true };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.While",
        new("当条件成立时循环", "While"), new("条件成立时反复执行。", "Runs its body as long as the condition holds."))
    { Inputs = [Condition], IsContainer = true, Ports = ["body"], OnBreak = BreakRole.Ends };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Next(context);

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => Next(context);

    private static Outcome Next(ActivityContext context)
    {
        if (context.IsBreaking || !context.Fresh(Condition).AsBoolean || context.Node.Child("body") is not { } body) return Outcome.Done();
        context.Schedule(body);
        return Outcome.Waiting();
    }
}
