using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// A flowchart in counter mode. A node runs when each forward arrow that leads to it is settled and control came by at
/// least one; where it came by none, the node is passed over and so are the arrows after it. A backward arrow begins
/// another round of its loop. Arrows that leave a loop without control are settled only when the loop can come round no
/// more, so that a join behind a loop never runs early.
/// </summary>
internal static class CounterFlow
{
    public static void Begin(ActivityContext context, int start) => Run(context, start);

    public static Outcome Follow(ActivityContext context, PlanNode child, Outcome outcome)
    {
        var flow = context.Counters;
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
            var loop = graph.LoopOf(node, edge.Target)!;
            context.Counters.Restart(loop);
            context.ForgetAnswers(position => graph.IsWithin(position, loop));
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
        flow[edge] = followed ? EdgeState.Followed : edge.Leaves is not null ? EdgeState.Held : EdgeState.Dead;
        if (flow[edge] != EdgeState.Held) arrived.Enqueue(edge.Target);
    }

    /// <summary>Runs or passes over nodes until nothing moves; a queue, so that no chain is too long for the stack.</summary>
    private static void Propagate(ActivityContext context, FlowGraph graph, Queue<int> arrived)
    {
        var flow = context.Counters;
        while (true)
        {
            while (arrived.TryDequeue(out var node)) Arrive(context, graph, node, arrived);
            if (!flow.TryTakeExits(out var exits)) return;
            foreach (var edge in exits)
            {
                flow[edge] = EdgeState.Dead;
                arrived.Enqueue(edge.Target);
            }
        }
    }

    private static void Arrive(ActivityContext context, FlowGraph graph, int node, Queue<int> arrived)
    {
        var flow = context.Counters;
        var inbound = graph.ForwardInbound(node);
        var (followed, dead) = (flow.Followed(node), flow.Dead(node));
        if (followed + dead == 0) return;
        var child = context.Node.Children[node];
        var mode = child.Activity is FlowJoin ? FlowJoin.ModeOf(child) : JoinMode.WaitAllActive;
        var settled = followed + dead == inbound.Count;
        if (!settled && !(mode == JoinMode.WaitAny && followed > 0)) return;
        foreach (var edge in inbound) flow[edge] = Spent(flow[edge]);
        if (mode == JoinMode.WaitAll ? dead == 0 : followed > 0)
        {
            if (child.Activity is FlowJoin) Flowchart.CancelAncestors(context, node);
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

    private static void Run(ActivityContext context, int node)
    {
        context.Counters.Enter(node);
        context.Schedule(context.Node.Children[node]);
    }
}
