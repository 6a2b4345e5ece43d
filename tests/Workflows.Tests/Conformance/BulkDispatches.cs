using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>One child for each item: none may be lost, whatever the order in which they end.</summary>
public sealed class BulkDispatches
{
    private static string Bulk(string items, params (string, string)[] more) => Activity("bulk", "BulkDispatchWorkflows",
        [("workflowDefinitionId", Literal("child")), ("items", items), .. more]);

    private static Definition Parent(string child, string bulk, IncidentPolicy policy = IncidentPolicy.Continue) =>
        new Definition(Flowchart("fc", [bulk, Line("completed"), Line("done")], "bulk-Completed-completed", "bulk-done")) { Policy = policy }
            .With(new Definition(child) { Id = "child" });

    private static string Event(string code) => Activity("e", "Event", ("eventName", Js(code, "String")));

    [Fact]
    public void Every_item_becomes_an_input_of_its_child()
    {
        var run = Parent(Say("s", "getInput('Item')"), Bulk(Data("""["a","b"]"""))).Start();

        Assert.Equal(["a", "b", "completed", "done"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void An_item_that_is_an_object_gives_its_members_as_inputs()
    {
        var run = Parent(Say("s", "getInput('A') + getInput('B') + getInput('Common')"), Bulk(Data("""[{"A":1,"B":2}]"""), ("input", Data("""{"Common":10}""")))).Start();

        Assert.Equal("13", run.Lines.First());
    }

    [Fact]
    public void The_name_of_the_input_can_be_chosen() =>
        Assert.Equal("7", Parent(Say("s", "getInput('Nr')"), Bulk(Data("[7]"), ("defaultItemInputKey", Literal("Nr")))).Start().Lines.First());

    [Fact]
    public void A_correlation_id_can_be_made_from_the_item() =>
        Assert.Equal("case-7", Parent(Say("s", "getCorrelationId()"), Bulk(Data("[7]"), ("correlationIdFunction", """{"type":"JavaScript","value":"'case-' + Item"}"""))).Start().Lines.First());

    [Fact]
    public void Without_waiting_it_goes_on_at_once()
    {
        var run = Parent(Sequence("q", Event("getInput('Item')"), Line("child")), Bulk(Data("""["a","b"]"""), ("waitForCompletion", Literal("false", "Boolean")))).Start();

        Assert.Equal(["done"], run.Lines);
        run.Happen("b").Happen("a");

        Assert.Equal(["done", "child", "child"], run.Lines);
        Assert.False(run.State.IsAlive);
    }

    [Fact]
    public void Over_nothing_it_completes_at_once() => Assert.Contains("completed", Parent(Line("child"), Bulk(Data("[]"))).Start().Lines);

    [Fact]
    public void Two_hundred_children_that_end_in_any_order_are_all_counted()
    {
        var names = Enumerable.Range(0, 200).Select(i => $"e{i}").ToArray();
        var run = Parent(Event("getInput('Item')"), Bulk(Data(List(names.Select(Text))))).Start();
        var random = new Random(7);
        random.Shuffle(names);

        foreach (var name in names[..^1]) run.Happen(name);
        Assert.Empty(run.Lines);
        run.Happen(names[^1]);

        Assert.Equal(["completed", "done"], run.Lines);
        Assert.False(run.State.IsAlive);
    }

    [Fact]
    public void Children_that_all_wait_for_one_event_all_hear_it()
    {
        var run = Parent(Sequence("q", Wait("go"), Line("child")), Bulk(Data("[1,2,3]"))).Start().Happen("go");

        Assert.Equal(["child", "child", "child", "completed", "done"], run.Lines);
    }

    [Fact]
    public void Children_that_wait_for_a_delay_end_one_by_one()
    {
        var run = Parent(Activity("d", "Delay", ("timeSpan", Js("`00:0${getInput('Item')}:00`", "TimeSpan"))), Bulk(Data("[2,1]"))).Start();

        run.Wait().Wait();

        Assert.Equal(["completed", "done"], run.Lines);
    }

    [Fact]
    public void An_activity_runs_for_each_child_that_completed_and_another_for_each_that_faulted()
    {
        var child = If("i", "getInput('Item') === 2", Activity("f", "Fault"), Line("fine"));

        var run = Parent(child, Bulk(Data("[1,2,3]"), ("childCompleted", Line("+")), ("childFaulted", Say("bad", "'-' + (getChildInstanceId().length > 0)"))), IncidentPolicy.AsDefined).Start();

        Assert.Equal(2, run.Lines.Count(l => l == "+"));
        Assert.Single(run.Lines, "-true");
        Assert.Equal(["completed", "done"], run.Lines.TakeLast(2));
    }

    [Fact]
    public void It_waits_for_the_activities_that_run_for_its_children()
    {
        var run = Parent(Line("child"), Bulk(Data("[1]"), ("childCompleted", Wait("seen")))).Start();

        Assert.Equal(["child"], run.Lines);
        run.Happen("seen");

        Assert.Equal(["child", "completed", "done"], run.Lines);
    }

    [Fact]
    public void A_child_that_waits_to_be_mended_holds_it_up()
    {
        var run = Parent(If("i", "getInput('Item') === 2", Activity("f", "Fault")), Bulk(Data("[1,2]"))).Start();

        Assert.Empty(run.Lines);
        run.Send(new RetryStimulus(run.State.Incidents.Single().Id, Outcome.DonePort));

        Assert.Equal(["completed", "done"], run.Lines);
    }

    [Fact]
    public void Withdrawing_the_parent_withdraws_every_child()
    {
        var run = Parent(Wait("go"), Bulk(Data("[1,2,3]"))).Start();

        run.Send(new CancelStimulus("withdrawn"));

        Assert.Empty(run.State.Bookmarks);
        Assert.False(run.State.IsAlive);
    }
}
