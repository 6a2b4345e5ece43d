using OneWindow.Domain.Errors;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Tests.Execution;

/// <summary>An instance that has ended goes on as it stood before its last burst, sent back to a step.</summary>
public sealed class ReopenedCases
{
    private static Chart TwoSteps() => new Chart().Step("check", "ok").Step("decide", "ok", "no").Line("end").Arrow("check-ok-decide", "decide-ok-end", "decide-no-end");

    [Theory]
    [InlineData("check")]
    [InlineData("decide")]
    public void It_goes_on_at_a_step_that_it_has_been_at_and_ends_again(string step)
    {
        var (plan, before, ended) = Ended();

        var reopened = Engine.Reopen(plan, before, ended, new ReopenStimulus(step), Chart.Noon, Chart.Facts);

        Assert.Equal(WorkflowStatus.Running, reopened.State.Status);
        Assert.Equal(step, Assert.Single(reopened.Effects.OfType<OpenWorkItem>()).ActivityId);
        var state = reopened.State;
        foreach (var outcome in step == "check" ? ["ok", "no"] : new[] { "no" })
            state = Engine.Advance(plan, state, new AnswerStimulus(Assert.Single(state.Bookmarks).Id, outcome, null, default), Chart.Noon, Chart.Facts).State;
        Assert.Equal(WorkflowStatus.Finished, state.Status);
    }

    [Fact]
    public void What_is_over_is_not_closed_again_and_no_number_is_used_twice()
    {
        var (plan, before, ended) = Ended();

        var reopened = Engine.Reopen(plan, before, ended, new ReopenStimulus("decide"), Chart.Noon, Chart.Facts);

        Assert.DoesNotContain(reopened.Effects, e => e is CloseWorkItem or CancelTimer or ResumeClock);
        Assert.DoesNotContain(Assert.Single(reopened.State.Bookmarks).Id, before.Bookmarks.Select(b => b.Id));
        Assert.True(reopened.State.Sequence > ended.Sequence);
    }

    [Fact]
    public void The_same_reopening_gives_the_same_state()
    {
        var (plan, before, ended) = Ended();

        var twice = Enumerable.Range(0, 2).Select(_ => StateJson.Write(Engine.Reopen(plan, before, ended, new ReopenStimulus("check"), Chart.Noon, Chart.Facts).State)).ToList();

        Assert.Equal(twice[0], twice[1]);
    }

    [Theory]
    [InlineData("end")]
    [InlineData("nowhere")]
    public void It_does_not_go_on_where_it_has_not_been(string step)
    {
        var (plan, before, ended) = Ended();

        var refused = Assert.Throws<RefusedException>(() => Engine.Reopen(plan, before, ended, new ReopenStimulus(step), Chart.Noon, Chart.Facts));

        Assert.Equal("reopen-target-unknown", refused.Code);
    }

    [Fact]
    public void A_reopening_that_would_leave_a_join_waiting_for_ever_is_found()
    {
        // A case may be closed while both branches run. Reopened at one of them, it would wait at the join for the other.
        var chart = new Chart().Line("start").Step("left", "ok").Step("right", "ok").Node("both", "Elsa.FlowJoin", ("mode", Chart.Literal("WaitAll")))
            .Node("close", "OneWindow.CloseCase", ("result", Chart.Literal("done")))
            .Arrow("start-left", "start-right", "left-ok-both", "right-ok-both", "both-close");
        var plan = Plan.Compile(DefinitionReader.Read(chart.Json()));

        Assert.True(Soundness.Explore(plan).IsSound);
        var report = Soundness.Explore(plan, new SoundnessOptions { ReopenAt = ["left"] });

        Assert.True(report.IsComplete);
        Assert.Contains(report.Findings, f => f.Trace.Contains("the case was closed and went on at “left”"));
    }

    [Fact]
    public void A_reopening_at_a_sound_place_adds_no_finding() =>
        Assert.True(Soundness.Explore(Plan.Compile(DefinitionReader.Read(TwoSteps().Json())), new SoundnessOptions { ReopenAt = ["check", "decide"] }).IsSound);

    private static (Plan Plan, WorkflowState Before, WorkflowState Ended) Ended()
    {
        var plan = Plan.Compile(DefinitionReader.Read(TwoSteps().Json()));
        var state = Engine.Start(plan, new StartStimulus(new Dictionary<string, Value>()), Chart.Noon, Chart.Facts).State;
        var before = Engine.Advance(plan, state, new AnswerStimulus(Assert.Single(state.Bookmarks).Id, "ok", null, default), Chart.Noon, Chart.Facts).State;
        var ended = Engine.Advance(plan, before, new AnswerStimulus(Assert.Single(before.Bookmarks).Id, "no", null, default), Chart.Noon, Chart.Facts).State;
        Assert.Equal(WorkflowStatus.Finished, ended.Status);
        return (plan, before, ended);
    }
}
