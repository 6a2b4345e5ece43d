using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Conformance;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Stress;

/// <summary>Flowcharts of five thousand nodes with loops of every arrangement, and definitions made to do harm.</summary>
public sealed class LargeDefinitions
{
    private const int Nodes = 5_000;

    public static TheoryData<string, FlowchartMode> Charts => new(
        from shape in new[] { "chain", "sequential", "nested", "to-start", "ladder", "joins" }
        from mode in Enum.GetValues<FlowchartMode>()
        select (shape, mode));

    /// <summary>Loops are never gone round: what is tried is that they cost nothing.</summary>
    private static Definition Of(string shape, int count, FlowchartMode mode)
    {
        var isLooping = shape is "sequential" or "nested" or "to-start";
        string Node(int i) => isLooping && i > 0 ? Decision($"n{i}", "false") : shape == "joins" && i % 2 == 1 ? Join($"n{i}", "WaitAll") : Line($"n{i}");
        var port = isLooping ? "False" : "Done";
        var arrows = Enumerable.Range(1, count - 1).Select(i => i == 1 ? "n0-n1" : $"n{i - 1}-{port}-n{i}").ToList();
        for (var i = 2; i < count; i++)
        {
            if (shape == "sequential" && i % 2 == 0) arrows.Add($"n{i}-True-n{i - 1}");
            if (shape == "nested" && i > count / 2 + 1) arrows.Add($"n{i}-True-n{count - i}");
            if (shape == "to-start") arrows.Add($"n{i}-True-n1");
            if (shape == "ladder") arrows.Add($"n{i - 2}-n{i}");
        }
        return new Definition(Flowchart("fc", Enumerable.Range(0, count).Select(Node), [.. arrows])) { Mode = mode };
    }

    [Theory]
    [MemberData(nameof(Charts))]
    public void Every_node_runs_once_and_running_costs_what_the_size_says(string shape, FlowchartMode mode)
    {
        var made = new[] { Nodes / 8, Nodes }.ToDictionary(count => count, count => Of(shape, count, mode).Compile());

        Growth.IsLinear(Nodes, count =>
        {
            var (plan, facts) = made[count];
            var result = Engine.Start(plan, new StartStimulus(Growth.NoInput) { Mode = mode }, Execution.Chart.Noon, facts);
            Assert.Equal(WorkflowSubStatus.Finished, result.State.SubStatus);
            Assert.Equal(2 * (count + 1), result.Journal.Count);
        });
    }

    [Theory]
    [InlineData("sequential")]
    [InlineData("nested")]
    [InlineData("to-start")]
    [InlineData("ladder")]
    public void Reading_compiling_and_checking_costs_what_the_size_says(string shape) =>
        Growth.IsLinear(Nodes, count => Assert.DoesNotContain(DefinitionValidator.Check(Of(shape, count, default).Json()), f => f.Severity == FindingSeverity.Error));

    [Fact]
    public void Deep_nesting_runs_and_hostile_nesting_is_refused()
    {
        static string Nested(int depth)
        {
            var root = Line("inner");
            for (var i = 0; i < depth; i++) root = Sequence($"s{i}", root);
            return root;
        }

        Assert.Equal(["inner"], new Definition(Nested(60)).Start().Lines);
        Assert.Contains(DefinitionValidator.Check(new Definition(Nested(100)).Json()), f => f.Code == "OW005-too-deep");
        Assert.Contains(DefinitionValidator.Check(new string('[', 1_000_000)), f => f.Code == "OW001-json");
        Assert.Contains(DefinitionValidator.Check(new Definition(Nested(2_000)).Json()), f => f.Code == "OW001-json");
    }
}
