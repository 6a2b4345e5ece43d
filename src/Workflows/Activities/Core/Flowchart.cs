using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Activities joined by arrows. The host chooses, for each run, which of two ways control flows.</summary>
public sealed class Flowchart : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Flowchart",
        new("流程图", "Flowchart"), new("用箭头连接的活动。", "Activities joined by arrows."))
    { IsContainer = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Node.Children.Count == 0) return Outcome.Done();
        var start = context.Node.Children.FirstOrDefault(context.IsTriggered)?.Position ?? context.Node.Graph!.Start;
        if (context.Mode == FlowchartMode.Token) TokenFlow.Begin(context, start);
        else CounterFlow.Begin(context, start);
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome)
    {
        if (child.Activity.Descriptor.IsTerminal) return Outcome.Done();
        return context.Mode == FlowchartMode.Token ? TokenFlow.Follow(context, child, outcome) : CounterFlow.Follow(context, child, outcome);
    }

    /// <summary>Withdraws whatever is alive on the ways to a node that has been won by one of them.</summary>
    internal static void CancelAncestors(ActivityContext context, int of)
    {
        if (context.OpenChildren == 0) return;
        var graph = context.Node.Graph!;
        context.CancelChildren(node => graph.IsForwardAncestor(node.Position, of), "cancelled");
    }
}
