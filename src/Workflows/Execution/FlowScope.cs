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

/// <summary>The rounds of one running flowchart in counter mode: the state of each edge, and how much of each loop is alive.</summary>
internal sealed class FlowScope(FlowGraph graph) : IFlowMemory
{
    private readonly EdgeState[] _edges = new EdgeState[graph.Edges.Count];
    private readonly int[] _alive = new int[graph.Loops.Count];
    private readonly HashSet<int>?[] _held = new HashSet<int>?[graph.Loops.Count];
    private readonly SortedSet<int> _quiet = [];
    private readonly int[] _followed = new int[graph.NodeCount];
    private readonly int[] _dead = new int[graph.NodeCount];

    public EdgeState this[FlowEdge edge]
    {
        get => _edges[edge.Index];
        set
        {
            var before = _edges[edge.Index];
            if (before == value) return;
            _edges[edge.Index] = value;
            Count(edge, before, -1);
            Count(edge, value, +1);
            if (edge.Leaves is not { } loop) return;
            if (before == EdgeState.Held) _held[loop.Index]!.Remove(edge.Index);
            if (value != EdgeState.Held) return;
            (_held[loop.Index] ??= []).Add(edge.Index);
            if (_alive[loop.Index] == 0) _quiet.Add(loop.Index);
        }
    }

    /// <summary>Ways by which control has come to a node and waits.</summary>
    public int Followed(int node) => _followed[node];

    /// <summary>Ways by which it is settled that control will not come.</summary>
    public int Dead(int node) => _dead[node];

    /// <inheritdoc/>
    public void Enter(int node)
    {
        for (var loop = graph.LoopOf(node); loop is not null; loop = loop.Outer) _alive[loop.Index]++;
    }

    /// <inheritdoc/>
    public void Leave(int node)
    {
        for (var loop = graph.LoopOf(node); loop is not null; loop = loop.Outer)
            if (--_alive[loop.Index] == 0 && _held[loop.Index] is { Count: > 0 }) _quiet.Add(loop.Index);
    }

    /// <inheritdoc/>
    public void Withdraw(int node) => Leave(node);

    /// <summary>
    /// Takes the exits of one loop that can come round no more; inner loops first, and one at a time, as what their
    /// exits set going may still be part of the loop around them.
    /// </summary>
    public bool TryTakeExits(out List<FlowEdge> exits)
    {
        exits = [];
        while (_quiet.Count > 0)
        {
            var loop = _quiet.Min;
            _quiet.Remove(loop);
            if (_alive[loop] > 0 || _held[loop] is not { Count: > 0 } held) continue;
            exits.AddRange(held.Order().Select(index => graph.Edges[index]));
            return true;
        }
        return false;
    }

    /// <summary>
    /// Begins a new round of a loop: what its edges carried is forgotten, but control that has already left towards a
    /// node outside keeps waiting there.
    /// </summary>
    public void Restart(FlowLoop loop)
    {
        foreach (var node in graph.BodyOf(loop))
            foreach (var edge in graph.Outbound(node))
                if (this[edge] != EdgeState.Followed || graph.IsWithin(edge.Target, loop)) this[edge] = EdgeState.Idle;
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public string Write() => string.Create(_edges.Length, _edges, static (text, edges) =>
    {
        for (var i = 0; i < edges.Length; i++) text[i] = Digit(edges[i]);
    });

    /// <inheritdoc/>
    public void Read(string text)
    {
        for (var i = 0; i < Math.Min(text.Length, _edges.Length); i++) this[graph.Edges[i]] = (EdgeState)(text[i] - '0');
    }

    private void Count(FlowEdge edge, EdgeState state, int by)
    {
        if (state == EdgeState.Followed) _followed[edge.Target] += by;
        else if (state == EdgeState.Dead) _dead[edge.Target] += by;
    }

    /// <summary>How a state is written.</summary>
    public static char Digit(EdgeState state) => (char)('0' + (int)state);

    private static EdgeState Unspent(EdgeState state) => state switch
    {
        EdgeState.SpentFollowed => EdgeState.Followed,
        EdgeState.SpentDead => EdgeState.Dead,
        _ => state,
    };
}
