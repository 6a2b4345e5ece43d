using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>What is written in a step, where it is written and not worked out.</summary>
internal static class WrittenInput
{
    /// <summary>The literal of an input; null where there is none, or an expression.</summary>
    public static string? Of(PlanNode node, string input)
    {
        var inputs = node.Activity.Descriptor.Inputs;
        for (var i = 0; i < inputs.Count; i++)
            if (inputs[i].Name == input) return node.Inputs[i] is LiteralInput { Value.IsNullish: false } literal ? literal.Value.AsText : null;
        return null;
    }
}

/// <summary>The results that a workflow can close a case with.</summary>
public static class CaseResults
{
    /// <summary>Each closing step with the result written in it.</summary>
    public static IEnumerable<(string ActivityId, string Result)> Of(Plan plan)
    {
        foreach (var node in plan.Nodes)
            if (node.Activity is Activities.CloseCase && WrittenInput.Of(node, "result") is { } result) yield return (node.Id, result);
    }
}
