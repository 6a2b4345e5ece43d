using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>What the case system does not do for a workflow, so that no case comes to wait for it in vain.</summary>
internal static class CaseHost
{
    /// <summary>Steps that need it.</summary>
    public static IEnumerable<Finding> Findings(Plan plan)
    {
        foreach (var node in plan.Nodes)
        {
            if (node.Activity is RunTask)
                yield return NotHosted(node, "Cases have no tasks that a program does; use a step that a body handles.");
            if (node.Activity is Activities.PublishEvent && !Activities.PublishEvent.IsLocalAlways(node))
                yield return NotHosted(node, "Cases do not send events to each other; set isLocalEvent, so that the event stays within the case.");
        }
    }

    private static Finding NotHosted(PlanNode node, string message) =>
        new("OW320-not-hosted", FindingSeverity.Error, node.Id, node.Definition.JsonPath, message);
}
