namespace OneWindow.Workflows.Execution;

/// <summary>A depth-first walk over a flowchart from its start, without recursion, so that no chain is too long for the stack.</summary>
internal sealed class DepthFirstWalk
{
    private readonly int[] _entered;
    private readonly int[] _left;

    private DepthFirstWalk(int nodeCount)
    {
        _entered = new int[nodeCount];
        _left = new int[nodeCount];
    }

    /// <summary>Nodes in the order in which they were come to.</summary>
    public List<int> Order { get; } = [];

    public bool Reaches(int node) => _entered[node] > 0;

    /// <summary>Whether the walk came to a node by way of another, or they are the same.</summary>
    public bool IsBelow(int node, int ancestor) => _entered[ancestor] <= _entered[node] && _left[node] <= _left[ancestor];

    /// <summary>Walks, and marks edges that lead back to a node still being walked.</summary>
    public static DepthFirstWalk From(int start, List<FlowEdge>[] outbound)
    {
        var walk = new DepthFirstWalk(outbound.Length);
        var path = new Stack<(int Node, int Next)>();
        var clock = 0;
        Enter(start);
        while (path.TryPop(out var top))
        {
            if (top.Next == outbound[top.Node].Count)
            {
                walk._left[top.Node] = ++clock;
                continue;
            }
            path.Push((top.Node, top.Next + 1));
            var edge = outbound[top.Node][top.Next];
            if (walk._entered[edge.Target] == 0) Enter(edge.Target);
            else if (walk._left[edge.Target] == 0) edge.IsBack = true;
        }
        return walk;

        void Enter(int node)
        {
            walk._entered[node] = ++clock;
            walk.Order.Add(node);
            path.Push((node, 0));
        }
    }
}
