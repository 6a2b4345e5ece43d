using System.Text.Json.Nodes;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Migration;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Migration;

/// <summary>What becomes of an instance that is moved, and what is refused.</summary>
public sealed class MovedInstances
{
    private static Plan Version(int version, Chart chart) => Version(version, chart.Json());

    private static Plan Version(int version, string json) => Plan.Compile(DefinitionReader.Read(json).With(version, isPublished: true));

    private static Chart TwoSteps(string second = "review") => new Chart().Step("accept", "ok").Step(second, "ok").Line("end").Arrow($"accept-ok-{second}", $"{second}-ok-end");

    private static Run At(Plan plan, params string[] answered)
    {
        var run = Run.Of(plan);
        foreach (var step in answered) run.Answer(step, "ok");
        return run;
    }

    private static MigrationRefusal Refused(Plan from, Plan to, WorkflowState state, Dictionary<string, string>? map = null)
    {
        var refused = Assert.Throws<RefusedException>(() => InstanceMigration.Apply(from, to, state, Chart.Facts, map));
        Assert.Equal("migration-refused", refused.Code);
        return Assert.Single(InstanceMigration.Preview(from, to, state, Chart.Facts, map).Refusals);
    }

    [Fact]
    public void A_waiting_step_keeps_its_bookmark_and_goes_on_by_the_new_version()
    {
        var (one, two) = (Version(1, TwoSteps()), Version(2, TwoSteps().Line("after").Arrow("end-after")));
        var run = At(one, "accept");

        var moved = InstanceMigration.Apply(one, two, run.State, Chart.Facts);
        run.GoOn(two, moved.After);
        run.Answer("review", "ok");

        Assert.Equal(run.Effects.OfType<OpenWorkItem>().Last().BookmarkId, Assert.Single(moved.Preview.Waits).BookmarkId);
        Assert.Equal(["end", "after"], run.Lines);
        Assert.Equal(2, run.State.DefinitionVersion);
    }

    [Fact]
    public void A_step_with_another_id_takes_over_where_the_map_says_so()
    {
        var (one, two) = (Version(1, TwoSteps()), Version(2, TwoSteps("check")));
        var run = At(one, "accept");
        var map = new Dictionary<string, string> { ["review"] = "check" };

        var wait = Assert.Single(InstanceMigration.Preview(one, two, run.State, Chart.Facts, map).Waits);
        run.GoOn(two, InstanceMigration.Apply(one, two, run.State, Chart.Facts, map).After);
        run.Send(new AnswerStimulus(wait.BookmarkId, "ok", null, default));

        Assert.Equal(("review", "check"), (wait.FromActivityId, wait.ToActivityId));
        Assert.Equal(["end"], run.Lines);
        Assert.Equal("step-gone", Refused(one, two, At(one, "accept").State).Code);
        Assert.Equal("done-again", Refused(one, two, At(one, "accept").State, new() { ["review"] = "accept" }).Code);
    }

    [Fact]
    public void A_step_of_another_kind_or_in_another_container_is_refused()
    {
        var one = Version(1, TwoSteps());
        var kind = Version(2, new Chart().Step("accept", "ok").Wait("review").Arrow("accept-ok-review"));
        var container = Version(2, new Chart().Step("accept", "ok").Node("box", "Elsa.Sequence", ("activities", $"[{StepJson("review")}]")).Arrow("accept-ok-box"));

        Assert.Equal("type-changed", Refused(one, kind, At(one, "accept").State).Code);
        Assert.Equal("container-changed", Refused(one, container, At(one, "accept").State).Code);
    }

    private static string StepJson(string id) =>
        JsonNode.Parse(new Chart().Step(id, "ok").Json())!["root"]!["activities"]![0]!.ToJsonString();

    [Fact]
    public void Control_that_waits_at_a_join_is_not_lost()
    {
        static Chart Fork() => new Chart().Line("start").Step("left", "ok").Step("right", "ok").Line("join");
        var one = Version(1, Fork().Arrow("start-left", "start-right", "left-ok-join", "right-ok-join"));
        var between = Version(2, Fork().Line("extra").Arrow("start-left", "start-right", "left-ok-extra", "extra-join", "right-ok-join"));
        var without = Version(2, Fork().Arrow("start-left", "start-right", "left-ok-join"));

        Assert.Equal("control-lost", Refused(one, between, At(one, "left").State).Code);
        Assert.Equal("join-complete", Refused(one, without, At(one, "left").State).Code);
        Assert.True(InstanceMigration.Preview(one, between, At(one, "right").State, Chart.Facts).CanApply);
    }

    [Fact]
    public void A_new_way_from_a_step_to_come_to_one_that_is_done_is_refused()
    {
        static Chart Fork() => new Chart().Line("start", "done").Step("left", "ok").Step("right", "ok").Step("after", "ok");
        var one = Version(1, Fork().Arrow("start-left", "start-right", "right-ok-done", "done-after"));
        var two = Version(2, Fork().Arrow("start-left", "start-right", "right-ok-done", "left-ok-done", "done-after"));

        Assert.Equal("late-arrival", Refused(one, two, At(one, "right").State).Code);
    }

    [Fact]
    public void Outcomes_of_an_open_step_follow_the_new_version_and_are_told()
    {
        var one = Version(1, TwoSteps());
        var two = Version(2, new Chart().Step("accept", "ok", "no").Step("review", "ok").Line("end", "stop").Arrow("accept-ok-review", "accept-no-stop", "review-ok-end"));
        var run = At(one);

        var preview = InstanceMigration.Preview(one, two, run.State, Chart.Facts);
        run.GoOn(two, InstanceMigration.Apply(one, two, run.State, Chart.Facts).After);
        run.Answer("accept", "no");

        Assert.Equal(["ok", "no"], Assert.Single(preview.Waits).Outcomes!.Select(o => o.Key));
        Assert.Single(preview.Changes);
        Assert.Equal(["stop"], run.Lines);
    }

    [Fact]
    public void Variables_are_carried_by_id_converted_or_refused()
    {
        static Chart With(string type, string value, string? extra = null)
        {
            var chart = new Chart().Variable("n", type, value).Wait("go").Node("say", "Elsa.WriteLine", ("text", Chart.Js("`${getN()}${typeof getExtra === 'undefined' ? '' : getExtra()}`"))).Arrow("go-say");
            return extra is null ? chart : chart.Variable("Extra", "String", extra);
        }
        var one = Version(1, With("String", "17"));
        var (number, word) = (Version(2, With("Int32", "1", "!")), Version(1, With("String", "many")));
        var run = At(one);

        var moved = InstanceMigration.Apply(one, number, run.State, Chart.Facts);
        run.GoOn(number, moved.After);
        run.Happen("go");

        Assert.Equal(["17!"], run.Lines);
        Assert.Equal(17d, moved.After.Instances[0].Variables!["n"].AsNumber);
        Assert.Equal("variable-type", Refused(word, number, At(word).State).Code);
    }

    [Fact]
    public void A_sequence_goes_on_behind_the_step_it_is_at()
    {
        static string Sequence(params string[] ids) => $$"""{"definitionId":"seq","version":1,"root":{"id":"s","type":"Elsa.Sequence","activities":[{{string.Join(',', ids.Select(Item))}}]} }""";
        static string Item(string id) => id == "go"
            ? $$"""{"id":"go","type":"Elsa.Event","eventName":{{Chart.Literal("go")}}}"""
            : $$"""{"id":"{{id}}","type":"Elsa.WriteLine","text":{{Chart.Literal(id)}}}""";
        var one = Version(1, Sequence("a", "b", "go", "c"));
        var two = Version(2, Sequence("b", "x", "go", "y", "c"));
        var run = At(one);

        var moved = InstanceMigration.Apply(one, two, run.State, Chart.Facts);
        run.GoOn(two, moved.After);
        run.Happen("go");

        Assert.Equal(["a", "b", "y", "c"], run.Lines);
        Assert.Contains("“x”", Assert.Single(moved.Preview.Changes).En, StringComparison.Ordinal);
        Assert.Equal("done-again", Refused(one, Version(2, Sequence("b", "go", "a", "c")), At(one).State).Code);
    }

    [Fact]
    public void An_incident_goes_with_its_step_and_can_be_passed_over()
    {
        static Chart Faulty(string condition) => new Chart().Node("d", "Elsa.FlowDecision", ("condition", Chart.Js(condition, "Boolean"))).Line("yes", "no").Arrow("d-True-yes", "d-False-no");
        var (one, two) = (Version(1, Faulty("null.x")), Version(2, Faulty("1 < 2")));
        var run = At(one);

        run.GoOn(two, InstanceMigration.Apply(one, two, run.State, Chart.Facts).After);
        run.Send(new RetryStimulus(run.State.Incidents[0].Id, null));

        Assert.Equal(["yes"], run.Lines);
    }

    [Fact]
    public void A_migration_is_undone_while_the_instance_has_not_moved()
    {
        var (one, two) = (Version(1, TwoSteps()), Version(2, TwoSteps().Line("after").Arrow("end-after")));
        var run = At(one);
        var before = StateJson.Write(run.State);
        var moved = InstanceMigration.Apply(one, two, run.State, Chart.Facts);

        Assert.Equal(before, StateJson.Write(InstanceMigration.Undo(moved, StateJson.Read(StateJson.Write(moved.After)))));
        run.GoOn(two, moved.After);
        run.Answer("accept", "ok");
        Assert.Equal("migration-moved-on", Assert.Throws<RefusedException>(() => InstanceMigration.Undo(moved, run.State)).Code);
    }

    [Fact]
    public void An_instance_that_has_ended_or_runs_another_version_is_refused()
    {
        var (one, two) = (Version(1, TwoSteps()), Version(2, TwoSteps()));

        Assert.Equal("workflow-ended", Refused(one, two, At(one, "accept", "review").State).Code);
        Assert.Equal("other-version", Refused(two, Version(3, TwoSteps()), At(one).State).Code);
    }

    [Fact]
    public void In_token_mode_tokens_go_with_their_arrows()
    {
        static Chart Fork() => new Chart().Line("start").Step("left", "ok").Step("right", "ok").Node("join", "Elsa.FlowJoin", ("mode", Chart.Literal("WaitAll"))).Line("end");
        var one = Version(1, Fork().Arrow("start-left", "start-right", "left-ok-join", "right-ok-join", "join-end"));
        var two = Version(2, Fork().Line("after").Arrow("right-ok-join", "start-left", "start-right", "left-ok-join", "join-end", "end-after"));
        var three = Version(2, Fork().Arrow("start-left", "start-right", "right-ok-join", "join-end"));
        var start = Engine.Start(one, new StartStimulus(new Dictionary<string, Value>()) { Mode = FlowchartMode.Token }, Chart.Noon, Chart.Facts);
        var left = start.Effects.OfType<OpenWorkItem>().First().BookmarkId;
        var half = Engine.Advance(one, start.State, new AnswerStimulus(left, "ok", null, default), Chart.Noon, Chart.Facts).State;

        var moved = InstanceMigration.Apply(one, two, half, Chart.Facts).After;
        var end = Engine.Advance(two, moved, new AnswerStimulus(moved.Bookmarks.Single().Id, "ok", null, default), Chart.Noon, Chart.Facts);

        Assert.Equal(["end", "after"], end.Effects.OfType<WriteLine>().Select(w => w.Text));
        Assert.Equal(WorkflowStatus.Finished, end.State.Status);
        Assert.Equal("control-lost", Refused(one, three, half).Code);
    }
}
