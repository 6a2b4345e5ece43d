using OneWindow.Workflows.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>If, Switch, FlowSwitch, Parallel, Fork, FlowNode and what ends the containers.</summary>
public sealed class Branches
{
    private static string Cases(params (string Label, string Code, string? Activity)[] cases) => List(cases.Select(c =>
        $$"""{"label":"{{c.Label}}","condition":{"type":"JavaScript","value":{{Text(c.Code)}}}{{(c.Activity is null ? "" : $",\"activity\":{c.Activity}")}}}"""));

    private static Definition Asking(string root) => new Definition(root).Input("Amount", "Int32");

    [Theory]
    [InlineData(5, "then")]
    [InlineData(0, "else")]
    public void If_runs_one_of_two_activities(int amount, string expected) =>
        Assert.Equal([expected], Asking(If("i", "getAmount() > 1", Line("then"), Line("else"))).Start(("Amount", amount)).Lines);

    [Fact]
    public void If_without_an_activity_for_the_case_ends_and_keeps_what_the_condition_came_to()
    {
        var run = new Definition(Sequence("q", If("i", "false", Line("then")), Say("s", "getResultFromI()"))).Start();

        Assert.Equal(["False"], run.Lines);
    }

    [Theory]
    [InlineData(500, "MatchFirst", "big")]
    [InlineData(500, "MatchAny", "big,any")]
    [InlineData(5, "MatchAny", "any")]
    [InlineData(0, "MatchFirst", "none")]
    public void Switch_runs_the_activities_of_its_cases(int amount, string mode, string expected)
    {
        var run = Asking(Activity("s", "Switch", ("mode", Literal(mode)), ("default", Line("none")),
            ("cases", Cases(("big", "getAmount() > 100", Line("big")), ("any", "getAmount() > 1", Line("any")))))).Start(("Amount", amount));

        Assert.Equal(expected, string.Join(',', run.Lines));
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Switch_waits_for_all_that_it_began()
    {
        var run = new Definition(Sequence("q", Activity("s", "Switch", ("mode", Literal("MatchAny")),
            ("cases", Cases(("one", "true", Wait("one")), ("two", "true", Wait("two"))))), Line("after"))).Start();

        run.Happen("two");
        Assert.Empty(run.Lines);
        run.Happen("one");

        Assert.Equal(["after"], run.Lines);
    }

    [Theory]
    [InlineData(500, "MatchFirst", "big,end")]
    [InlineData(500, "MatchAny", "big,any,end")]
    [InlineData(0, "MatchFirst", "none,end")]
    public void FlowSwitch_leaves_by_the_labels_of_its_cases(int amount, string mode, string expected)
    {
        var run = Asking(Flowchart("fc",
            [Activity("s", "FlowSwitch", ("mode", Literal(mode)), ("cases", Cases(("big", "getAmount() > 100", null), ("any", "getAmount() > 1", null)))), Line("big"), Line("any"), Line("none"), Line("end")],
            "s-big-big", "s-any-any", "s-Default-none", "big-end", "any-end", "none-end")).Start(("Amount", amount));

        Assert.Equal(expected, string.Join(',', run.Lines));
    }

    [Fact]
    public void Parallel_takes_turns_and_waits_for_all()
    {
        var run = new Definition(Sequence("q", Parallel("p", Sequence("a", Line("a1"), Line("a2"), Wait("x")), Sequence("b", Line("b1"), Line("b2"))), Line("after"))).Start();

        Assert.Equal(["a1", "b1", "a2", "b2"], run.Lines);
        run.Happen("x");

        Assert.Equal("after", run.Lines.Last());
    }

    [Fact]
    public void Parallel_without_activities_ends_at_once() => Assert.Equal(["after"], new Definition(Sequence("q", Parallel("p"), Line("after"))).Start().Lines);

    [Fact]
    public void Fork_for_all_waits_for_the_last_branch()
    {
        var run = new Definition(Sequence("q", Fork("k", "WaitAll", Wait("a"), Wait("b"), Wait("c")), Line("after"))).Start();

        run.Happen("c").Happen("a");
        Assert.Empty(run.Lines);
        run.Happen("b");

        Assert.Equal(["after"], run.Lines);
    }

    [Fact]
    public void Fork_for_any_withdraws_the_slower_branches()
    {
        var run = new Definition(Sequence("q", Fork("k", "WaitAny", Wait("a"), Wait("b")), Line("after"))).Start();

        run.Happen("b");

        Assert.Equal(["after"], run.Lines);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void FlowNode_runs_its_body()
    {
        var run = new Definition(Flowchart("fc", [Activity("n", "FlowNode", ("body", Sequence("q", Line("x"), Wait("y")))), Line("after")], "n-after")).Start();

        run.Happen("y");

        Assert.Equal(["x", "after"], run.Lines);
    }

    [Theory]
    [InlineData("End", "a,after")]
    [InlineData("Break", "a")]
    public void A_terminal_step_ends_the_sequence_around_it_and_a_break_outside_a_loop_all_of_them(string type, string expected)
    {
        var run = new Definition(Sequence("outer", Sequence("inner", Line("a"), Activity("t", type), Line("skipped")), Line("after"))).Start();

        Assert.Equal(expected, string.Join(',', run.Lines));
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_terminal_step_within_an_If_does_not_end_the_sequence_around_the_If() =>
        Assert.Equal(["after"], new Definition(Sequence("q", If("i", "true", Activity("t", "End")), Line("after"))).Start().Lines);
}
