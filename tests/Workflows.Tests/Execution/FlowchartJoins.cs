using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Tests.Execution;

/// <summary>Counter mode: when a node runs, when it is passed over, how loops come round.</summary>
public sealed class FlowchartJoins
{
    private static (string, string) Condition(string code) => ("condition", Chart.Js(code, "Boolean"));

    private static (string, string) Mode(string mode) => ("mode", Chart.Literal(mode));

    [Fact]
    public void A_node_waits_for_every_branch_that_leads_to_it()
    {
        var run = new Chart().Line("a", "join").Wait("left", "right").Arrow("a-left", "a-right", "left-join", "right-join").Start();

        run.Happen("left");
        Assert.DoesNotContain("join", run.Lines);
        run.Happen("right");

        Assert.Equal(["a", "join"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_branch_not_taken_does_not_hold_up_the_join()
    {
        var run = new Chart().Node("d", "Elsa.FlowDecision", Condition("1 > 2")).Line("yes", "no", "join")
            .Arrow("d-True-yes", "d-False-no", "yes-join", "no-join").Start();

        Assert.Equal(["no", "join"], run.Lines);
    }

    [Fact]
    public void A_whole_chain_behind_a_dead_branch_is_passed_over()
    {
        var run = new Chart().Node("d", "Elsa.FlowDecision", Condition("false")).Line("y1", "y2", "y3", "no", "join")
            .Arrow("d-True-y1", "y1-y2", "y2-y3", "y3-join", "d-False-no", "no-join").Start();

        Assert.Equal(["no", "join"], run.Lines);
    }

    [Fact]
    public void A_join_of_any_runs_once_and_withdraws_the_slower_branch()
    {
        var run = new Chart().Line("a", "after").Wait("left", "right").Node("j", "Elsa.FlowJoin", Mode("WaitAny"))
            .Arrow("a-left", "a-right", "left-j", "right-j", "j-after").Start();

        run.Happen("right");

        Assert.Equal(["a", "after"], run.Lines);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_join_of_any_whose_branches_all_arrive_in_one_burst_runs_once()
    {
        var run = new Chart().Line("a", "l", "r", "after").Node("j", "Elsa.FlowJoin", Mode("WaitAny"))
            .Arrow("a-l", "a-r", "l-j", "r-j", "j-after").Start();

        Assert.Single(run.Lines, "after");
    }

    [Fact]
    public void A_join_of_all_is_passed_over_where_one_branch_was_not_taken()
    {
        var run = new Chart().Node("d", "Elsa.FlowDecision", Condition("true")).Line("yes", "no", "after").Node("j", "Elsa.FlowJoin", Mode("WaitAll"))
            .Arrow("d-True-yes", "d-False-no", "yes-j", "no-j", "j-after").Start();

        Assert.Equal(["yes"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_fork_takes_every_branch()
    {
        var run = new Chart().Node("f", "Elsa.FlowFork", ("branches", Chart.Literal("""["x","y"]""", "Object"))).Line("x1", "y1", "join")
            .Arrow("f-x-x1", "f-y-y1", "x1-join", "y1-join").Start();

        Assert.Equal(["x1", "y1", "join"], run.Lines);
    }

    [Fact]
    public void A_loop_comes_round_until_its_condition_ends_it()
    {
        var run = new Chart().Variable("n", "Int32", "0")
            .Node("set", "Elsa.SetVariable", ("variable", """{"id":"n","name":"n","typeName":"Int32"}"""), ("value", Chart.Js("getN() + 1")))
            .Node("d", "Elsa.FlowDecision", Condition("getN() < 3")).Line("again", "end")
            .Arrow("set-d", "d-True-again", "again-set", "d-False-end").Start();

        Assert.Equal(["again", "again", "end"], run.Lines);
    }

    [Fact]
    public void A_join_inside_a_loop_runs_once_in_each_round()
    {
        var run = new Chart().Line("head", "join").Wait("left", "right").Step("ask", "again", "stop").Line("end")
            .Arrow("head-left", "head-right", "left-join", "right-join", "join-ask", "ask-again-head", "ask-stop-end").Start();

        run.Happen("right").Happen("left").Answer("ask", "again").Happen("left").Happen("right").Answer("ask", "stop");

        Assert.Equal(["head", "join", "head", "join", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_join_behind_a_loop_waits_until_the_loop_is_left()
    {
        // "after" is led to by the loop's exit and by a branch beside the loop. Rounds that do not exit must not count.
        var run = new Chart().Line("start", "beside", "after").Step("ask", "again", "stop").Line("body")
            .Arrow("start-ask", "start-beside", "ask-again-body", "body-ask", "ask-stop-after", "beside-after").Start();

        run.Answer("ask", "again");
        Assert.DoesNotContain("after", run.Lines);
        run.Answer("ask", "again").Answer("ask", "stop");

        Assert.Single(run.Lines, "after");
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Two_exits_of_one_loop_meet_in_one_node_which_runs_once()
    {
        var run = new Chart().Step("one", "next", "out").Step("two", "back", "out").Line("end")
            .Arrow("one-next-two", "one-out-end", "two-back-one", "two-out-end").Start();

        run.Answer("one", "next").Answer("two", "back").Answer("one", "out");

        Assert.Equal(["end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_connection_into_the_middle_of_a_loop_is_an_incident_when_followed()
    {
        var run = new Chart().Line("a").Step("x", "to", "out").Step("y", "to", "out").Line("end")
            .Arrow("a-x", "a-y", "x-to-y", "y-to-x", "x-out-end", "y-out-end").Start();
        var waiting = run.Effects.OfType<OpenWorkItem>().Single().ActivityId;

        run.Answer(waiting, "to");
        if (waiting == "x") run.Answer("y", "to");

        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal("loop-entry", incident.Code);
        Assert.Equal(WorkflowStatus.Running, run.State.Status);
    }

    [Fact]
    public void End_withdraws_what_other_branches_wait_for()
    {
        var run = new Chart().Line("a").Wait("slow").Node("stop", "Elsa.End").Arrow("a-slow", "a-stop").Start();

        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public void A_switch_leaves_by_the_first_case_that_holds_or_by_default()
    {
        const string Cases = """[{"label":"big","condition":{"type":"JavaScript","value":"getAmount() > 100"}},{"label":"any","condition":{"type":"JavaScript","value":"getAmount() > 1"}}]""";
        Chart Switch(string mode) => new Chart().Input("Amount", "Int32").Node("s", "Elsa.FlowSwitch", ("cases", Cases), Mode(mode))
            .Line("big", "any", "none").Arrow("s-big-big", "s-any-any", "s-Default-none");

        Assert.Equal(["big"], Switch("MatchFirst").Start(("Amount", 500)).Lines);
        Assert.Equal(["big", "any"], Switch("MatchAny").Start(("Amount", 500)).Lines);
        Assert.Equal(["none"], Switch("MatchFirst").Start(("Amount", 1)).Lines);
    }
}
