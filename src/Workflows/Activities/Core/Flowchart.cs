using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Activities joined by arrows, in counter mode. A node runs when each forward arrow that leads to it is settled and
/// control came by at least one; where it came by none, the node is passed over and so are the arrows after it.
/// A backward arrow begins another round of its loop. Arrows that leave a loop without control are settled only when
/// the loop can come round no more, so that a join behind a loop never runs early.
/// </summary>
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
        Run(context, context.Node.Graph!.Start);
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome)
    {
        if (child.Activity.Descriptor.IsTerminal) return Outcome.Done();
        var flow = context.Flow;
        flow.Leave(child.Position);
        var graph = context.Node.Graph!;
        if (!TryLoop(context, graph, child.Position, outcome)) return Outcome.Failed("loop-entry", $"The connection back from “{child.Id}” enters a loop other than by its first step.");
        var arrived = new Queue<int>();
        foreach (var edge in graph.Outbound(child.Position))
            if (!edge.IsBack) Carry(flow, edge, outcome.LeftBy(edge.Port), arrived);
        Propagate(context, graph, arrived);
        return context.OpenChildren == 0 ? Outcome.Done() : Outcome.Waiting();
    }

    private static bool TryLoop(ActivityContext context, FlowGraph graph, int node, Outcome outcome)
    {
        foreach (var edge in graph.Outbound(node))
        {
            if (!edge.IsBack || !outcome.LeftBy(edge.Port)) continue;
            if (!edge.IsValidBack) return false;
            var body = graph.LoopsOf(node).First(l => l.Header == edge.Target).Body;
            context.Flow.Restart(body);
            context.ForgetAnswers(body);
            Run(context, edge.Target);
        }
        return true;
    }

    private static void Carry(FlowScope flow, FlowEdge edge, bool followed, Queue<int> arrived)
    {
        var before = flow[edge];
        if (before == EdgeState.Owed)
        {
            flow[edge] = followed ? EdgeState.SpentFollowed : EdgeState.SpentDead;
            return;
        }
        if (before == EdgeState.Followed && !followed) return;
        flow[edge] = followed ? EdgeState.Followed : edge.Leaves.Count > 0 ? EdgeState.Held : EdgeState.Dead;
        if (flow[edge] != EdgeState.Held) arrived.Enqueue(edge.Target);
    }

    /// <summary>Runs or passes over nodes until nothing moves; a queue, so that no chain is too long for the stack.</summary>
    private static void Propagate(ActivityContext context, FlowGraph graph, Queue<int> arrived)
    {
        var flow = context.Flow;
        do
        {
            while (arrived.TryDequeue(out var node)) Arrive(context, graph, node, arrived);
        }
        while (flow.HeldCount > 0 && TrySettleLoop(flow, graph, arrived));
    }

    /// <summary>
    /// Settles the exits of one loop that can come round no more. Inner loops first, and one at a time: what their
    /// exits set going may still be part of the loop around them.
    /// </summary>
    private static bool TrySettleLoop(FlowScope flow, FlowGraph graph, Queue<int> arrived)
    {
        FlowLoop? loop = null;
        foreach (var edge in graph.LoopExits)
        {
            if (loop is not null && edge.Leaves[^1] != loop) continue;
            if (flow[edge] != EdgeState.Held || flow.MayComeAgain(edge)) continue;
            loop = edge.Leaves[^1];
            flow[edge] = EdgeState.Dead;
            arrived.Enqueue(edge.Target);
        }
        return loop is not null;
    }

    private static void Arrive(ActivityContext context, FlowGraph graph, int node, Queue<int> arrived)
    {
        var flow = context.Flow;
        var inbound = graph.ForwardInbound(node);
        int followed = 0, dead = 0;
        foreach (var edge in inbound)
        {
            if (flow[edge] == EdgeState.Followed) followed++;
            else if (flow[edge] == EdgeState.Dead) dead++;
        }
        if (followed + dead == 0) return;
        var child = context.Node.Children[node];
        var mode = child.Activity is FlowJoin ? FlowJoin.ModeOf(child) : JoinMode.WaitAllActive;
        var settled = followed + dead == inbound.Count;
        if (!settled && !(mode == JoinMode.WaitAny && followed > 0)) return;
        foreach (var edge in inbound) flow[edge] = Spent(flow[edge]);
        if (mode == JoinMode.WaitAll ? dead == 0 : followed > 0)
        {
            if (child.Activity is FlowJoin) CancelAncestors(context, graph, node);
            Run(context, node);
            return;
        }
        if (followed > 0) context.PassOver(child);
        foreach (var edge in graph.Outbound(node))
            if (!edge.IsBack) Carry(flow, edge, followed: false, arrived);
    }

    private static EdgeState Spent(EdgeState state) => state switch
    {
        EdgeState.Followed => EdgeState.SpentFollowed,
        EdgeState.Dead => EdgeState.SpentDead,
        _ => EdgeState.Owed,
    };

    private static void CancelAncestors(ActivityContext context, FlowGraph graph, int join)
    {
        if (context.OpenChildren == 0) return;
        var ancestors = graph.ForwardAncestors(join);
        context.CancelChildren(node => ancestors.Contains(node.Position), "cancelled");
    }

    private static void Run(ActivityContext context, int node)
    {
        context.Flow.Enter(node);
        context.Schedule(context.Node.Children[node]);
    }
}
