namespace OneWindow.Workflows.Execution;

/// <summary>What an edge of a running flowchart last carried.</summary>
internal enum EdgeState : byte
{
    /// <summary>Nothing yet in this round.</summary>
    Idle,

    /// <summary>Control came this way and waits at the join.</summary>
    Followed,

    /// <summary>Control went another way.</summary>
    Dead,

    /// <summary>Control went another way, but the loop that the edge leaves may still come round.</summary>
    Held,

    /// <summary>The join has already run without it; its next arrival counts for nothing.</summary>
    Owed,

    /// <summary>Was followed, and the join has run.</summary>
    SpentFollowed,

    /// <summary>Was dead when the join ran.</summary>
    SpentDead,
}

/// <summary>The rounds of one running flowchart: the state of each edge, and how much of each loop is alive.</summary>
internal sealed class FlowScope(FlowGraph graph)
{
    private readonly EdgeState[] _edges = new EdgeState[graph.Edges.Count];
    private readonly int[] _alive = new int[graph.Loops.Count];

    /// <summary>Edges in the state <see cref="EdgeState.Held"/>.</summary>
    public int HeldCount { get; private set; }

    public EdgeState this[FlowEdge edge]
    {
        get => _edges[edge.Index];
        set
        {
            if (_edges[edge.Index] == EdgeState.Held) HeldCount--;
            if (value == EdgeState.Held) HeldCount++;
            _edges[edge.Index] = value;
        }
    }

    /// <summary>A node was queued.</summary>
    public void Enter(int node)
    {
        foreach (var loop in graph.LoopsOf(node)) _alive[loop.Index]++;
    }

    /// <summary>A node ended or was withdrawn.</summary>
    public void Leave(int node)
    {
        foreach (var loop in graph.LoopsOf(node)) _alive[loop.Index]--;
    }

    /// <summary>Whether anything of a loop that the edge leaves is still alive.</summary>
    public bool MayComeAgain(FlowEdge edge)
    {
        foreach (var loop in edge.Leaves)
            if (_alive[loop.Index] > 0) return true;
        return false;
    }

    /// <summary>
    /// Begins a new round for these nodes: what their edges carried is forgotten, but control that has already left
    /// towards a node outside keeps waiting there.
    /// </summary>
    public void Restart(HashSet<int> nodes)
    {
        foreach (var node in nodes)
            foreach (var edge in graph.Outbound(node))
                if (nodes.Contains(edge.Target) || this[edge] != EdgeState.Followed) this[edge] = EdgeState.Idle;
    }

    /// <summary>Sends control back to a node: everything after it starts over, and joins get back what had reached them from elsewhere.</summary>
    public void Rewind(HashSet<int> after, int to)
    {
        foreach (var node in after)
        {
            foreach (var edge in graph.Outbound(node)) this[edge] = EdgeState.Idle;
            if (node == to) continue;
            foreach (var edge in graph.ForwardInbound(node))
                if (!after.Contains(edge.Source)) this[edge] = Unspent(this[edge]);
        }
    }

    public string Write() => string.Create(_edges.Length, _edges, static (text, edges) =>
    {
        for (var i = 0; i < edges.Length; i++) text[i] = Digit(edges[i]);
    });

    public void Read(string text)
    {
        for (var i = 0; i < Math.Min(text.Length, _edges.Length); i++) this[graph.Edges[i]] = (EdgeState)(text[i] - '0');
    }

    public static char Digit(EdgeState state) => (char)('0' + (int)state);

    private static EdgeState Unspent(EdgeState state) => state switch
    {
        EdgeState.SpentFollowed => EdgeState.Followed,
        EdgeState.SpentDead => EdgeState.Dead,
        _ => state,
    };
}
