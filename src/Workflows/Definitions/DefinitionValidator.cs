using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Definitions;

/// <summary>Checks a definition before anyone may publish it. Every finding has a number, a place and a sentence.</summary>
public static class DefinitionValidator
{
    private static readonly string[] KnownProperties =
    [
        "id", "nodeId", "name", "type", "version", "customProperties", "metadata", "runAsynchronously", "canStartWorkflow",
        "activities", "connections", "variables", "branches", "then", "else", "body", "default", "cases", "start", "designer",
    ];

    /// <summary>Reads and checks a document.</summary>
    public static IReadOnlyList<Finding> Check(string json, IWorkflowLibrary? library = null)
    {
        try
        {
            return Check(DefinitionReader.Read(json), library);
        }
        catch (DefinitionException e)
        {
            return e.Findings;
        }
    }

    /// <summary>Checks a definition that could be read.</summary>
    public static IReadOnlyList<Finding> Check(WorkflowDefinition definition, IWorkflowLibrary? library = null)
    {
        var findings = new List<Finding>();
        CheckHeader(definition, findings);
        Plan plan;
        try
        {
            plan = Plan.Compile(definition, ActivityRegistry.BuiltIn, library);
        }
        catch (DefinitionException e)
        {
            return [.. findings, .. e.Findings];
        }
        foreach (var node in plan.Nodes)
        {
            CheckProperties(plan, node, findings);
            CheckOptions(node, findings);
            if (node.Graph is { } graph) CheckGraph(node, graph, findings);
        }
        CheckVariables(plan, findings);
        return findings;
    }

    private static void CheckHeader(WorkflowDefinition definition, List<Finding> findings)
    {
        if (definition.DefinitionId.Length == 0)
            findings.Add(new("OW010-no-definition-id", FindingSeverity.Error, null, "$.definitionId", "A definition has a definitionId."));
        foreach (var variable in definition.Variables.Where(v => !v.Type.IsKnown))
            findings.Add(new("OW011-unknown-type", FindingSeverity.Error, null, "$.variables", $"The variable “{variable.Name}” has the unknown type “{variable.TypeName}”."));
        foreach (var input in definition.Inputs.Where(i => !i.Type.IsKnown))
            findings.Add(new("OW011-unknown-type", FindingSeverity.Error, null, "$.inputs", $"The input “{input.Name}” has the unknown type “{input.TypeName}”."));
        foreach (var repeated in definition.Variables.GroupBy(v => v.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            findings.Add(new("OW012-duplicate-variable", FindingSeverity.Error, null, "$.variables", $"Two variables have the id “{repeated.Key}”."));
    }

    private static void CheckProperties(Plan plan, PlanNode node, List<Finding> findings)
    {
        var descriptor = node.Activity.Descriptor;
        foreach (var (name, _) in node.Definition.Json)
        {
            if (KnownProperties.Contains(name, StringComparer.Ordinal)) continue;
            if (descriptor.Ports.Contains(name, StringComparer.Ordinal) || descriptor.Inputs.Any(i => i.Name == name) || descriptor.Outputs.Any(o => o.Name == name)) continue;
            findings.Add(new("OW201-unknown-property", FindingSeverity.Warning, node.Id, $"{node.Definition.JsonPath}.{name}", $"{descriptor.Key} has no input or output “{name}”."));
        }
        if (node.Activity is SetVariable && SetVariable.VariableId(node) is var id && !Array.Exists(node.Variables, v => v.Id == id))
            findings.Add(new("OW106-unknown-variable", FindingSeverity.Error, node.Id, $"{node.Definition.JsonPath}.variable", $"There is no variable “{id}” here."));
    }

    private static void CheckOptions(PlanNode node, List<Finding> findings)
    {
        var inputs = node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Options is not { } options || node.Inputs[i] is not LiteralInput { Value.IsNullish: false } literal) continue;
            if (!options.Contains(literal.Value.AsText, StringComparer.OrdinalIgnoreCase))
                findings.Add(new("OW110-bad-option", FindingSeverity.Error, node.Id, $"{node.Definition.JsonPath}.{inputs[i].Name}", $"“{inputs[i].Name}” is one of {string.Join(", ", options)}."));
        }
    }

    private static void CheckGraph(PlanNode flowchart, FlowGraph graph, List<Finding> findings)
    {
        foreach (var child in flowchart.Children)
        {
            if (!graph.IsReachable(child.Position))
            {
                findings.Add(new("OW202-unreachable", FindingSeverity.Error, child.Id, child.Definition.JsonPath, $"No connection leads to “{child.Id}”."));
                continue;
            }
            var outcomes = child.Activity.OutcomesOf(child);
            foreach (var edge in graph.Outbound(child.Position))
            {
                if (!outcomes.Contains(edge.Port, StringComparer.Ordinal))
                    findings.Add(new("OW203-unknown-port", FindingSeverity.Error, child.Id, flowchart.Definition.Connections.ElementAtOrDefault(edge.Index)?.JsonPath ?? "", $"“{child.Id}” has no outcome “{edge.Port}”; it has {string.Join(", ", outcomes)}."));
                if (edge.IsBack && !edge.IsValidBack)
                    findings.Add(new("OW204-loop-entry", FindingSeverity.Error, child.Id, flowchart.Definition.JsonPath, $"The connection from “{child.Id}” back to “{flowchart.Children[edge.Target].Id}” enters a loop other than by its first step."));
            }
            CheckOutcomes(flowchart, child, graph, outcomes, findings);
        }
    }

    /// <summary>An outcome that leads nowhere ends its branch; a person's answer should never do so unseen.</summary>
    private static void CheckOutcomes(PlanNode flowchart, PlanNode child, FlowGraph graph, IReadOnlyList<string> outcomes, List<Finding> findings)
    {
        if (child.Activity.Descriptor.IsTerminal) return;
        var severity = child.Activity is HandleStep or TimedItem ? FindingSeverity.Error : FindingSeverity.Warning;
        foreach (var outcome in outcomes)
        {
            if (graph.Outbound(child.Position).Any(e => e.Port == outcome)) continue;
            if (severity == FindingSeverity.Warning && (outcome == Outcome.DonePort || outcomes.Count > 1)) continue;
            findings.Add(new("OW205-outcome-unconnected", severity, child.Id, child.Definition.JsonPath, $"The outcome “{outcome}” of “{child.Id}” leads nowhere in “{flowchart.Id}”."));
        }
    }

    /// <summary>Names that scripts use must exist.</summary>
    private static void CheckVariables(Plan plan, List<Finding> findings)
    {
        foreach (var node in plan.Nodes)
            for (var i = 0; i < node.Inputs.Length; i++)
                if (node.Inputs[i] is ScriptInput script)
                    foreach (var name in script.Script.FreeNames)
                        if (!ExpressionNames.IsKnown(plan, node, name))
                            findings.Add(new("OW206-unknown-name", FindingSeverity.Error, node.Id, $"{node.Definition.JsonPath}.{node.Activity.Descriptor.Inputs[i].Name}", $"The expression uses “{name}”, which is neither a function nor a variable accessor here."));
    }
}
