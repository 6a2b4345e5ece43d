using System.Collections;
using System.Collections.Concurrent;

namespace OneWindow.Workflows.Execution;

/// <summary>An arrow between two children of a flowchart, by their position among the children.</summary>
public sealed record FlowEdge(int Index, int Source, string Port, int Target)
{
    /// <summary>Closes a cycle: following it begins another round.</summary>
    public bool IsBack { get; internal set; }

    /// <summary>A backward edge whose target dominates its source; any other may not be followed.</summary>
    public bool IsValidBack { get; internal set; }

    /// <summary>Leads from a node that the start cannot reach; it never counts.</summary>
    public bool IsDead { get; internal set; }

    /// <summary>The outermost loop that the edge leaves; null where it leaves none.</summary>
    public FlowLoop? Leaves { get; internal set; }
}

/// <summary>A natural loop: a header and every node that can come back to it without passing it. Loops nest or are apart.</summary>
public sealed class FlowLoop(int index, int header)
{
    /// <summary>Position among the loops of the graph; a loop comes before the loops around it.</summary>
    public int Index { get; } = index;

    /// <summary>The one node by which the loop is entered.</summary>
    public int Header { get; } = header;

    /// <summary>The loop around this one; null for an outermost loop.</summary>
    public FlowLoop? Outer { get; internal set; }

    /// <summary>Nodes whose innermost loop this is, and the loops directly within; together they are the body.</summary>
    internal List<int> OwnNodes { get; } = [];

    internal List<FlowLoop> Inner { get; } = [];
}

/// <summary>
/// The shape of a flowchart, worked out once in time linear in nodes and edges: reachable part, backward edges, loops.
/// </summary>
public sealed class FlowGraph
{
    private readonly List<FlowEdge>[] _outbound;
    private readonly List<FlowEdge>[] _inbound;
    private readonly List<FlowEdge>[] _allInbound;
    private readonly FlowLoop?[] _loopOf;
    private readonly bool[] _reachable;
    private readonly ConcurrentDictionary<int, BitArray> _ancestors = new();

    /// <summary>Builds the graph.</summary>
    public FlowGraph(int nodeCount, int start, IReadOnlyList<FlowEdge> edges)
    {
        Start = start;
        NodeCount = nodeCount;
        Edges = edges;
        (_outbound, _inbound, _allInbound) = (Lists(nodeCount), Lists(nodeCount), Lists(nodeCount));
        _reachable = new bool[nodeCount];
        _loopOf = new FlowLoop?[nodeCount];
        foreach (var edge in edges) _outbound[edge.Source].Add(edge);
        var walk = nodeCount == 0 ? null : DepthFirstWalk.From(start, _outbound);
        foreach (var edge in edges)
        {
            edge.IsDead = walk is null || !walk.Reaches(edge.Source);
            if (edge.IsDead) continue;
            _allInbound[edge.Target].Add(edge);
            if (!edge.IsBack) _inbound[edge.Target].Add(edge);
        }
        if (walk is null) return;
        for (var node = 0; node < nodeCount; node++) _reachable[node] = walk.Reaches(node);
        Loops = LoopFinder.Find(walk, _allInbound, _loopOf);
        foreach (var edge in edges)
            if (!edge.IsDead && !edge.IsBack) edge.Leaves = OutermostLeft(edge);
    }

    /// <summary>Where the flowchart begins.</summary>
    public int Start { get; }

    /// <summary>How many nodes it has.</summary>
    public int NodeCount { get; }

    /// <summary>All edges, in document order.</summary>
    public IReadOnlyList<FlowEdge> Edges { get; }

    /// <summary>All loops, inner ones before those around them.</summary>
    public IReadOnlyList<FlowLoop> Loops { get; } = [];

    /// <summary>Edges that leave a node.</summary>
    public IReadOnlyList<FlowEdge> Outbound(int node) => _outbound[node];

    /// <summary>Forward edges that a join at this node waits for.</summary>
    public IReadOnlyList<FlowEdge> ForwardInbound(int node) => _inbound[node];

    /// <summary>Edges that lead to a node, backward ones among them.</summary>
    public IReadOnlyList<FlowEdge> Inbound(int node) => _allInbound[node];

    /// <summary>The innermost loop that a node belongs to; null where it belongs to none.</summary>
    public FlowLoop? LoopOf(int node) => _loopOf[node];

    /// <summary>The innermost loop of a node that begins at this header; null where there is none.</summary>
    public FlowLoop? LoopOf(int node, int header)
    {
        var loop = _loopOf[node];
        while (loop is not null && loop.Header != header) loop = loop.Outer;
        return loop;
    }

    /// <summary>Whether the start leads here.</summary>
    public bool IsReachable(int node) => _reachable[node];

    /// <summary>Whether a node belongs to a loop, directly or to one within it.</summary>
    public bool IsWithin(int node, FlowLoop loop)
    {
        var at = _loopOf[node];
        // A loop comes before those around it, so that the climb ends as soon as it is past.
        while (at is not null && at.Index < loop.Index) at = at.Outer;
        return at == loop;
    }

    /// <summary>Every node of a loop and of the loops within it.</summary>
    public IEnumerable<int> BodyOf(FlowLoop loop)
    {
        var open = new Stack<FlowLoop>([loop]);
        while (open.TryPop(out var at))
        {
            foreach (var node in at.OwnNodes) yield return node;
            foreach (var inner in at.Inner) open.Push(inner);
        }
    }

    /// <summary>Nodes that forward edges lead to from this one, itself among them.</summary>
    public HashSet<int> ForwardReach(int from)
    {
        var seen = new HashSet<int> { from };
        var open = new Stack<int>([from]);
        while (open.TryPop(out var node))
            foreach (var edge in _outbound[node])
                if (!edge.IsBack && seen.Add(edge.Target)) open.Push(edge.Target);
        return seen;
    }

    /// <summary>Whether forward edges lead from one node to another; a node does not lead to itself. Worked out once per target.</summary>
    public bool IsForwardAncestor(int node, int of) => _ancestors.GetOrAdd(of, Ancestors)[node];

    private BitArray Ancestors(int of)
    {
        var seen = new BitArray(NodeCount);
        var open = new Stack<int>([of]);
        while (open.TryPop(out var node))
        {
            foreach (var edge in _inbound[node])
            {
                if (seen[edge.Source]) continue;
                seen[edge.Source] = true;
                open.Push(edge.Source);
            }
        }
        seen[of] = false;
        return seen;
    }

    private FlowLoop? OutermostLeft(FlowEdge edge)
    {
        FlowLoop? left = null;
        for (var loop = _loopOf[edge.Source]; loop is not null && !IsWithin(edge.Target, loop); loop = loop.Outer) left = loop;
        return left;
    }

    private static List<FlowEdge>[] Lists(int count)
    {
        var lists = new List<FlowEdge>[count];
        for (var i = 0; i < count; i++) lists[i] = [];
        return lists;
    }
}
