using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>What never ran in a complete exploration: joins that control reaches in vain, and steps that it never reaches.</summary>
internal sealed class Coverage(Plan plan, SoundnessObserver observer)
{
    private readonly HashSet<PlanNode> _explained = [];

    /// <summary>A finding for each cause; steps that never run only because another does not are its consequence.</summary>
    public IEnumerable<Finding> Findings()
    {
        var silent = plan.Nodes.Where(n => observer.StartOf(n) is null && (n.Parent is null || (observer.StartOf(n.Parent) is not null && n.Parent.Activity.Descriptor.OnlySteers))).ToList();
        foreach (var node in silent.Where(IsCause)) yield return Explain(node);
        // A ring of steps that only lead to each other has no cause of its own; its first step stands for it.
        foreach (var node in silent)
            if (!_explained.Contains(node)) yield return Explain(node);
    }

    private bool IsCause(PlanNode node)
    {
        var before = Before(node).ToList();
        return before.Count == 0 || before.Exists(b => observer.StartOf(b.Node) is not null);
    }

    private Finding Explain(PlanNode node)
    {
        MarkConsequences(node);
        var before = Before(node).ToList();
        var arrivals = before.Select(b => observer.LeaveOf(b.Node, b.Port)).OfType<Passage>().ToList();
        if (arrivals.Count > 0)
        {
            var code = before.Count > 1 || node.Activity is FlowJoin ? "OW301-dead-join" : "OW302-never-runs";
            return SoundnessObserver.Defect(code, node, $"Control reaches {TraceWords.Name(node)}, but it never runs: {Missing(before)}", arrivals.MinBy(a => a.Length));
        }
        var near = before.Select(b => observer.StartOf(b.Node)).OfType<Passage>().MinBy(w => w.Length);
        if (near is null && node.Parent?.Graph is null && node.Parent is { } parent) near = observer.StartOf(parent);
        return SoundnessObserver.Defect("OW302-never-runs", node, $"{TraceWords.Name(node)} can never run: {(before.Count == 0 ? Nothing(node) : Missing(before))}", near ?? observer.End);
    }

    private static string Nothing(PlanNode node) => node.Parent?.Graph is null ? "its container never begins it." : "no connection leads to it, and every case passes it by.";

    private string Missing(List<(PlanNode Node, string Port)> before)
    {
        var missing = before.Where(b => observer.LeaveOf(b.Node, b.Port) is null).Select(b => $"{TraceWords.Name(b.Node)} never leaves by {b.Port}").ToList();
        return missing.Count > 0 ? $"{string.Join(", ", missing)}." : "what it waits for never comes together on one way.";
    }

    /// <summary>Siblings that lead to a step of a flowchart, with the ports they do it by.</summary>
    private static IEnumerable<(PlanNode Node, string Port)> Before(PlanNode node)
    {
        if (node.Parent is not { Graph: { } graph } flowchart) yield break;
        foreach (var edge in graph.Edges)
            if (edge.Target == node.Position) yield return (flowchart.Children[edge.Source], edge.Port);
    }

    private void MarkConsequences(PlanNode cause)
    {
        var open = new Stack<PlanNode>([cause]);
        while (open.TryPop(out var node))
        {
            if (!_explained.Add(node) || node.Parent is not { Graph: { } graph } flowchart) continue;
            foreach (var edge in graph.Outbound(node.Position))
                if (observer.StartOf(flowchart.Children[edge.Target]) is null) open.Push(flowchart.Children[edge.Target]);
        }
    }
}
