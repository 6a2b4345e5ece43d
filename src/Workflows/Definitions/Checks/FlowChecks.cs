using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Definitions;

/// <summary>Where control can go: reachable steps, known ports, outcomes that lead somewhere.</summary>
internal static class FlowChecks
{
    public static void Run(PlanNode node, List<Finding> findings)
    {
        if (node.Activity is Sequence) CheckSequence(node, findings);
        if (node.Graph is not { } graph) return;
        // A trigger may begin the flowchart where nothing else leads to.
        var ways = node.Children.Where(c => c.Activity is ITrigger && c.Definition.CanStartWorkflow).Select(c => graph.From(c.Position)).Append(graph).ToList();
        foreach (var child in node.Children)
        {
            if (!ways.Exists(w => w.IsReachable(child.Position)))
                findings.Add(new("OW202-unreachable", FindingSeverity.Error, child.Id, child.Definition.JsonPath, $"No connection leads to “{child.Id}”."));
            else
                CheckPorts(node, child, graph, findings);
        }
    }

    private static void CheckSequence(PlanNode sequence, List<Finding> findings)
    {
        PlanNode? end = null;
        foreach (var child in sequence.Children)
        {
            if (end is not null)
                findings.Add(new("OW202-unreachable", FindingSeverity.Warning, child.Id, child.Definition.JsonPath, $"The sequence ends with “{end.Id}” before it comes to “{child.Id}”."));
            else if (child.Activity.Descriptor.IsTerminal) end = child;
        }
    }

    private static void CheckPorts(PlanNode flowchart, PlanNode child, FlowGraph graph, List<Finding> findings)
    {
        var outcomes = child.Activity.OutcomesOf(child);
        var known = outcomes.ToHashSet(StringComparer.Ordinal);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var edge in graph.Outbound(child.Position))
        {
            used.Add(edge.Port);
            if (!known.Contains(edge.Port))
                findings.Add(new("OW203-unknown-port", FindingSeverity.Error, child.Id, flowchart.Definition.Connections.ElementAtOrDefault(edge.Index)?.JsonPath ?? "", $"“{child.Id}” has no outcome “{edge.Port}”; it has {string.Join(", ", outcomes)}."));
            if (edge.IsBack && !edge.IsValidBack)
                findings.Add(new("OW204-loop-entry", FindingSeverity.Error, child.Id, flowchart.Definition.JsonPath, $"The connection from “{child.Id}” back to “{flowchart.Children[edge.Target].Id}” enters a loop other than by its first step."));
        }
        CheckOutcomes(flowchart, child, outcomes, used, findings);
    }

    /// <summary>
    /// An outcome that leads nowhere ends its branch. A person's answer should never do so unseen; a decision may, where
    /// nothing is to be done on one side, but not where it leads nowhere at all.
    /// </summary>
    private static void CheckOutcomes(PlanNode flowchart, PlanNode child, IReadOnlyList<string> outcomes, HashSet<string> used, List<Finding> findings)
    {
        if (child.Activity.Descriptor.IsTerminal) return;
        var isAnswer = child.Activity is DecidedStep or TimedItem or JointHandling;
        foreach (var outcome in outcomes)
        {
            if (used.Contains(outcome) || (!isAnswer && outcome == Outcome.DonePort)) continue;
            findings.Add(new("OW205-outcome-unconnected", isAnswer ? FindingSeverity.Error : FindingSeverity.Warning, child.Id, child.Definition.JsonPath, $"The outcome “{outcome}” of “{child.Id}” leads nowhere in “{flowchart.Id}”."));
        }
    }
}
