using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using OneWindow.Workflows.Trial;

namespace OneWindow.Workflows.Tests.Elsa;

/// <summary>
/// Definitions as an Elsa 3 tool writes them, each with what running it must print and give. A run that names no mode
/// must come out alike in both.
/// </summary>
public sealed class Definitions_from_elsa
{
    private static readonly string Folder = Chart.Folder("../tests/Workflows.Tests/Elsa");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, Trial[]> Runs =
        JsonSerializer.Deserialize<Dictionary<string, Trial[]>>(File.ReadAllText(Path.Combine(Folder, "runs.json")), Json)!;

    private static readonly WorkflowLibrary Library = new(Files.Select(f => DefinitionReader.Read(File.ReadAllText(f.Data))));

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Where(f => Path.GetFileName(f) != "runs.json").Order(StringComparer.Ordinal)];

    public static TheoryData<string, int, FlowchartMode> All
    {
        get
        {
            var all = new TheoryData<string, int, FlowchartMode>();
            foreach (var (name, trials) in Runs)
                for (var i = 0; i < trials.Length; i++)
                    foreach (var mode in Enum.GetValues<FlowchartMode>())
                        if (trials[i].Mode is null || Enum.Parse<FlowchartMode>(trials[i].Mode!, ignoreCase: true) == mode) all.Add(name, i, mode);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Runs_as_in_elsa(string name, int run, FlowchartMode mode)
    {
        var expected = Runs[name][run];
        var facts = Chart.Facts with { Workflows = Library };
        var plan = Plan.Compile(DefinitionReader.Read(File.ReadAllText(Path.Combine(Folder, $"{name}.json"))), ActivityRegistry.BuiltIn, Library);
        var lines = new List<string>();
        var trial = new TrialRun(facts, mode, Chart.Noon, lines.Add);

        var state = trial.Start(plan, (expected.Input ?? []).ToDictionary(i => i.Key, i => Value.FromJson(i.Value), StringComparer.Ordinal));
        if (expected.ResumeAll) state = trial.ResumeAll(plan, state);

        Assert.Equal(expected.Lines, lines);
        Assert.Equal(expected.Waits, state.Bookmarks.Select(b => $"{Waits.NodeOf(plan, state, b, Library)!.Activity.Descriptor.Key} {b.EventName}"));
        Assert.Equal(expected.Incidents, state.Incidents.Select(i => $"{i.ActivityId} {i.Code}"));
        Assert.Equal((expected.Status, expected.SubStatus), (state.Status.ToString(), state.SubStatus.ToString()));
        Assert.True(JsonElement.DeepEquals(expected.Output, Value.NewObject(state.Output).ToJson()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Comes_out_as_it_went_in(string file)
    {
        var json = File.ReadAllText(file);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(DefinitionReader.Read(json).ToJson())));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Has_no_errors(string file) =>
        Assert.DoesNotContain(DefinitionValidator.Check(DefinitionReader.Read(File.ReadAllText(file)), Library), f => f.Severity == FindingSeverity.Error);

    private sealed record Trial(
        string[] Lines, string Status, string SubStatus, JsonElement Output, string[] Waits, string[] Incidents,
        Dictionary<string, JsonElement>? Input = null, string? Mode = null, bool ResumeAll = false);
}
