using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Begins all of its activities at once and waits for all.</summary>
public sealed class Parallel : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Parallel",
        new("并行", "Parallel"), new("同时开始全部活动，等全部结束。", "Begins all of its activities at once and waits for all."))
    { IsContainer = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        foreach (var child in context.Node.Children) context.Schedule(child);
        return context.WhenNoneIsOpen();
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => context.WhenNoneIsOpen();
}
