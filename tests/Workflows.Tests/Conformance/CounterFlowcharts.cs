using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Flowcharts in counter mode, beyond what the tests of joins look at.</summary>
public sealed class CounterFlowcharts
{
    [Fact]
    public void A_step_leaves_by_the_connections_of_its_port_alone()
    {
        var run = new Chart().Step("ask", "yes", "no").Line("y", "n", "done").Arrow("ask-yes-y", "ask-no-n", "ask-done").Start().Answer("ask", "no");

        Assert.Equal(["n"], run.Lines);
    }

    [Fact]
    public void A_connection_without_a_port_leaves_by_Done()
    {
        const string Root = """
            {"id":"fc","type":"Elsa.Flowchart","version":1,"activities":[
              {"id":"a","type":"Elsa.Start","version":1},
              {"id":"b","type":"Elsa.WriteLine","version":1,"text":"plain"},
              {"id":"c","type":"Elsa.WriteLine","version":1,"text":"last"}],
             "connections":[{"source":{"activity":"a"},"target":{"activity":"b"}},{"source":"b","target":"c","sourcePort":"Done","targetPort":"In"}]}
            """;

        Assert.Equal(["plain", "last"], new Definition(Root).Start().Lines);
    }

    [Fact]
    public void A_flowchart_begins_at_Start_before_anything_else()
    {
        var run = new Definition(Flowchart("fc", [Line("first"), Starting(Line("flagged")), Activity("s", "Start"), Line("behind")], "s-behind")).Start();

        Assert.Equal(["behind"], run.Lines);
    }

    [Fact]
    public void Without_Start_a_flowchart_begins_at_the_step_that_may_start_its_workflow()
    {
        Assert.Equal(["flagged"], new Definition(Flowchart("fc", [Line("first"), Starting(Line("flagged"))])).Start().Lines);
    }

    [Fact]
    public void Otherwise_a_flowchart_begins_at_the_first_step_that_nothing_leads_to()
    {
        Assert.Equal(["b", "a"], new Definition(Flowchart("fc", [Line("a"), Line("b"), Line("c")], "b-a")).Start().Lines);
        Assert.Equal("a", new Definition(Flowchart("fc", [Line("a"), Activity("e", "End")], "a-e", "e-a")).Start().Lines.First());
    }

    [Fact]
    public void The_property_start_of_the_document_is_of_no_effect()
    {
        var chart = Flowchart("fc", [Line("a"), Line("b")], "a-b").Replace("\"activities\"", "\"start\":\"b\",\"activities\"", StringComparison.Ordinal);

        Assert.Equal(["a", "b"], new Definition(chart).Start().Lines);
    }

    [Fact]
    public void A_flowchart_without_activities_ends_at_once() =>
        Assert.Equal(WorkflowStatus.Finished, new Definition(Flowchart("fc", [])).Start().State.Status);

    [Fact]
    public void Bookmarks_of_several_branches_resume_in_any_order()
    {
        foreach (var order in new[] { "abc", "acb", "bac", "bca", "cab", "cba" })
        {
            var run = new Chart().Line("s", "join").Wait("a", "b", "c").Arrow("s-a", "s-b", "s-c", "a-join", "b-join", "c-join").Start();

            foreach (var name in order) run.Happen(name.ToString());

            Assert.Equal(["s", "join"], run.Lines);
            Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        }
    }

    [Fact]
    public void A_join_of_all_active_runs_with_the_branches_that_were_taken()
    {
        var run = new Definition(Flowchart("fc",
            [Decision("d", "true"), Line("yes"), Line("no"), Join("j", "WaitAllActive"), Line("after")],
            "d-True-yes", "d-False-no", "yes-j", "no-j", "j-after")).Start();

        Assert.Equal(["yes", "after"], run.Lines);
    }

    [Fact]
    public void A_join_of_any_withdraws_every_step_on_the_slower_ways_and_none_beside_them()
    {
        var run = new Definition(Flowchart("fc",
            [Line("s"), Wait("fast"), Wait("slow"), Wait("beside"), Join("j", "WaitAny"), Line("after"), Line("aside")],
            "s-fast", "s-slow", "s-beside", "fast-j", "slow-j", "j-after", "beside-aside")).Start();

        run.Happen("fast");
        Assert.Equal(["beside"], run.State.Bookmarks.Select(b => b.EventName));
        run.Happen("slow").Happen("beside");

        Assert.Equal(["s", "after", "aside"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_join_of_any_in_a_loop_runs_once_in_each_round()
    {
        var run = new Chart().Line("head", "after").Wait("a", "b").Node("j", "Elsa.FlowJoin", ("mode", Literal("WaitAny"))).Step("ask", "again", "stop")
            .Arrow("head-a", "head-b", "a-j", "b-j", "j-ask", "ask-again-head", "ask-stop-after").Start();

        run.Happen("a").Answer("ask", "again").Happen("b").Answer("ask", "stop");

        Assert.Equal(["head", "head", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_merge_mode_is_of_no_effect_in_counter_mode()
    {
        var run = new Definition(Flowchart("fc", [Line("s"), Line("a"), Wait("b"), Merging("Race", Line("join"))], "s-a", "s-b", "a-join", "b-join")).Start();

        Assert.Equal(["s", "a"], run.Lines);
        run.Happen("b");

        Assert.Equal(["s", "a", "join"], run.Lines);
    }

    [Fact]
    public void A_flowchart_within_a_flowchart_has_rounds_of_its_own()
    {
        var inner = Flowchart("inner", [Line("i"), Wait("x"), Wait("y"), Line("met")], "i-x", "i-y", "x-met", "y-met");
        var run = new Definition(Flowchart("outer", [inner, Line("after")], "inner-after")).Start();

        run.Happen("y").Happen("x");

        Assert.Equal(["i", "met", "after"], run.Lines);
    }
}
