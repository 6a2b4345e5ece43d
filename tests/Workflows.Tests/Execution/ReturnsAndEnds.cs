using OneWindow.Domain.Errors;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Tests.Execution;

/// <summary>Sending back, withdrawing, faults, and answers that come twice.</summary>
public sealed class ReturnsAndEnds
{
    private static Chart ThreeSteps() => new Chart().Step("accept", "ok").Step("assess", "ok").Step("review", "ok").Line("end")
        .Arrow("accept-ok-assess", "assess-ok-review", "review-ok-end");

    private static string BookmarkOf(Run run) => run.State.Bookmarks.Single().Id;

    [Fact]
    public void A_step_sends_back_to_the_one_before_it()
    {
        var run = ThreeSteps().Start().Answer("accept", "ok").Answer("assess", "ok");

        run.Send(new ReturnStimulus(BookmarkOf(run), null));
        Assert.Equal("assess", run.Effects.OfType<OpenWorkItem>().Last().ActivityId);
        run.Answer("assess", "ok").Answer("review", "ok");

        Assert.Equal(["end"], run.Lines);
    }

    [Fact]
    public void A_step_sends_back_to_a_named_earlier_step_and_the_rest_runs_again()
    {
        var run = ThreeSteps().Start().Answer("accept", "ok").Answer("assess", "ok");

        run.Send(new ReturnStimulus(BookmarkOf(run), "accept")).Answer("accept", "ok").Answer("assess", "ok").Answer("review", "ok");

        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        Assert.Equal(["accept", "assess", "review", "accept", "assess", "review"], run.Effects.OfType<OpenWorkItem>().Select(i => i.ActivityId));
    }

    [Fact]
    public void A_step_cannot_send_back_to_where_the_case_has_not_been()
    {
        var run = ThreeSteps().Start();

        Assert.Equal("return-nowhere", Assert.Throws<RefusedException>(() => run.Send(new ReturnStimulus(BookmarkOf(run), null))).Code);
        Assert.Equal("return-target-unknown", Assert.Throws<RefusedException>(() => run.Send(new ReturnStimulus(BookmarkOf(run), "review"))).Code);
    }

    [Fact]
    public void After_a_return_past_a_join_the_join_runs_again_without_the_branch_that_was_not_sent_back()
    {
        var run = new Chart().Line("start").Step("left", "ok").Wait("right").Line("join").Step("review", "ok").Line("end")
            .Arrow("start-left", "start-right", "left-ok-join", "right-join", "join-review", "review-ok-end").Start();
        run.Answer("left", "ok").Happen("right");

        run.Send(new ReturnStimulus(BookmarkOf(run), "left")).Answer("left", "ok").Answer("review", "ok");

        Assert.Equal(["start", "join", "join", "end"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_return_withdraws_what_waits_behind_the_step_it_goes_to()
    {
        var run = new Chart().Step("accept", "ok").Step("one", "ok").Step("two", "ok").Line("end")
            .Arrow("accept-ok-one", "accept-ok-two", "one-ok-end", "two-ok-end").Start().Answer("accept", "ok");
        var one = run.Effects.OfType<OpenWorkItem>().First(i => i.ActivityId == "one").BookmarkId;
        var two = run.Effects.OfType<OpenWorkItem>().First(i => i.ActivityId == "two").BookmarkId;

        run.Send(new ReturnStimulus(one, "accept"));

        Assert.Contains(new CloseWorkItem(two, "returned"), run.Effects);
        Assert.Single(run.State.Bookmarks);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("check")]
    public void In_a_new_round_the_case_is_not_sent_back_to_a_step_of_an_earlier_round(string elsewhere)
    {
        // In the second round the check is passed by; sending back to it would set going what the first round did.
        var run = new Chart().Step("assess", "full", "short").Step("check", "ok").Step("review", "again", "done")
            .Node("end", "Elsa.Sequence", ("activities", $$"""[{"id":"{{elsewhere}}","type":"Elsa.WriteLine","version":1}]"""))
            .Arrow("assess-full-check", "assess-short-review", "check-ok-review", "review-again-assess", "review-done-end").Start();
        run.Answer("assess", "full").Answer("check", "ok").Answer("review", "again").Answer("assess", "short");

        Assert.Equal("return-target-unknown", Assert.Throws<RefusedException>(() => run.Send(new ReturnStimulus(BookmarkOf(run), "check"))).Code);
        run.Send(new ReturnStimulus(BookmarkOf(run), null));

        Assert.Equal("assess", run.Effects.OfType<OpenWorkItem>().Last().ActivityId);
    }

    [Fact]
    public void After_a_return_a_branch_that_was_not_sent_back_can_still_be_sent_back()
    {
        var run = new Chart().Line("start").Step("left", "ok").Step("right", "ok").Step("review", "ok").Line("end")
            .Arrow("start-left", "start-right", "left-ok-review", "right-ok-review", "review-ok-end").Start();
        run.Answer("left", "ok").Answer("right", "ok");

        run.Send(new ReturnStimulus(BookmarkOf(run), "left")).Answer("left", "ok").Send(new ReturnStimulus(BookmarkOf(run), "right"));

        Assert.Equal("right", run.Effects.OfType<OpenWorkItem>().Last().ActivityId);
    }

    [Fact]
    public void An_answer_counts_once()
    {
        var run = ThreeSteps().Start();
        var bookmark = BookmarkOf(run);
        run.Answer("accept", "ok");

        var refused = Assert.Throws<RefusedException>(() => run.Send(new AnswerStimulus(bookmark, "ok", null, Value.Null)));

        Assert.Equal("bookmark-gone", refused.Code);
    }

    [Fact]
    public void An_outcome_that_the_step_does_not_have_is_refused_and_changes_nothing()
    {
        var run = ThreeSteps().Start();
        var before = StateJson.Write(run.State);

        Assert.Equal("outcome-unknown", Assert.Throws<RefusedException>(() => run.Answer("accept", "perhaps")).Code);
        Assert.Equal(before, StateJson.Write(run.State));
    }

    [Fact]
    public void Cancelling_releases_work_items_timers_and_pauses()
    {
        var run = new Chart().Node("notice", "OneWindow.PublicNotice", ("title", Chart.Literal("公示")), ("body", Chart.Literal("hospital")), ("limit", Chart.Literal("5wd"))).Start();
        var bookmark = BookmarkOf(run);

        run.Send(new CancelStimulus("withdrawn"));

        Assert.Equal(WorkflowSubStatus.Cancelled, run.State.SubStatus);
        Assert.Equal([new CloseWorkItem(bookmark, "withdrawn"), new CancelTimer(bookmark), new ResumeClock(bookmark)], run.Effects.TakeLast(3));
        Assert.Equal("workflow-ended", Assert.Throws<RefusedException>(() => run.Send(new CancelStimulus("again"))).Code);
    }

    [Fact]
    public void A_failing_expression_becomes_an_incident_that_can_be_tried_again()
    {
        var run = new Chart().Variable("x", "Object", "").Node("d", "Elsa.FlowDecision", ("condition", Chart.Js("getX().size > 1", "Boolean"))).Line("yes", "no").Wait("other")
            .Line("a").Arrow("a-d", "a-other", "d-True-yes", "d-False-no").Start();

        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal("d", incident.ActivityId);
        run.Happen("other");
        Assert.Equal(WorkflowStatus.Running, run.State.Status);
        run.Send(new RetryStimulus(incident.Id, "True"));

        Assert.Contains("yes", run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void An_endless_script_becomes_an_incident()
    {
        var run = new Chart().Node("d", "Elsa.FlowDecision", ("condition", Chart.Js("while (true) {}", "Boolean"))).Start();

        Assert.Equal("script-steps", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void A_delay_waits_for_its_instant_and_no_timer_is_left_behind()
    {
        var run = new Chart().Node("wait", "Elsa.Delay", ("timeSpan", Chart.Literal("1.00:00:00", "TimeSpan"))).Line("end").Arrow("wait-end").Start();
        var timer = run.Effects.OfType<StartTimer>().Single();

        Assert.Equal(Chart.Noon.AddDays(1), timer.DueAt);
        run.Send(new TimerStimulus(timer.BookmarkId));

        Assert.Equal(["end"], run.Lines);
        Assert.Empty(run.Effects.OfType<CancelTimer>());
    }

    [Fact]
    public void The_same_stimuli_give_the_same_state_and_journal()
    {
        string Play()
        {
            var run = ThreeSteps().Start().Answer("accept", "ok").Answer("assess", "ok");
            run.Send(new ReturnStimulus(BookmarkOf(run), "accept"));
            return StateJson.Write(run.State) + StateJson.Write(run.Journal);
        }

        Assert.Equal(Play(), Play());
    }

    [Fact]
    public void Routing_for_an_area_that_nobody_knows_becomes_an_incident()
    {
        var run = new Chart().Input("Area", "String").Node("r", "OneWindow.RouteToBody", ("kind", Chart.Literal("station")), ("level", Chart.Literal("township"))).Start(("Area", "000000"));

        Assert.Equal("area-unknown", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void An_activity_that_breaks_becomes_an_incident_and_not_a_lost_case()
    {
        var plan = Plan.Compile(DefinitionReader.Read(new Chart().Node("b", "Test.Broken").Json()), ActivityRegistry.From(typeof(ActivityRegistry).Assembly, typeof(Broken).Assembly));

        var incident = Assert.Single(Run.Of(plan).State.Incidents);

        Assert.Equal("activity-broke", incident.Code);
        Assert.DoesNotContain("secret", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_of_the_wrong_type_is_refused()
    {
        var refused = Assert.Throws<RefusedException>(() => new Chart().Input("Amount", "Int32").Line("a").Start(("Amount", "many")));

        Assert.Equal("input-invalid", refused.Code);
    }

    [Fact]
    public void A_container_that_faulted_is_not_run_from_its_beginning_again()
    {
        var run = new Chart().Line("a").Step("x", "to", "out").Step("y", "to", "out").Line("end")
            .Arrow("a-x", "a-y", "x-to-y", "y-to-x", "x-out-end", "y-out-end").Start();
        run.Answer("x", "to");
        if (run.State.Incidents.Count == 0) run.Answer("y", "to");

        Assert.Equal("retry-not-here", Assert.Throws<RefusedException>(() => run.Send(new RetryStimulus(run.State.Incidents[0].Id, null))).Code);
    }

    /// <summary>An activity with a mistake in it.</summary>
    public sealed class Broken : Activity
    {
        public override ActivityDescriptor Descriptor { get; } = new("Test.Broken", new("坏", "Broken"), new("坏", "Broken"));

        public override Outcome Execute(ActivityContext context) => throw new InvalidOperationException("secret");
    }
}
