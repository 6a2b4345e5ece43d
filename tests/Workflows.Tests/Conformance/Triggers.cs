using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Workflows that a trigger starts.</summary>
public sealed class Triggers
{
    private static StartStimulus By(string? trigger) => new(new Dictionary<string, Value>(StringComparer.Ordinal)) { TriggerActivityId = trigger, Payload = 7 };

    private static Definition TwoWaysIn(FlowchartMode mode) => new(Flowchart("fc",
        [Starting(Wait("a")), Starting(Wait("b")), Line("fromA"), Line("fromB"), Line("l"), Line("r"), Line("met")],
        "a-fromA", "b-fromB", "fromA-met", "fromB-l", "fromB-r", "l-met", "r-met"))
    { Mode = mode };

    [Fact]
    public void The_trigger_is_passed_at_once_with_what_it_carried()
    {
        var run = new Definition(Sequence("q", Starting(Wait("e")), Say("s", "getResultFromE()"))).Start(By("e"));

        Assert.Equal(["7"], run.Lines);
    }

    [Fact]
    public void Started_by_hand_the_trigger_waits_as_any_step()
    {
        var run = new Definition(Sequence("q", Starting(Wait("e")), Line("after"))).Start(By(null));

        Assert.Empty(run.Lines);
        Assert.Equal(["after"], run.Happen("e").Lines);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_flowchart_begins_at_the_trigger(FlowchartMode mode)
    {
        Assert.Equal(["fromA", "met"], TwoWaysIn(mode).Start(By("a")).Lines);
        Assert.Equal(["fromB", "l", "r", "met"], TwoWaysIn(mode).Start(By("b")).Lines);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Joins_and_loops_behind_a_second_trigger_work_after_waits(FlowchartMode mode)
    {
        var run = new Definition(Flowchart("fc",
            [Starting(Wait("a")), Starting(Wait("b")), Line("head"), Wait("l"), Wait("r"), Line("met"), Decision("d", "getN() < 2"), Set("inc", "n", "getN() + 1"), Line("end")],
            "b-head", "head-l", "head-r", "l-met", "r-met", "met-inc", "inc-d", "d-True-head", "d-False-end"))
        { Mode = mode }.Variable("n", "Int32", "0").Start(By("b"));

        run.Happen("r").Happen("l").Happen("l").Happen("r");

        Assert.Equal(["head", "met", "head", "met", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void What_only_a_second_trigger_leads_to_is_not_unreachable() =>
        Assert.DoesNotContain(DefinitionValidator.Check(TwoWaysIn(FlowchartMode.Counter).Json()), f => f.Severity == FindingSeverity.Error);

    [Fact]
    public void Coming_back_to_the_trigger_in_a_loop_waits()
    {
        var run = new Definition(Flowchart("fc", [Starting(Wait("e")), Line("round")], "e-round", "round-e")).Start(By("e"));

        Assert.Equal(["round"], run.Lines);
        Assert.Equal(["round", "round"], run.Happen("e").Lines);
    }

    [Theory]
    [InlineData("Timer", "interval", "00:10:00")]
    [InlineData("Cron", "cronExpression", "0 0 9 * * *")]
    [InlineData("StartAt", "dateTime", "2026-10-30T08:00:00+08:00")]
    public void A_time_that_starts_a_workflow_does_not_wait_again(string type, string input, string value)
    {
        var definition = new Definition(Sequence("q", Starting(Activity("t", type, (input, Literal(value)))), Line("after")));

        Assert.Equal(["after"], definition.Start(By("t")).Lines);
        Assert.Equal(["t"], definition.Compile().Plan.Triggers.Select(t => t.Id));
    }
}
