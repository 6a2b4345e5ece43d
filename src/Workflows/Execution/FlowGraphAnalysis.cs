namespace OneWindow.Workflows.Execution;

/// <summary>Textbook graph algorithms without recursion, so that long flowcharts cannot exhaust the stack.</summary>
internal static class FlowGraphAnalysis
{
    /// <summary>
    /// Walks from the start, marks edges that lead back to a node still being walked, numbers each node with its
    /// place in post-order, and returns the nodes in that order.
    /// </summary>
    public static List<int> DepthFirst(int start, List<FlowEdge>[] outbound, int[] postNumber)
    {
        var state = new byte[outbound.Length];
        var finished = new List<int>(outbound.Length);
        var path = new Stack<(int Node, int Next)>();
        path.Push((start, 0));
        state[start] = 1;
        while (path.TryPop(out var top))
        {
            if (top.Next == outbound[top.Node].Count)
            {
                state[top.Node] = 2;
                postNumber[top.Node] = finished.Count;
                finished.Add(top.Node);
                continue;
            }
            path.Push((top.Node, top.Next + 1));
            var edge = outbound[top.Node][top.Next];
            if (state[edge.Target] == 1) edge.IsBack = true;
            else if (state[edge.Target] == 0)
            {
                state[edge.Target] = 1;
                path.Push((edge.Target, 0));
            }
        }
        return finished;
    }

    /// <summary>Immediate dominator of every reachable node (Cooper, Harvey and Kennedy's iteration).</summary>
    public static int[] Dominators(int start, List<int> postOrder, List<FlowEdge>[] outbound, int[] postNumber, int nodeCount)
    {
        var dominator = new int[nodeCount];
        Array.Fill(dominator, -1);
        if (nodeCount == 0) return dominator;
        dominator[start] = start;
        var predecessors = new List<int>[nodeCount];
        for (var i = 0; i < nodeCount; i++) predecessors[i] = [];
        foreach (var node in postOrder)
            foreach (var edge in outbound[node]) predecessors[edge.Target].Add(node);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = postOrder.Count - 1; i >= 0; i--)
            {
                var node = postOrder[i];
                if (node == start) continue;
                var common = -1;
                foreach (var predecessor in predecessors[node])
                    if (dominator[predecessor] >= 0) common = common < 0 ? predecessor : Meet(predecessor, common);
                if (common < 0 || dominator[node] == common) continue;
                dominator[node] = common;
                changed = true;
            }
        }
        return dominator;

        int Meet(int a, int b)
        {
            while (a != b)
            {
                while (postNumber[a] < postNumber[b]) a = dominator[a];
                while (postNumber[b] < postNumber[a]) b = dominator[b];
            }
            return a;
        }
    }
}
