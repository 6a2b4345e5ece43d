using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Journals;

/// <summary>What a release records: ONEWINDOW_WRITE_JOURNALS=label writes label-*.json beside the older files.</summary>
public sealed class NewRecordings
{
    private static readonly Dictionary<string, string[]> Services = new(StringComparer.Ordinal)
    {
        ["disability-certificate"] = ["gaps-supplied", "dispute-upheld", "objection-issued", "review-returns", "hospital-returns"],
        ["legal-aid"] = ["straight", "urgent-limitation", "gaps-supplied", "objection-corrected", "centre-returns"],
        ["temporary-relief"] = ["ordinary-large", "urgent", "objection-then-granted", "township-returns", "withdrawn"],
    };

    /// <summary>Writes beside the older files where a release asks for it, else into a folder that goes away.</summary>
    [Fact]
    public void What_is_written_can_be_read_and_resumed()
    {
        var label = Environment.GetEnvironmentVariable("ONEWINDOW_WRITE_JOURNALS");
        var scratch = Directory.CreateTempSubdirectory("onewindow-journals-");
        try
        {
            foreach (var (name, recording) in All())
            {
                var file = Path.Combine(string.IsNullOrEmpty(label) ? scratch.FullName : Recording.Folder, $"{label}-{name}.json");
                recording.Write(file);
                var read = Recording.Read(file);
                Assert.Equal(recording.Runs.Sum(r => r.Bursts.Count), read.Runs.Sum(r => r.Bursts.Count));
                RecordedRuns.ResumeAll(read);
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_would_be_recorded_now_reaches_every_kind_of_waiting_point()
    {
        var recorded = All().SelectMany(r => r.Recording.Runs).SelectMany(r => r.Bursts).ToList();
        var kinds = recorded.SelectMany(b => b.ReadState().Bookmarks).Select(b => b.Kind).Distinct();

        Assert.Equal(Enum.GetValues<BookmarkKind>(), kinds.Order());
        Assert.Contains(recorded, b => b.ReadState().Incidents.Count > 0);
        Assert.Contains(recorded, b => b.ReadStimulus() is ReturnStimulus);
        Assert.Contains(recorded, b => b.ReadState().Status == WorkflowStatus.Finished);
    }

    private static IEnumerable<(string Name, Recording Recording)> All()
    {
        foreach (var (service, scenarios) in Services)
        {
            var definition = DefinitionReader.Read(File.ReadAllText(Chart.Folder($"{service}/workflow.json")));
            var written = Scenario.ReadAll(File.ReadAllText(Chart.Folder($"{service}/scenarios.json"))).Where(s => scenarios.Contains(s.Key));
            yield return (service, Of(definition.ToJson(), plan => written.Select(s => Recorder.Play(plan, s))));
        }
        yield return ("loop-with-joins", Of(LoopWithJoins(), plan =>
        [
            At(plan).Answer("first", "ok").Happen("right").Happen("left").Answer("ask", "again").Happen("left").Happen("right").Answer("ask", "stop").Done("two rounds"),
            At(plan).Answer("first", "ok").Happen("left").Happen("right").Answer("ask", "again").Happen("right").Happen("left").Answer("ask", "stop").Done("two rounds, branches the other way about"),
            At(plan).Answer("first", "ok").Happen("left").Happen("right").Return("ask", null).Answer("first", "ok").Happen("left").Happen("right").Answer("ask", "stop").Done("sent back past the join"),
        ]));
        yield return ("sequence-with-delay", Of(SequenceWithDelay, plan =>
            [At(plan, ("Who", "阿依")).Advance(TimeSpan.FromDays(2)).Happen("go").Done("time, then an event")]));
        yield return ("loop-of-tasks", Of(LoopOfTasks, plan =>
            [At(plan).Do("one").Do("two").Done("a task for each item"), At(plan).Do("one").Happen("stop").Done("left by the other branch")]));
        yield return ("incident", Of(Incident(), plan =>
        [
            At(plan).Happen("other").Retry("True").Done("passed over"),
            At(plan).Retry(null).Retry("False").Happen("other").Done("tried again in vain, then passed over"),
        ]));
    }

    private static Recording Of(string json, Func<Plan, IEnumerable<RecordedRun>> runs) =>
        new(Recording.Element(json), [.. runs(Plan.Compile(DefinitionReader.Read(json)))]);

    private static Recorder At(Plan plan, params (string Name, Value Value)[] input) =>
        new Recorder(plan, Chart.Noon).Start(input.ToDictionary(i => i.Name, i => i.Value, StringComparer.Ordinal));

    /// <summary>A loop with a join whose branches hold a flowchart of their own, and a step before it that may be sent back to.</summary>
    private static string LoopWithJoins() => new Chart().Variable("round", "Int32", "0")
        .Step("first", "ok").Wait("left").Line("join", "end")
        .Node("inner", "Elsa.Flowchart", ("activities", $$"""[{"id":"open","type":"Elsa.WriteLine","version":1,"text":{{Chart.Literal("open")}}},{"id":"hold","type":"Elsa.Event","version":1,"eventName":{{Chart.Literal("right")}}}]"""),
            ("connections", """[{"source":{"activity":"open","port":"Done"},"target":{"activity":"hold","port":"In"}}]"""))
        .Node("count", "Elsa.SetVariable", ("variable", """{"id":"round","name":"round","typeName":"Int32"}"""), ("value", Chart.Js("getRound() + 1")))
        .Step("ask", "again", "stop")
        .Arrow("first-ok-count", "count-left", "count-inner", "left-join", "inner-join", "join-ask", "ask-again-count", "ask-stop-end").Json();

    private const string SequenceWithDelay =
        """
        {"id":"late-v1","definitionId":"late","name":"Late","version":1,"isLatest":true,"isPublished":true,
        "variables":[{"id":"v1","name":"Greeting","typeName":"String","isArray":false,"value":""}],"inputs":[{"name":"Who","type":"String","displayName":"Who"}],
        "outputs":[{"name":"Said","type":"String","displayName":"Said"}],
        "root":{"id":"seq","type":"Elsa.Sequence","version":1,"activities":[
        {"id":"set","type":"Elsa.SetVariable","version":1,"variable":{"id":"v1","name":"Greeting","typeName":"String"},"value":{"typeName":"Object","expression":{"type":"JavaScript","value":"`Hello ${getWho()}`"}}},
        {"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"1.00:00:00"}}},
        {"id":"say","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"getGreeting()"}}},
        {"id":"event","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"go"}}},
        {"id":"out","type":"Elsa.SetOutput","version":1,"outputName":{"typeName":"String","expression":{"type":"Literal","value":"Said"}},"outputValue":{"typeName":"Object","expression":{"type":"JavaScript","value":"getGreeting()"}}}]}}
        """;

    /// <summary>A loop that waits in the middle, with the items it has still to go through in its state.</summary>
    private const string LoopOfTasks =
        """
        {"id":"tasks-v1","definitionId":"tasks","name":"Tasks","version":1,"isLatest":true,"isPublished":true,
        "variables":[{"id":"v1","name":"Last","typeName":"String","isArray":false,"value":""}],
        "root":{"id":"fork","type":"Elsa.Fork","version":1,"joinMode":"WaitAny","branches":[
        {"id":"each","type":"Elsa.ForEach","version":1,"items":{"typeName":"Object","expression":{"type":"Object","value":"[\"one\",\"two\"]"}},
        "body":{"id":"seq","type":"Elsa.Sequence","version":1,"activities":[
        {"id":"task","name":"Task","type":"Elsa.RunTask","version":1,"taskName":{"typeName":"String","expression":{"type":"JavaScript","value":"getCurrentValue()"}},
        "result":{"typeName":"Object","memoryReference":{"id":"v1"}}},
        {"id":"say","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"JavaScript","value":"`${getCurrentIndex()} ${getLast()}`"}}}]}},
        {"id":"stop","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"stop"}}}]}}
        """;

    private static string Incident() => new Chart().Variable("x", "Object", "").Line("a", "yes", "no").Wait("other")
        .Node("d", "Elsa.FlowDecision", ("condition", Chart.Js("getX().size > 1", "Boolean")))
        .Arrow("a-d", "a-other", "d-True-yes", "d-False-no").Json();
}
