using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Leaves by the first case that holds, or by each that does; by Default where none does.</summary>
public sealed class FlowSwitch : Activity, IPrepared
{
    private const string DefaultPort = "Default";

    private static readonly InputDescriptor Cases = new("cases", DataType.Object, new("分支条件", "Cases"), IsRequired: true) { IsRaw = true };
    private static readonly InputDescriptor Mode = new("mode", DataType.String, new("匹配方式", "Match the first case or any"))
    { Options = ["MatchFirst", "MatchAny"] };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowSwitch",
        new("多路判断", "Switch"), new("按条件选择一条或多条路。", "Leaves by the cases whose conditions hold."))
    { Inputs = [Cases, Mode], Outcomes = [DefaultPort], OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var any = context.Text(Mode) == "MatchAny";
        var ports = new List<string>();
        foreach (var (label, condition) in Prepared(context.Node))
        {
            if (!context.Evaluate(condition).AsBoolean) continue;
            ports.Add(label);
            if (!any) break;
        }
        return ports.Count == 0 ? Outcome.Done(DefaultPort) : Outcome.Done(ports);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutcomesOf(PlanNode node) => [.. Prepared(node).Select(c => c.Label), DefaultPort];

    object IPrepared.Prepare(PlanNode node, InputReader reader) => (node.Definition.Property("cases") as JsonArray ?? [])
        .OfType<JsonObject>()
        .Select((json, i) => new Case(WorkflowDefinition.Text(json, "label") ?? "", reader.ReadExpression(json["condition"], DataType.Boolean, $"cases[{i}].condition")))
        .ToList();

    private static List<Case> Prepared(PlanNode node) => (List<Case>)node.Prepared!;

    private sealed record Case(string Label, CompiledInput Condition);
}
