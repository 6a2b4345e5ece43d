using System.Globalization;
using System.Text;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// The tokens of one running flowchart in token mode. A token lies on an edge from the moment its source leaves by it
/// until its target ends; a block lies on an edge whose target another branch has already won.
/// </summary>
internal sealed class FlowTokens(FlowGraph graph) : IFlowMemory
{
    private readonly int[] _tokens = new int[graph.Edges.Count];
    private readonly int[] _blocks = new int[graph.Edges.Count];
    private readonly int[] _alive = new int[graph.NodeCount];
    private readonly int[] _leadingTo = new int[graph.NodeCount];
    private readonly int[] _forwardBrought = new int[graph.NodeCount];
    private readonly int[] _brought = new int[graph.NodeCount];
    private readonly int[] _expectedBefore = new int[graph.NodeCount];
    private int _total;

    /// <summary>A token that nothing has consumed keeps the flowchart open.</summary>
    public bool Any => _total > 0;

    public bool IsAlive(int node) => _alive[node] > 0;

    /// <summary>Connections to a node, or forward ones alone, on which a token lies.</summary>
    public int Brought(int node, bool forwardOnly) => forwardOnly ? _forwardBrought[node] : _brought[node];

    public void Emit(FlowEdge edge) => Put(edge, 1);

    /// <summary>Consumes every token that leads to a node.</summary>
    public void Consume(int node)
    {
        foreach (var edge in graph.Inbound(node)) Clear(edge);
    }

    /// <summary>Whether a token still leads to a node: it is to run, runs, or waits for others.</summary>
    public bool IsExpected(int node) => _leadingTo[node] > 0;

    /// <summary>Whether a step directly before a node is still expected.</summary>
    public bool IsStepBeforeExpected(int node) => _expectedBefore[node] > 0;

    public void Block(FlowEdge edge) => _blocks[edge.Index]++;

    /// <summary>Lifts a block, and with it the token that ran into it; false where there is none.</summary>
    public bool TryUnblock(FlowEdge edge)
    {
        if (_blocks[edge.Index] == 0) return false;
        _blocks[edge.Index]--;
        if (_tokens[edge.Index] > 0) Put(edge, -1);
        return true;
    }

    /// <inheritdoc/>
    public void Enter(int node) => _alive[node]++;

    /// <inheritdoc/>
    public void Leave(int node) => _alive[node]--;

    /// <inheritdoc/>
    public void Withdraw(int node)
    {
        _alive[node]--;
        foreach (var edge in graph.Inbound(node)) Forget(edge);
        foreach (var edge in graph.Outbound(node)) Forget(edge);
    }

    /// <inheritdoc/>
    public void Rewind(HashSet<int> after, int to)
    {
        foreach (var node in after)
            foreach (var edge in graph.Outbound(node)) Forget(edge);
    }

    /// <inheritdoc/>
    public string Write()
    {
        var text = new StringBuilder();
        for (var i = 0; i < _tokens.Length; i++)
            if (_tokens[i] > 0 || _blocks[i] > 0) text.Append(CultureInfo.InvariantCulture, $"{i}:{_tokens[i]}:{_blocks[i]} ");
        return text.ToString().TrimEnd();
    }

    /// <inheritdoc/>
    public void Read(string text)
    {
        foreach (var entry in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(':');
            var edge = int.Parse(parts[0], CultureInfo.InvariantCulture);
            Put(graph.Edges[edge], int.Parse(parts[1], CultureInfo.InvariantCulture));
            _blocks[edge] = int.Parse(parts[2], CultureInfo.InvariantCulture);
        }
    }

    private void Forget(FlowEdge edge)
    {
        Clear(edge);
        _blocks[edge.Index] = 0;
    }

    private void Clear(FlowEdge edge)
    {
        if (_tokens[edge.Index] > 0) Put(edge, -_tokens[edge.Index]);
    }

    /// <summary>Keeps the sums beside the tokens, so that no join looks through all its connections at each arrival.</summary>
    private void Put(FlowEdge edge, int by)
    {
        var before = _tokens[edge.Index];
        _tokens[edge.Index] = before + by;
        _total += by;
        if (before == 0 != (before + by == 0))
        {
            var sign = before == 0 ? 1 : -1;
            _brought[edge.Target] += sign;
            if (!edge.IsBack) _forwardBrought[edge.Target] += sign;
        }
        var wasExpected = _leadingTo[edge.Target] > 0;
        _leadingTo[edge.Target] += by;
        if (wasExpected == _leadingTo[edge.Target] > 0) return;
        foreach (var next in graph.Outbound(edge.Target))
            if (!next.IsBack) _expectedBefore[next.Target] += wasExpected ? -1 : 1;
    }
}
