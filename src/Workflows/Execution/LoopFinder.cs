namespace OneWindow.Workflows.Execution;

/// <summary>
/// Finds the loops of a flowchart and how they nest. Headers are taken from the innermost outwards; a loop found is
/// folded into its header, so that each edge is looked at once whatever the nesting (Tarjan's test for reducibility).
/// </summary>
internal sealed class LoopFinder
{
    private readonly DepthFirstWalk _walk;
    private readonly List<FlowEdge>[] _inbound;
    private readonly FlowLoop?[] _loopOf;
    private readonly FlowLoop?[] _headed;
    private readonly int[] _foldedInto;
    private readonly int[] _seenFor;
    private readonly List<FlowLoop> _loops = [];

    private LoopFinder(DepthFirstWalk walk, List<FlowEdge>[] inbound, FlowLoop?[] loopOf)
    {
        _walk = walk;
        _inbound = inbound;
        _loopOf = loopOf;
        _headed = new FlowLoop?[inbound.Length];
        _foldedInto = new int[inbound.Length];
        _seenFor = new int[inbound.Length];
        for (var i = 0; i < inbound.Length; i++) (_foldedInto[i], _seenFor[i]) = (i, -1);
    }

    /// <summary>Finds every loop, tells each node its innermost one, and marks the backward edges that may be followed.</summary>
    public static IReadOnlyList<FlowLoop> Find(DepthFirstWalk walk, List<FlowEdge>[] inbound, FlowLoop?[] loopOf)
    {
        var finder = new LoopFinder(walk, inbound, loopOf);
        for (var i = walk.Order.Count - 1; i >= 0; i--)
            foreach (var edge in inbound[walk.Order[i]])
                if (edge.IsBack) finder.Take(edge);
        foreach (var node in walk.Order) loopOf[node]?.OwnNodes.Add(node);
        foreach (var loop in finder._loops) loop.Outer?.Inner.Add(loop);
        return finder._loops;
    }

    /// <summary>
    /// Gathers what can reach the source of a backward edge without passing its target. Coming upon a node that the
    /// walk did not reach by way of the target proves another entry: then the edge may not be followed.
    /// </summary>
    private void Take(FlowEdge back)
    {
        var header = back.Target;
        var body = new List<int>();
        var open = new Stack<int>();
        var isValid = Gather(back.Source);
        while (isValid && open.TryPop(out var node))
            foreach (var edge in _inbound[node])
                if (!(isValid = Gather(edge.Source))) break;
        if (!isValid)
        {
            foreach (var node in body) _seenFor[node] = -1;
            return;
        }
        back.IsValidBack = true;
        Fold(header, body);

        bool Gather(int from)
        {
            var node = Representative(from);
            if (node == header || _seenFor[node] == back.Index) return true;
            if (!_walk.IsBelow(node, header)) return false;
            _seenFor[node] = back.Index;
            body.Add(node);
            open.Push(node);
            return true;
        }
    }

    private void Fold(int header, List<int> body)
    {
        if (_headed[header] is not { } loop)
        {
            _headed[header] = loop = new FlowLoop(_loops.Count, header);
            _loops.Add(loop);
            _loopOf[header] = loop;
        }
        foreach (var node in body)
        {
            _foldedInto[node] = header;
            if (_headed[node] is { } inner) inner.Outer = loop;
            else _loopOf[node] = loop;
        }
    }

    private int Representative(int node)
    {
        var root = node;
        while (_foldedInto[root] != root) root = _foldedInto[root];
        while (_foldedInto[node] != root) (node, _foldedInto[node]) = (_foldedInto[node], root);
        return root;
    }
}
