using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Conformance;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Stress;

/// <summary>A thousand branches at once, in every way to have them.</summary>
public sealed class WideForks
{
    private const int Branches = 1_000;

    public static TheoryData<string> Ways => ["parallel", "fork", "any", "each", "bulk", "counter", "token", "race-counter", "race-token"];

    private static string[] Names(int count) => [.. Enumerable.Range(0, count).Select(i => $"b{i}")];

    private static Definition Of(string way, string[] names, Func<string, string> branch) => way switch
    {
        "parallel" => new(Sequence("q", Parallel("p", [.. names.Select(branch)]), Line("after"))),
        "fork" => new(Sequence("q", Fork("k", "WaitAll", [.. names.Select(branch)]), Line("after"))),
        "any" => new(Sequence("q", Fork("k", "WaitAny", [.. names.Select(branch)]), Line("after"))),
        "each" => new(Sequence("q", ForEach("f", List(names.Select(Text)), Shared("getCurrentValue()", branch), "ParallelForEach"), Line("after"))),
        "bulk" => new Definition(Sequence("q", Bulk(names), Line("after"))).With(new Definition(Shared("getInput('Item')", branch)) { Id = "child" }),
        "counter" => Chart(names, branch, "WaitAll", FlowchartMode.Counter),
        "token" => Chart(names, branch, "WaitAll", FlowchartMode.Token),
        "race-counter" => Chart(names, branch, "WaitAny", FlowchartMode.Counter),
        _ => Chart(names, branch, "WaitAny", FlowchartMode.Token),
    };

    private static string Shared(string name, Func<string, string> branch) =>
        branch("x").Contains("Elsa.Event", StringComparison.Ordinal) ? Activity("e", "Event", ("eventName", Js(name, "String"))) : branch("x");

    private static string Bulk(string[] names) => Activity("b", "BulkDispatchWorkflows", ("workflowDefinitionId", Literal("child")), ("items", Data(List(names.Select(Text)))));

    private static Definition Chart(string[] names, Func<string, string> branch, string mode, FlowchartMode flow) => new(Flowchart("fc",
        [Line("s"), .. names.Select(branch), Join("j", mode), Line("after")], [.. names.SelectMany(n => new[] { $"s-{n}", $"{n}-j" }), "j-after"]))
    { Mode = flow };

    private static bool IsRace(string way) => way == "any" || way.StartsWith("race", StringComparison.Ordinal);

    private static int Afters(BurstResult result) => result.Effects.OfType<WriteLine>().Count(l => l.Text == "after");

    [Theory]
    [MemberData(nameof(Ways))]
    public void Branches_that_do_not_wait_meet_once_at_a_cost_that_grows_with_their_number(string way) =>
        Growth.OfStartIsLinear(Branches, count => Of(way, Names(count), Line));

    [Theory]
    [MemberData(nameof(Ways))]
    public void Bookmarks_resumed_in_any_order_are_none_lost_and_none_used_twice(string way)
    {
        var names = Names(way is "counter" or "token" or "parallel" ? Branches : Branches / 5);
        var definition = Of(way, names, Wait);
        var (plan, facts) = definition.Compile();
        var result = Engine.Start(plan, Growth.Nothing(definition), Execution.Chart.Noon, facts);
        Assert.Equal(names.Length, result.State.Bookmarks.Count);
        new Random(11).Shuffle(names);

        for (var i = 0; i < (IsRace(way) ? 1 : names.Length); i++)
        {
            Assert.Equal(0, Afters(result));
            result = Engine.Advance(plan, result.State, new EventStimulus(names[i], Value.Null), Execution.Chart.Noon, facts);
            if (!IsRace(way)) Assert.Equal(names.Length - i - 1, result.State.Bookmarks.Count);
        }

        Assert.Equal(1, Afters(result));
        Assert.Equal(WorkflowSubStatus.Finished, result.State.SubStatus);
        Assert.False(result.State.IsAlive);
    }

    [Fact]
    public void A_bookmark_resumed_twice_is_refused_and_changes_nothing()
    {
        var timers = Names(100).Select(n => Activity(n, "Delay", ("timeSpan", Literal("01:00:00", "TimeSpan")))).ToArray();
        var (plan, facts) = new Definition(Parallel("p", timers)).Compile();
        var state = Engine.Start(plan, new StartStimulus(Growth.NoInput), Execution.Chart.Noon, facts).State;

        foreach (var bookmark in state.Bookmarks.Reverse().SkipLast(1).ToList())
        {
            var timer = new TimerStimulus(bookmark.Id);
            state = Engine.Advance(plan, state, timer, Execution.Chart.Noon, facts).State;
            var before = StateJson.Write(state);
            Assert.Equal("bookmark-gone", Assert.Throws<RefusedException>(() => Engine.Advance(plan, state, timer, Execution.Chart.Noon, facts)).Code);
            Assert.Equal(before, StateJson.Write(state));
        }
        Assert.Single(state.Bookmarks);
    }

    [Fact]
    public void A_thousand_early_events_each_find_the_step_that_comes_to_wait()
    {
        var names = Names(Branches);
        var (plan, facts) = new Definition(Sequence("q", Wait("go"), Parallel("p", [.. names.Select(Wait)]), Line("after"))).Compile();
        var state = Engine.Start(plan, new StartStimulus(Growth.NoInput), Execution.Chart.Noon, facts).State;
        foreach (var name in names) state = Engine.Advance(plan, state, new EventStimulus(name, Value.Null), Execution.Chart.Noon, facts).State;

        var result = Engine.Advance(plan, state, new EventStimulus("go", Value.Null), Execution.Chart.Noon, facts);

        Assert.Equal(1, Afters(result));
        Assert.Null(result.State.Unheard);
    }

    [Fact]
    public void Faults_in_the_middle_of_a_burst_stop_nothing_else_and_are_mended_in_any_order()
    {
        var names = Names(Branches);
        var (plan, facts) = new Definition(Sequence("q", Parallel("p", [.. names.Select((n, i) => i % 10 == 0 ? Activity(n, "Fault") : Line(n))]), Line("after"))).Compile();
        var result = Engine.Start(plan, new StartStimulus(Growth.NoInput), Execution.Chart.Noon, facts);
        Assert.Equal(Branches / 10, result.State.Incidents.Count);
        Assert.Equal(Branches - Branches / 10, result.Effects.OfType<WriteLine>().Count());
        var incidents = result.State.Incidents.ToArray();
        new Random(3).Shuffle(incidents);

        foreach (var incident in incidents)
            result = Engine.Advance(plan, result.State, new RetryStimulus(incident.Id, Outcome.DonePort), Execution.Chart.Noon, facts);

        Assert.Equal(1, Afters(result));
        Assert.Equal(WorkflowSubStatus.Finished, result.State.SubStatus);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Withdrawing_in_the_middle_of_everything_leaves_nothing(string way)
    {
        var definition = Of(way, Names(Branches), way is "each" or "bulk" ? Wait : n => Step(n, "ok"));
        var (plan, facts) = definition.Compile();
        var started = Engine.Start(plan, Growth.Nothing(definition), Execution.Chart.Noon, facts);

        var ended = Engine.Advance(plan, started.State, new CancelStimulus("withdrawn"), Execution.Chart.Noon, facts);

        Assert.False(ended.State.IsAlive);
        Assert.Empty(ended.State.Bookmarks);
        Assert.Empty(ended.State.Instances);
        Assert.Equal(started.Effects.OfType<OpenWorkItem>().Select(i => i.BookmarkId).Order(StringComparer.Ordinal), ended.Effects.OfType<CloseWorkItem>().Select(i => i.BookmarkId).Order(StringComparer.Ordinal));
    }
}
