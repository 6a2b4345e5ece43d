using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>The cases that both switches share: labels with conditions, looked at in order.</summary>
internal sealed class SwitchCases
{
    public static readonly InputDescriptor Cases = new("cases", DataType.Object, new("分支条件 [{label,condition}]", "Cases [{label,condition}]"), IsRequired: true)
    { IsRaw = true, Example = """[{"label":"large","condition":{"type":"JavaScript","value":"getInput('Amount') > 100"}}]""" };
    public static readonly InputDescriptor Mode = new("mode", DataType.String, new("匹配方式", "Match the first case or any"))
    { Options = ["MatchFirst", "MatchAny"] };

    private readonly List<(string Label, CompiledInput Condition)> _cases;

    private SwitchCases(List<(string, CompiledInput)> cases) => _cases = cases;

    public IEnumerable<string> Labels => _cases.Select(c => c.Label);

    public string LabelOf(int index) => _cases[index].Label;

    /// <summary>Positions of the cases that hold; at most one where the mode says so. A condition that gives nothing does not hold.</summary>
    public List<int> Matching(ActivityContext context)
    {
        var any = context.Text(Mode) == "MatchAny";
        var matching = new List<int>();
        for (var i = 0; i < _cases.Count; i++)
        {
            if (!context.Evaluate(_cases[i].Condition).AsBoolean) continue;
            matching.Add(i);
            if (!any) break;
        }
        return matching;
    }

    public static SwitchCases Of(PlanNode node) => (SwitchCases)node.Prepared!;

    public static SwitchCases Read(PlanNode node, InputReader reader) => new([.. (node.Definition.Property("cases") as JsonArray ?? [])
        .OfType<JsonObject>()
        .Select((json, i) => (WorkflowDefinition.Text(json, "label") ?? "", reader.ReadExpression(json["condition"], DataType.Boolean, $"cases[{i}].condition")))]);
}
