using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// A flowchart in token mode. A step that ends puts a token on each connection it leaves by and takes up those that led
/// to it; the merge mode of the step behind each connection says whether it runs now. Tokens that nothing takes up keep
/// the flowchart open.
/// </summary>
internal static class TokenFlow
{
    public static void Begin(ActivityContext context, int start) => Run(context, start);

    public static Outcome Follow(ActivityContext context, PlanNode child, Outcome outcome)
    {
        var (graph, tokens) = (context.Graph, context.Tokens);
        tokens.Leave(child.Position);
        foreach (var edge in graph.Outbound(child.Position))
        {
            if (!outcome.LeftBy(edge.Port)) continue;
            if (edge.IsBack && graph.LoopOf(child.Position, edge.Target) is { } loop) tokens.Restart(loop, IsRace);
            tokens.Emit(edge);
        }
        tokens.Consume(child.Position);
        foreach (var edge in graph.Outbound(child.Position))
        {
            if (outcome.LeftBy(edge.Port)) Arrive(context, graph, tokens, edge);
            else if (!edge.IsBack && !LeadsTo(edge.Target)) LookAgain(context, tokens, edge.Target);
        }
        return context.OpenChildren > 0 || tokens.Any ? Outcome.Waiting() : Outcome.Done();

        // Where two answers lead to one step, the answer given brings it about; the other one has nothing to add.
        bool LeadsTo(int node)
        {
            foreach (var edge in graph.Outbound(child.Position))
                if (edge.Target == node && outcome.LeftBy(edge.Port)) return true;
            return false;
        }

        bool IsRace(int node) => context.Node.Children[node].MergeMode == MergeMode.Race;
    }

    private static void Arrive(ActivityContext context, FlowGraph graph, FlowTokens tokens, FlowEdge edge)
    {
        var mode = context.Node.Children[edge.Target].MergeMode;
        switch (mode)
        {
            case MergeMode.Race or MergeMode.Cascade:
                Win(context, graph, tokens, edge, withdraws: mode == MergeMode.Race);
                break;
            case MergeMode.Merge:
                if (HasAll(tokens, edge.Target, graph.ForwardInbound(edge.Target).Count, forwardOnly: true)) Run(context, edge.Target);
                break;
            case MergeMode.Converge:
                if (HasAll(tokens, edge.Target, graph.Inbound(edge.Target).Count, forwardOnly: false)) Run(context, edge.Target);
                break;
            default:
                if (!tokens.IsStepBeforeExpected(edge.Target)) Run(context, edge.Target);
                break;
        }
    }

    /// <summary>The first arrival runs the step and blocks the other ways to it; a later one lifts its block and ends there.</summary>
    private static void Win(ActivityContext context, FlowGraph graph, FlowTokens tokens, FlowEdge edge, bool withdraws)
    {
        if (withdraws)
        {
            Flowchart.CancelAncestors(context, edge.Target);
            tokens.ForgetWaysTo(edge.Target);
        }
        if (tokens.TryUnblock(edge)) return;
        Run(context, edge.Target);
        foreach (var other in graph.ForwardInbound(edge.Target))
            if (other.Source != edge.Source) tokens.Block(other);
    }

    /// <summary>
    /// A step before this one has ended without leading to it. If that was all it still waited for, it runs now; a host
    /// that only looks at arrivals would lose it.
    /// </summary>
    private static void LookAgain(ActivityContext context, FlowTokens tokens, int node)
    {
        if (context.Node.Children[node].MergeMode != MergeMode.Stream || !tokens.IsExpected(node) || tokens.IsAlive(node)) return;
        if (!tokens.IsStepBeforeExpected(node)) Run(context, node);
    }

    /// <summary>A step with one way to it needs no waiting.</summary>
    private static bool HasAll(FlowTokens tokens, int node, int ways, bool forwardOnly) => ways <= 1 || tokens.Brought(node, forwardOnly) == ways;

    private static void Run(ActivityContext context, int node)
    {
        context.Tokens.Enter(node);
        context.Schedule(context.Node.Children[node]);
    }
}
