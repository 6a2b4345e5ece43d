using System.Text.Json.Nodes;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Definitions;

/// <summary>Properties that an activity is written with.</summary>
internal static class PropertyChecks
{
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "runAsynchronously", "canStartWorkflow", "variables",
    };

    private static readonly string[] Versions = ["workflowDefinitionId", "workflowDefinitionVersionId", "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId"];

    public static void Run(PlanNode node, List<Finding> findings)
    {
        var (descriptor, definition) = (node.Activity.Descriptor, node.Definition);
        foreach (var (name, value) in definition.Json)
        {
            if (Common.Contains(name) || descriptor.Outputs.Any(o => o.Name == name) || IsPort(node, name)) continue;
            if (descriptor.Inputs.FirstOrDefault(i => i.Name == name) is not { } input)
                findings.Add(new("OW201-unknown-property", FindingSeverity.Warning, node.Id, $"{definition.JsonPath}.{name}", $"{descriptor.Key} has no input, output or child “{name}”."));
            else if (!input.IsRaw && value is JsonObject wrapped && wrapped.ContainsKey("expression") && !wrapped.ContainsKey("typeName"))
                findings.Add(new("OW207-no-type-name", FindingSeverity.Warning, node.Id, $"{definition.JsonPath}.{name}", $"“{name}” has no typeName; Elsa does not read an input without it."));
        }
    }

    /// <summary>Written node ids are worked out anew on loading, but tools that look activities up by them find only one.</summary>
    public static void RunNodeIds(Plan plan, List<Finding> findings)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in plan.Nodes)
            if (WorkflowDefinition.Text(node.Definition.Json, "nodeId") is { Length: > 0 } nodeId && !seen.Add(nodeId))
                findings.Add(new("OW208-duplicate-node-id", FindingSeverity.Warning, node.Id, $"{node.Definition.JsonPath}.nodeId", $"Two activities are written with the nodeId “{nodeId}”."));
    }

    private static bool IsPort(PlanNode node, string name)
    {
        var descriptor = node.Activity.Descriptor;
        if (node.Activity is WorkflowActivity) return Versions.Contains(name, StringComparer.Ordinal);
        if (!descriptor.IsContainer) return false;
        if (descriptor.Ports.Count > 0) return descriptor.Ports.Contains(name, StringComparer.Ordinal);
        return name == "activities" || (node.Activity is Flowchart && name is "connections" or "start");
    }
}
