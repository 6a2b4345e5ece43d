using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Flowcharts in token mode: what each merge mode waits for.</summary>
public sealed class TokenFlowcharts
{
    private static Run Meeting(string join) => new Definition(Flowchart("fc",
        [Line("s"), Wait("a"), Wait("b"), join, Line("after")], "s-a", "s-b", "a-j", "b-j", "j-after"))
    { Mode = FlowchartMode.Token }.Start();

    [Fact]
    public void Stream_waits_for_branches_that_are_on_their_way()
    {
        var run = Meeting(Merging("Stream", Line("j")));

        run.Happen("a");
        Assert.Equal(["s"], run.Lines);
        run.Happen("b");

        Assert.Equal(["s", "j", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Stream_does_not_wait_for_a_branch_that_was_not_taken()
    {
        var run = new Definition(Flowchart("fc", [Decision("d", "true"), Line("yes"), Line("no"), Line("j")], "d-True-yes", "d-False-no", "yes-j", "no-j")) { Mode = FlowchartMode.Token }.Start();

        Assert.Equal(["yes", "j"], run.Lines);
    }

    [Fact]
    public void Stream_runs_once_a_branch_before_it_turns_away()
    {
        var run = new Definition(Flowchart("fc",
            [Line("s"), Line("a"), Wait("b"), Decision("d", "false"), Line("j")], "s-a", "s-b", "b-d", "a-j", "d-True-j"))
        { Mode = FlowchartMode.Token }.Start();

        run.Happen("b");

        Assert.Single(run.Lines, "j");
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void A_step_to_which_both_answers_lead_runs_once(string answer)
    {
        var run = new Definition(Flowchart("fc", [Decision("d", answer), Line("j")], "d-True-j", "d-False-j")) { Mode = FlowchartMode.Token }.Start();

        Assert.Equal(["j"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Merge_waits_for_every_forward_connection()
    {
        var run = Meeting(Merging("Merge", Line("j"))).Happen("b");

        Assert.Equal(["s"], run.Lines);
        run.Happen("a");

        Assert.Equal(["s", "j", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_merge_that_a_branch_not_taken_blocks_leaves_the_workflow_suspended()
    {
        var run = new Definition(Flowchart("fc",
            [Decision("d", "true"), Line("yes"), Line("no"), Merging("Merge", Line("j"))], "d-True-yes", "d-False-no", "yes-j", "no-j"))
        { Mode = FlowchartMode.Token }.Start();

        Assert.Equal(["yes"], run.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
    }

    [Fact]
    public void Converge_waits_for_backward_connections_too()
    {
        var run = new Definition(Flowchart("fc",
            [Line("s"), Merging("Converge", Line("j")), Line("again")], "s-j", "j-again", "again-j"))
        { Mode = FlowchartMode.Token }.Start();

        Assert.Equal(["s"], run.Lines);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
    }

    [Fact]
    public void Converge_without_backward_connections_is_a_merge() =>
        Assert.Equal(["s", "j", "after"], Meeting(Merging("Converge", Line("j"))).Happen("a").Happen("b").Lines);

    [Fact]
    public void Race_runs_on_the_first_arrival_and_withdraws_the_others()
    {
        var run = Meeting(Merging("Race", Line("j"))).Happen("b");

        Assert.Equal(["s", "j", "after"], run.Lines);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Cascade_runs_on_the_first_arrival_and_lets_the_others_come_to_nothing()
    {
        var run = Meeting(Merging("Cascade", Line("j"))).Happen("b");

        Assert.Equal(["s", "j", "after"], run.Lines);
        Assert.Single(run.State.Bookmarks);
        run.Happen("a");

        Assert.Equal(["s", "j", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_join_of_any_is_a_race()
    {
        var run = Meeting(Join("j", "WaitAny")).Happen("a");

        Assert.Equal(["s", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public void A_join_of_all_is_a_merge(string mode)
    {
        var run = Meeting(Join("j", mode)).Happen("a");

        Assert.Equal(["s"], run.Lines);
        run.Happen("b");

        Assert.Equal(["s", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_loop_comes_round()
    {
        var run = new Definition(Flowchart("fc",
            [Set("inc", "n", "getN() + 1"), Decision("d", "getN() < 3"), Say("again", "getN()"), Line("end")],
            "inc-d", "d-True-again", "again-inc", "d-False-end"))
        { Mode = FlowchartMode.Token }.Variable("n", "Int32", "0").Start();

        Assert.Equal(["1", "2", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_race_in_a_loop_is_run_anew_in_each_round()
    {
        var run = new Chart().Line("head", "after").Wait("a", "b").Node("j", "Elsa.FlowJoin", ("mode", Literal("WaitAny"))).Step("ask", "again", "stop")
            .Arrow("head-a", "head-b", "a-j", "b-j", "j-ask", "ask-again-head", "ask-stop-after").Start(FlowchartMode.Token);

        run.Happen("a").Answer("ask", "again").Happen("b").Answer("ask", "again").Happen("b").Answer("ask", "stop");

        Assert.Equal(["head", "head", "head", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_terminal_step_ends_the_flowchart_whatever_tokens_are_left()
    {
        var run = new Definition(Flowchart("fc", [Line("s"), Wait("never"), Activity("e", "End")], "s-never", "s-e")) { Mode = FlowchartMode.Token }.Start();

        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public void A_race_also_takes_up_tokens_that_wait_on_the_slower_ways()
    {
        var run = new Definition(Flowchart("fc",
            [Line("s"), Line("b"), Wait("c"), Join("m", "WaitAll"), Wait("a"), Join("j", "WaitAny"), Line("after")],
            "s-b", "s-c", "b-m", "c-m", "m-j", "s-a", "a-j", "j-after"))
        { Mode = FlowchartMode.Token }.Start();

        run.Happen("a");

        Assert.Equal(["s", "b", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }
}
