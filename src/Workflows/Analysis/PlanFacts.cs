using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>A routing whose kind and level are written in the definition.</summary>
public sealed record RouteFacts(string ActivityId, string Kind, AreaLevel Level)
{
    /// <summary>The facts of a routing step; null for any other activity, or where they are worked out at run time.</summary>
    public static RouteFacts? Of(PlanNode node) =>
        node.Activity is RouteToBody && Literal(node, "kind") is { } kind && Enum.TryParse(Literal(node, "level"), ignoreCase: true, out AreaLevel level)
            ? new RouteFacts(node.Id, kind, level)
            : null;

    internal static string? Literal(PlanNode node, string input)
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
            if (node.Activity is Activities.CloseCase && RouteFacts.Literal(node, "result") is { } result) yield return (node.Id, result);
    }
}
