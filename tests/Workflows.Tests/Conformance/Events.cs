using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;
using Effects = OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Event and PublishEvent: who hears what, and when.</summary>
public sealed class Events
{
    private static string Publish(string id, string name, params (string, string)[] more) => Activity(id, "PublishEvent", [("eventName", Literal(name)), .. more]);

    [Fact]
    public void What_an_event_carries_is_its_result()
    {
        var run = new Definition(Sequence("q", Wait("e"), Say("s", "getResultFromE().sum"))).Start();

        run.Send(new EventStimulus("e", Value.FromJsonText("""{"sum":7}""")));

        Assert.Equal(["7"], run.Lines);
    }

    [Fact]
    public void Every_step_that_waits_for_the_event_resumes()
    {
        var run = new Definition(Sequence("q", Parallel("p", Wait("e"), Activity("e2", "Event", ("eventName", Literal("e")))), Line("after"))).Start().Happen("e");

        Assert.Equal(["after"], run.Lines);
    }

    [Fact]
    public void An_event_that_comes_before_its_step_is_kept_for_it()
    {
        var run = new Definition(Sequence("q", Wait("first"), Wait("second"), Line("after"))).Start();

        run.Happen("second").Happen("first");

        Assert.Equal(["after"], run.Lines);
        Assert.Null(run.State.Unheard);
    }

    [Fact]
    public void Several_events_that_came_early_are_each_given_to_the_step_that_comes_to_wait_for_it()
    {
        var run = new Definition(Sequence("q", Wait("first"), Parallel("p", Wait("a"), Wait("b"), Wait("c")), Line("after"))).Start();

        run.Happen("b").Happen("c").Happen("a").Happen("first");

        Assert.Equal(["after"], run.Lines);
        Assert.Null(run.State.Unheard);
    }

    [Fact]
    public void An_event_that_came_too_early_is_forgotten()
    {
        var run = new Definition(Sequence("q", Wait("first"), Wait("second"), Line("after"))).Start().Happen("second");

        run.Now += WorkflowState.EventPatience + TimeSpan.FromSeconds(1);
        run.Happen("first");

        Assert.Empty(run.Lines);
        Assert.Equal(["second"], run.State.Bookmarks.Select(b => b.EventName));
    }

    [Fact]
    public void An_event_that_was_heard_is_not_heard_again()
    {
        var run = new Definition(Sequence("q", Wait("e"), Activity("e2", "Event", ("eventName", Literal("e"))), Line("after"))).Start();

        run.Happen("e");
        Assert.Empty(run.Lines);
        run.Happen("e");

        Assert.Equal(["after"], run.Lines);
    }

    [Fact]
    public void A_correlation_id_keeps_an_event_from_other_workflows()
    {
        var run = new Definition(Sequence("q", Activity("c", "Correlate", ("correlationId", Literal("mine"))), Wait("e"), Line("after"))).Start();

        run.Send(new EventStimulus("e", Value.Null) { CorrelationId = "other" });
        Assert.Empty(run.Lines);
        run.Send(new EventStimulus("e", Value.Null) { CorrelationId = "mine" });

        Assert.Equal(["after"], run.Lines);
    }

    [Fact]
    public void An_early_event_keeps_its_correlation_id()
    {
        var run = new Definition(Sequence("q", Activity("c", "Correlate", ("correlationId", Literal("mine"))), Wait("first"), Wait("e"), Line("after"))).Start();

        run.Send(new EventStimulus("e", Value.Null) { CorrelationId = "other" }).Happen("first");

        Assert.Empty(run.Lines);
    }

    [Fact]
    public void A_published_event_reaches_other_branches_and_the_host()
    {
        var run = new Definition(Parallel("p", Sequence("a", Wait("e"), Say("s", "getResultFromE()")), Publish("pub", "e", ("payload", Js("5"))))).Start();

        Assert.Equal(["5"], run.Lines);
        Assert.Equal("e", Assert.Single(run.Effects.OfType<Effects.PublishEvent>()).EventName);
    }

    [Fact]
    public void A_local_event_stays_within()
    {
        var run = new Definition(Parallel("p", Sequence("a", Wait("e"), Line("heard")), Publish("pub", "e", ("isLocalEvent", Literal("true", "Boolean"))))).Start();

        Assert.Equal(["heard"], run.Lines);
        Assert.Empty(run.Effects.OfType<Effects.PublishEvent>());
    }

    [Fact]
    public void A_published_event_is_kept_for_a_later_step_of_the_same_burst()
    {
        var run = new Definition(Sequence("q", Publish("pub", "e"), Wait("e"), Line("after"))).Start();

        Assert.Equal(["after"], run.Lines);
    }

    [Fact]
    public void A_child_hears_an_event_of_its_parent()
    {
        var child = new Definition(Sequence("q", Wait("e"), Line("child"))) { Id = "child" };
        var start = Activity("c", "ExecuteWorkflow", ("workflowDefinitionId", Literal("child")));

        Assert.Equal(["child"], new Definition(Sequence("q", start, Publish("pub", "e"))).With(child).Start().Lines);
    }
}
