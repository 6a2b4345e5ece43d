using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Conformance;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Stress;

/// <summary>Ten thousand rounds in one burst: each costs what the first cost.</summary>
public sealed class LongLoops
{
    private const int Rounds = 10_000;

    private static Definition Counting(string root, FlowchartMode mode = default) => new Definition(root) { Mode = mode }.Variable("n", "Int32", "0");

    private static Definition While(int rounds) => Counting(Pieces.While("w", $"getN() < {rounds}", Set("s", "n", "getN() + 1")));

    private static Definition For(int rounds) =>
        new(Activity("f", "For", ("start", Literal("1", "Int32")), ("end", Literal($"{rounds}", "Int32")), ("body", Say("l", "getCurrentValue()"))));

    private static Definition ForEach(int rounds) => new(Pieces.ForEach("f", List(Enumerable.Range(0, rounds).Select(i => $"{i}")), Line("l")));

    private static Definition Chart(int rounds, FlowchartMode mode) => Counting(Flowchart("fc",
        [Set("s", "n", "getN() + 1"), Line("left"), Line("right"), Join("j", "WaitAll"), Decision("d", $"getN() < {rounds}"), Line("end")],
        "s-left", "s-right", "left-j", "right-j", "j-d", "d-True-s", "d-False-end"), mode);

    public static TheoryData<string> Loops => ["while", "for", "for-each", "counter", "token"];

    private static Definition Of(string loop, int rounds) => loop switch
    {
        "while" => While(rounds),
        "for" => For(rounds),
        "for-each" => ForEach(rounds),
        "counter" => Chart(rounds, FlowchartMode.Counter),
        _ => Chart(rounds, FlowchartMode.Token),
    };

    [Theory]
    [MemberData(nameof(Loops))]
    public void Every_round_is_run_once_and_leaves_nothing_behind(string loop)
    {
        var definition = Of(loop, Rounds);
        var (plan, facts) = definition.Compile();

        var result = Engine.Start(plan, Growth.Nothing(definition), Execution.Chart.Noon, facts);

        Assert.Equal(WorkflowSubStatus.Finished, result.State.SubStatus);
        Assert.Equal(Rounds, result.Journal.Count(e => e.Event == "Completed" && e.ActivityId.EndsWith(loop is "for" or "for-each" ? ":l" : ":s", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(1, result.Journal.Count), result.Journal.Select(e => (int)e.Sequence));
        Assert.All(Enumerable.Range(0, result.Journal.Count), i => Assert.Equal(i + 1, result.Journal[i].Sequence));
        Assert.InRange(StateJson.Write(result.State).Length, 1, 500);
    }

    [Theory]
    [MemberData(nameof(Loops))]
    public void More_rounds_cost_as_much_more(string loop) => Growth.OfStartIsLinear(Rounds, rounds => Of(loop, rounds));
}
