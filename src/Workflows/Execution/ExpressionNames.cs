using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Execution;

/// <summary>The names that expressions may use, besides those of the language itself.</summary>
public static class ExpressionNames
{
    /// <summary>Functions of every expression.</summary>
    public static readonly IReadOnlyList<string> Functions =
    [
        "getVariable", "setVariable", "getInput", "getOutputFrom", "getLastResult",
        "getWorkflowInstanceId", "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion",
        "getCorrelationId", "setCorrelationId", "getWorkflowInstanceName", "setWorkflowInstanceName",
        "isNullOrWhiteSpace", "isNullOrEmpty", "toJson",
    ];

    /// <summary>Whether an expression of this activity may use the name.</summary>
    public static bool IsKnown(Plan plan, PlanNode node, string name)
    {
        if (name == "variables" || Functions.Contains(name, StringComparer.Ordinal)) return true;
        if (name.Length < 4) return false;
        var subject = name[3..];
        var isSetter = name.StartsWith("set", StringComparison.Ordinal);
        if (!isSetter && !name.StartsWith("get", StringComparison.Ordinal)) return false;
        if (Variables(plan, node).Any(v => Same(v.Name, subject))) return true;
        if (isSetter) return false;
        return plan.Definition.Inputs.Any(i => Same(i.Name, subject)) || IsOutput(plan, subject);
    }

    /// <summary>Accessors begin with a capital whatever the declared name's first letter is.</summary>
    internal static bool Same(string declared, string used) =>
        declared.Length == used.Length && declared.Length > 0
        && char.ToUpperInvariant(declared[0]) == char.ToUpperInvariant(used[0])
        && declared.AsSpan(1).SequenceEqual(used.AsSpan(1));

    /// <summary>Variables that an activity can see, nearest first.</summary>
    internal static IEnumerable<VariableDefinition> Variables(Plan plan, PlanNode node) => Variables(plan.Definition, node);

    /// <summary>Variables that an activity of the definition can see, nearest first.</summary>
    internal static IEnumerable<VariableDefinition> Variables(WorkflowDefinition definition, PlanNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Definition.Variables) yield return variable;
            foreach (var variable in at.Parent?.Activity.ChildVariables ?? []) yield return variable;
        }
        foreach (var variable in definition.Variables) yield return variable;
    }

    private static bool IsOutput(Plan plan, string subject)
    {
        var from = subject.LastIndexOf("From", StringComparison.Ordinal);
        if (from <= 0) return false;
        var (output, activity) = (subject[..from], subject[(from + 4)..]);
        return plan.Nodes.Any(n => Same(n.Definition.Name ?? n.Id, activity) && n.Activity.Descriptor.Outputs.Any(o => Same(o.Name, output)));
    }
}
