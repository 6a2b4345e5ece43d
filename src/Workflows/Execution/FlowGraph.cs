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

    /// <summary>Loops that the edge leaves, innermost first.</summary>
    public IReadOnlyList<FlowLoop> Leaves { get; internal set; } = [];
}

/// <summary>A natural loop: a header and every node that can come back to it without passing it.</summary>
public sealed class FlowLoop(int index, int header)
{
    /// <summary>Position among the loops of the graph.</summary>
    public int Index { get; } = index;

    /// <summary>The one node by which the loop is entered.</summary>
    public int Header { get; } = header;

    /// <summary>Nodes of the loop, the header among them.</summary>
    public HashSet<int> Body { get; } = [header];
}

/// <summary>The shape of a flowchart, worked out once: reachable part, backward edges, loops, joins.</summary>
public sealed class FlowGraph
{
    private readonly List<FlowEdge>[] _outbound;
    private readonly List<FlowEdge>[] _inbound;
    private readonly int[] _dominator;
    private readonly int[] _order;
    private readonly List<FlowLoop>[] _loopsOf;

    /// <summary>Builds the graph; linear but for the loops, which cost their own size.</summary>
    public FlowGraph(int nodeCount, int start, IReadOnlyList<FlowEdge> edges)
    {
        Start = start;
        Edges = edges;
        _outbound = Lists<FlowEdge>(nodeCount);
        _inbound = Lists<FlowEdge>(nodeCount);
        _loopsOf = Lists<FlowLoop>(nodeCount);
        foreach (var edge in edges) _outbound[edge.Source].Add(edge);
        _order = new int[nodeCount];
        Array.Fill(_order, -1);
        var postOrder = nodeCount == 0 ? [] : FlowGraphAnalysis.DepthFirst(start, _outbound, _order);
        foreach (var edge in edges)
        {
            edge.IsDead = _order[edge.Source] < 0;
            if (!edge.IsDead && !edge.IsBack) _inbound[edge.Target].Add(edge);
        }
        _dominator = FlowGraphAnalysis.Dominators(start, postOrder, _outbound, _order, nodeCount);
        Loops = FindLoops(nodeCount);
        LoopExits = [.. edges.Where(e => e.Leaves.Count > 0).OrderBy(e => e.Leaves[^1].Body.Count).ThenBy(e => e.Index)];
    }

    /// <summary>Where the flowchart begins.</summary>
    public int Start { get; }

    /// <summary>All edges, in document order.</summary>
    public IReadOnlyList<FlowEdge> Edges { get; }

    /// <summary>All loops.</summary>
    public IReadOnlyList<FlowLoop> Loops { get; }

    /// <summary>Edges that leave a loop, those of inner loops before those of the loops around them.</summary>
    public IReadOnlyList<FlowEdge> LoopExits { get; }

    /// <summary>Edges that leave a node.</summary>
    public IReadOnlyList<FlowEdge> Outbound(int node) => _outbound[node];

    /// <summary>Forward edges that a join at this node waits for.</summary>
    public IReadOnlyList<FlowEdge> ForwardInbound(int node) => _inbound[node];

    /// <summary>Loops that the node belongs to, innermost first.</summary>
    public IReadOnlyList<FlowLoop> LoopsOf(int node) => _loopsOf[node];

    /// <summary>Whether the start leads here.</summary>
    public bool IsReachable(int node) => _order[node] >= 0;

    /// <summary>Whether every way from the start to <paramref name="node"/> passes <paramref name="by"/>.</summary>
    public bool IsDominated(int node, int by)
    {
        if (!IsReachable(node) || !IsReachable(by)) return false;
        for (var at = node; ; at = _dominator[at])
        {
            if (at == by) return true;
            if (at == Start) return false;
        }
    }

    /// <summary>Nodes that forward edges lead to from this one, itself among them.</summary>
    public HashSet<int> ForwardReach(int from) => Reach(from, node => _outbound[node].Where(e => !e.IsBack).Select(e => e.Target));

    /// <summary>Nodes from which forward edges lead here, itself not among them.</summary>
    public HashSet<int> ForwardAncestors(int of)
    {
        var found = Reach(of, node => _inbound[node].Select(e => e.Source));
        found.Remove(of);
        return found;
    }

    private static HashSet<int> Reach(int from, Func<int, IEnumerable<int>> next)
    {
        var seen = new HashSet<int> { from };
        var open = new Stack<int>([from]);
        while (open.TryPop(out var node))
            foreach (var other in next(node))
                if (seen.Add(other)) open.Push(other);
        return seen;
    }

    private List<FlowLoop> FindLoops(int nodeCount)
    {
        var byHeader = new Dictionary<int, FlowLoop>();
        var latches = Lists<int>(nodeCount);
        foreach (var back in Edges.Where(e => e.IsBack && !e.IsDead))
        {
            back.IsValidBack = IsDominated(back.Source, back.Target);
            if (back.IsValidBack) latches[back.Target].Add(back.Source);
        }
        foreach (var back in Edges.Where(e => e.IsValidBack))
        {
            if (!byHeader.TryGetValue(back.Target, out var loop)) byHeader[back.Target] = loop = new FlowLoop(byHeader.Count, back.Target);
            Grow(loop, back.Source, latches);
        }
        var loops = byHeader.Values.OrderBy(l => l.Index).ToList();
        foreach (var loop in loops.OrderBy(l => l.Body.Count))
            foreach (var node in loop.Body) _loopsOf[node].Add(loop);
        for (var node = 0; node < nodeCount; node++)
        {
            if (_loopsOf[node].Count == 0) continue;
            foreach (var edge in _outbound[node].Where(e => !e.IsBack))
                edge.Leaves = [.. _loopsOf[node].Where(l => !l.Body.Contains(edge.Target))];
        }
        return loops;
    }

    private void Grow(FlowLoop loop, int latch, List<int>[] latches)
    {
        var open = new Stack<int>();
        if (loop.Body.Add(latch)) open.Push(latch);
        while (open.TryPop(out var node))
        {
            foreach (var edge in _inbound[node])
                if (loop.Body.Add(edge.Source)) open.Push(edge.Source);
            foreach (var inner in latches[node])
                if (loop.Body.Add(inner)) open.Push(inner);
        }
    }

    private static List<T>[] Lists<T>(int count)
    {
        var lists = new List<T>[count];
        for (var i = 0; i < count; i++) lists[i] = [];
        return lists;
    }
}
