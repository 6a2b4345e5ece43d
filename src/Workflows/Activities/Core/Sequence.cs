using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs its activities one after the other.</summary>
public sealed class Sequence : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Sequence",
        new("顺序", "Sequence"), new("依次执行。", "Runs its activities one after the other."))
    { IsContainer = true, OnBreak = BreakRole.EndsAndPassesOn };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Next(context);

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) =>
        context.IsBreaking || child.Activity.Descriptor.IsTerminal ? Outcome.Done() : Next(context);

    private static Outcome Next(ActivityContext context)
    {
        if (context.Cursor >= context.Node.Children.Count) return Outcome.Done();
        context.Schedule(context.Node.Children[context.Cursor++]);
        return Outcome.Waiting();
    }
}
