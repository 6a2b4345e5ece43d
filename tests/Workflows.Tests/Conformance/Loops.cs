using OneWindow.Workflows.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>While, For, ForEach and ParallelForEach, and how Break leaves them.</summary>
public sealed class Loops
{
    private static Definition Counting(string body) => new Definition(body).Variable("n", "Int32", "0");

    private static string For(string start, string end, string? step, string? inclusive, string body) => Activity("for", "For",
        [("start", Literal(start, "Int32")), ("end", Literal(end, "Int32")), ("body", body),
         .. step is null ? [] : new[] { ("step", Literal(step, "Int32")) },
         .. inclusive is null ? [] : new[] { ("outerBoundInclusive", Literal(inclusive, "Boolean")) }]);

    private static IEnumerable<string> Numbers(string start, string end, string? step, string? inclusive) =>
        new Definition(For(start, end, step, inclusive, Say("s", "getCurrentValue()"))).Start().Lines;

    [Fact]
    public void While_works_out_its_condition_before_each_round()
    {
        var run = Counting(While("w", "getN() < 3", Sequence("b", Set("s", "n", "getN() + 1"), Say("l", "getN()")))).Start();

        Assert.Equal(["1", "2", "3"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void While_goes_on_after_its_body_has_waited()
    {
        var run = Counting(While("w", "getN() < 2", Sequence("b", Set("s", "n", "getN() + 1"), Wait("go"), Say("l", "getN()")))).Start();

        Assert.Empty(run.Lines);
        run.Happen("go");
        Assert.Equal(["1"], run.Lines);
        run.Happen("go");

        Assert.Equal(["1", "2"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void While_whose_condition_never_holds_runs_nothing() => Assert.Empty(Counting(While("w", "false", Line("l"))).Start().Lines);

    [Theory]
    [InlineData("1", "3", null, null, "1,2,3")]
    [InlineData("1", "3", "1", "false", "1,2")]
    [InlineData("3", "1", "-1", "true", "3,2,1")]
    [InlineData("3", "1", "-1", "false", "3,2")]
    [InlineData("0", "10", "4", null, "0,4,8")]
    [InlineData("0", "8", "4", "false", "0,4")]
    [InlineData("5", "1", "1", null, "")]
    [InlineData("1", "5", "-1", null, "")]
    [InlineData("2", "2", "1", "true", "2")]
    [InlineData("2", "2", "1", "false", "")]
    public void For_counts_from_its_start_to_its_end(string start, string end, string? step, string? inclusive, string expected) =>
        Assert.Equal(expected, string.Join(',', Numbers(start, end, step, inclusive)));

    [Fact]
    public void For_takes_up_its_count_after_a_wait()
    {
        var run = new Definition(For("1", "3", null, null, Sequence("b", Wait("go"), Say("s", "getCurrentValue()")))).Start();

        run.Happen("go").Happen("go").Happen("go");

        Assert.Equal(["1", "2", "3"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void For_captures_the_number_of_its_round()
    {
        var loop = Activity("for", "For", ("end", Literal("2", "Int32")), ("body", Say("s", "getN()")),
            ("currentValue", """{"typeName":"Object","memoryReference":{"id":"n"}}"""));

        Assert.Equal(["0", "1", "2"], Counting(loop).Start().Lines);
    }

    [Fact]
    public void ForEach_goes_through_its_items_with_value_and_index()
    {
        var run = new Definition(ForEach("f", """["a","b","c"]""", Say("s", "getCurrentIndex() + getCurrentValue()"))).Start();

        Assert.Equal(["0a", "1b", "2c"], run.Lines);
    }

    [Fact]
    public void ForEach_over_nothing_ends_at_once_and_over_a_missing_list_faults()
    {
        Assert.Equal(WorkflowStatus.Finished, new Definition(ForEach("f", "[]", Line("l"))).Start().State.Status);
        Assert.Equal("items-missing", Assert.Single(new Definition(ForEach("f", "null", Line("l"))).Start().State.Incidents).Code);
    }

    [Fact]
    public void ParallelForEach_queues_every_round_before_any_goes_on()
    {
        var run = new Definition(ForEach("f", "[1,2]", Sequence("b", Say("x", "'x' + getCurrentValue()"), Say("y", "'y' + getCurrentValue()")), "ParallelForEach")).Start();

        Assert.Equal(["x1", "x2", "y1", "y2"], run.Lines);
    }

    [Fact]
    public void ParallelForEach_waits_for_every_round()
    {
        var run = new Definition(Sequence("s",
            ForEach("f", """["a","b"]""", Activity("e", "Event", ("eventName", Js("getCurrentValue()", "String"))), "ParallelForEach"), Line("after"))).Start();

        run.Happen("b");
        Assert.Empty(run.Lines);
        run.Happen("a");

        Assert.Equal(["after"], run.Lines);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public void ParallelForEach_over_nothing_ends_at_once(string items) =>
        Assert.Equal(WorkflowStatus.Finished, new Definition(ForEach("f", items, Line("l"), "ParallelForEach")).Start().State.Status);

    [Fact]
    public void Break_leaves_the_nearest_loop_alone()
    {
        var inner = ForEach("inner", "[1,2]", Sequence("b", Say("s", "getCurrentValue()"), Activity("stop", "Break")));

        var run = new Definition(ForEach("outer", """["a","b"]""", Sequence("o", Line("round"), inner))).Start();

        Assert.Equal(["round", "1", "round", "1"], run.Lines);
    }

    [Fact]
    public void Break_within_an_If_ends_the_sequence_around_it_too()
    {
        var body = Sequence("b", If("i", "getCurrentValue() === 2", Activity("stop", "Break")), Say("s", "getCurrentValue()"));

        Assert.Equal(["1", "after"], new Definition(Sequence("q", ForEach("f", "[1,2,3]", body), Line("after"))).Start().Lines);
    }

    [Fact]
    public void Break_within_a_fork_withdraws_its_other_branches()
    {
        var body = Fork("k", "WaitAll", Wait("never"), Activity("stop", "Break"));

        var run = new Definition(Sequence("q", ForEach("f", "[1,2]", Sequence("b", body, Line("skipped"))), Line("after"))).Start();

        Assert.Equal(["after"], run.Lines);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Break_within_a_flowchart_leaves_the_loop_around_it(FlowchartMode mode)
    {
        var body = Flowchart("fc", [Say("s", "getCurrentValue()"), Decision("d", "getCurrentValue() === 2"), Activity("stop", "Break"), Line("on")], "s-d", "d-True-stop", "d-False-on");

        var run = new Definition(Sequence("q", ForEach("f", "[1,2,3]", body), Line("after"))) { Mode = mode }.Start();

        Assert.Equal(["1", "on", "2", "after"], run.Lines);
    }

    [Fact]
    public void Break_after_a_wait_still_leaves_its_loop()
    {
        var run = Counting(Sequence("q", While("w", "true", Sequence("b", Wait("go"), If("i", "true", Activity("stop", "Break")), Line("skipped"))), Line("after"))).Start();

        run.Happen("go");

        Assert.Equal(["after"], run.Lines);
    }
}
