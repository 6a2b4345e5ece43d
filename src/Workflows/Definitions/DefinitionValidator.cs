using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Definitions;

/// <summary>
/// Checks a definition before anyone may publish it. Every finding has a number, a place and a sentence; docs/findings.md
/// lists them. What cannot be read or compiled is said first, and the finer checks wait until it is mended.
/// </summary>
public static class DefinitionValidator
{
    /// <summary>Reads and checks a document.</summary>
    /// <param name="library">Definitions that it may use as activities; null for none.</param>
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
    /// <param name="library">Definitions that it may use as activities; null for none.</param>
    public static IReadOnlyList<Finding> Check(WorkflowDefinition definition, IWorkflowLibrary? library = null)
    {
        var findings = new List<Finding>();
        HeaderChecks.Run(definition, findings);
        Plan plan;
        try
        {
            plan = Plan.Compile(definition, ActivityRegistry.BuiltIn, library);
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
