using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Bench.InMemory;

/// <summary>Plays one whole disability certificate through the engine, with nothing else around it.</summary>
internal static class EngineBench
{
    public static readonly string[] Header = ["", "workflows a second", "µs a resume", "µs of CPU", "KB a resume", "resumes"];

    public static readonly string[] StateHeader = ["", "bytes of the largest state", "µs of CPU to read and write it", "µs of CPU a resume", "×"];

    private static readonly DateTimeOffset Morning = new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Dictionary<string, (string Outcome, string Data)> Answers = new(StringComparer.Ordinal)
    {
        ["accept"] = ("complete", "{}"),
        ["designate"] = ("done", """{"hospital":"班玛县人民医院"}"""),
        ["assess"] = ("meets", """{"type":"4","grade":"2"}"""),
        ["review"] = ("approve", "{}"),
        ["issue"] = ("delivered", """{"delivery":"window"}"""),
    };

    private static readonly EngineFacts Facts = new(WorkCalendar.Parse(Text("calendar.json")), OrganisationDirectory.Parse(Text("organisations.json")));

    private static readonly StartStimulus Start = new(CaseInput.Of(
        "20260929000001", "disability-certificate", "632622100001", "county-station", 45, "male",
        JsonElement.Parse("""{"disabilityType":"4","outsideHomeCounty":false}"""),
        [new("id-card", "provided"), new("household-register", "provided"), new("photos", "provided"), new("application-form", "provided"), new("assessment-form", "provided")]));

    public static IEnumerable<string[]> Run(Effort effort)
    {
        var plan = Plan.Compile(DefinitionReader.Read(Text("disability-certificate/workflow.json")));
        var walk = Record(plan);
        var costs = Measure.Costs(effort,
            () => Engine.Start(plan, Start, Morning, Facts),
            () => Play(plan, walk),
            () => Stored(Start, Engine.Start(plan, Start, Morning, Facts)),
            () => PlayStored(plan, walk));
        yield return Row("in memory", costs[0], costs[1], walk.Count);
        yield return Row("state, stimulus and journal as JSON at each step", costs[2], costs[3], walk.Count);
    }

    /// <summary>A resume as a host makes it, from stored state to stored state, beside reading and writing that state alone.</summary>
    public static IEnumerable<string[]> States(Effort effort)
    {
        var plan = Plan.Compile(DefinitionReader.Read(Text("disability-certificate/workflow.json")));
        var walk = Record(plan);
        var states = new List<string> { StateJson.Write(Engine.Start(plan, Start, Morning, Facts).State) };
        foreach (var (stimulus, at) in walk) states.Add(StateJson.Write(Engine.Advance(plan, StateJson.Read(states[^1]), stimulus, at, Facts).State));
        var waiting = states.SkipLast(1).ToList();
        var costs = Measure.Costs(effort,
            () => waiting.ForEach(s => StateJson.Write(StateJson.Read(s))),
            () =>
            {
                for (var i = 0; i < walk.Count; i++) StateJson.Write(Engine.Advance(plan, StateJson.Read(waiting[i]), walk[i].Stimulus, walk[i].At, Facts).State);
            });
        yield return
        [
            "disability certificate, its six waits", $"{waiting.Max(s => System.Text.Encoding.UTF8.GetByteCount(s)):N0}",
            Report.Number(costs[0].Each(walk.Count).CpuMicroseconds), Report.Number(costs[1].Each(walk.Count).CpuMicroseconds),
            Report.Number(costs[1].CpuMicroseconds / costs[0].CpuMicroseconds),
        ];
    }

    private static string[] Row(string name, Cost start, Cost whole, int resumes)
    {
        var resume = whole.Without(start).Each(resumes);
        return [name, Report.Number(1_000_000 / whole.Microseconds), Report.Number(resume.Microseconds), Report.Number(resume.CpuMicroseconds), Report.Number(resume.Bytes / 1024), $"{resumes}"];
    }

    /// <summary>The stimuli of the way through; the engine is a pure function, so that they fit each run.</summary>
    private static List<(Stimulus Stimulus, DateTimeOffset At)> Record(Plan plan)
    {
        var walk = new List<(Stimulus, DateTimeOffset)>();
        var result = Engine.Start(plan, Start, Morning, Facts);
        var now = Morning;
        while (result.State.Status is WorkflowStatus.Running)
        {
            var item = result.Effects.OfType<OpenWorkItem>().Single();
            now = now.AddHours(1);
            Stimulus next;
            if (Answers.TryGetValue(item.ActivityId, out var answer))
                next = new AnswerStimulus(item.BookmarkId, answer.Outcome, "同意。", Value.FromJsonText(answer.Data));
            else
                (next, now) = (new TimerStimulus(item.BookmarkId), result.State.Bookmarks[0].DueAt!.Value);
            walk.Add((next, now));
            result = Engine.Advance(plan, result.State, next, now, Facts);
            if (result.State.Incidents.Count > 0) throw new InvalidOperationException(result.State.Incidents[0].Message);
        }
        return walk;
    }

    private static void Play(Plan plan, List<(Stimulus Stimulus, DateTimeOffset At)> walk)
    {
        var state = Engine.Start(plan, Start, Morning, Facts).State;
        foreach (var (stimulus, at) in walk) state = Engine.Advance(plan, state, stimulus, at, Facts).State;
    }

    /// <summary>As the application does it: what the database holds between two steps is text.</summary>
    private static void PlayStored(Plan plan, List<(Stimulus Stimulus, DateTimeOffset At)> walk)
    {
        var state = Stored(Start, Engine.Start(plan, Start, Morning, Facts));
        foreach (var (stimulus, at) in walk) state = Stored(stimulus, Engine.Advance(plan, StateJson.Read(state), stimulus, at, Facts));
    }

    private static string Stored(Stimulus stimulus, BurstResult result)
    {
        StateJson.Write(stimulus);
        StateJson.Write(result.Journal);
        return StateJson.Write(result.State);
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows-json", file));
}
