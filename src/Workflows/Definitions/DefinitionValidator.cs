using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Definitions;

/// <summary>
/// Checks a definition before anyone may publish it. Every finding has a number, a place and a sentence; docs/findings.md
/// lists them. What cannot be read or compiled is said first, and the finer checks wait until it is mended.
/// </summary>
public static class DefinitionValidator
{
    /// <summary>Reads and checks a document.</summary>
    public static IReadOnlyList<Finding> Check(string json)
    {
        try
        {
            return Check(DefinitionReader.Read(json));
        }
        catch (DefinitionException e)
        {
            return e.Findings;
        }
    }

    /// <summary>Checks a definition that could be read.</summary>
    public static IReadOnlyList<Finding> Check(WorkflowDefinition definition)
    {
        var findings = new List<Finding>();
        HeaderChecks.Run(definition, findings);
        Plan plan;
        try
        {
            plan = Plan.Compile(definition);
        }
        catch (DefinitionException e)
        {
            return [.. findings, .. e.Findings];
        }
        PropertyChecks.RunNodeIds(plan, findings);
        foreach (var node in plan.Nodes)
        {
            PropertyChecks.Run(node, findings);
            ValueChecks.Run(plan, node, findings);
            ScriptChecks.Run(plan, node, findings);
            FlowChecks.Run(node, findings);
        }
        return findings;
    }
}
