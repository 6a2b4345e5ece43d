using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Journals;

/// <summary>Runs as one build wrote them, with the definition they ran by. A file is written once and never again.</summary>
public sealed record Recording(JsonElement Definition, IReadOnlyList<RecordedRun> Runs)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Folder { get; } = Chart.Folder("../tests/Workflows.Tests/Journals");

    /// <summary>Calendar and bodies as they were, for the shipped ones change.</summary>
    public static EngineFacts Facts { get; } = new(
        WorkCalendar.Parse(File.ReadAllText(Path.Combine(Folder, "facts", "calendar.json"))),
        OrganisationDirectory.Parse(File.ReadAllText(Path.Combine(Folder, "facts", "organisations.json"))));

    public static Recording Read(string file) =>
        JsonSerializer.Deserialize<Recording>(File.ReadAllText(Path.Combine(Folder, file)), Options) ?? throw new InvalidDataException(file);

    /// <exception cref="IOException">The file is there already.</exception>
    public void Write(string file)
    {
        using var stream = new FileStream(Path.Combine(Folder, file), FileMode.CreateNew);
        JsonSerializer.Serialize(stream, this, Options);
        stream.WriteByte((byte)'\n');
    }

    public Plan Plan() => Workflows.Execution.Plan.Compile(DefinitionReader.Read(Definition.GetRawText()));

    public static JsonElement Json(IReadOnlyList<Effect> effects) => JsonSerializer.SerializeToElement(effects, Options);

    public static JsonElement Element(string json) => JsonElement.Parse(json);
}

/// <summary>One run from its start.</summary>
public sealed record RecordedRun(string Name, IReadOnlyList<RecordedBurst> Bursts)
{
    public override string ToString() => Name;
}

/// <summary>What moved the instance, and what came of it: journal and effects of the burst, the state after it.</summary>
public sealed record RecordedBurst(DateTimeOffset At, JsonElement Stimulus, JsonElement Journal, JsonElement Effects, JsonElement State)
{
    public static RecordedBurst Of(DateTimeOffset at, Stimulus stimulus, BurstResult result) => new(
        at, Recording.Element(StateJson.Write(stimulus)), Recording.Element(StateJson.Write(result.Journal)),
        Recording.Json(result.Effects), Recording.Element(StateJson.Write(result.State)));

    /// <summary>The state exactly as it was stored.</summary>
    public WorkflowState ReadState() => StateJson.Read(State.GetRawText());

    public Stimulus ReadStimulus() => StateJson.ReadStimulus(Stimulus.GetRawText());

    /// <summary>Fails unless the burst did what was recorded.</summary>
    public void AssertSame(BurstResult result, string where)
    {
        var (before, after) = (Told(StateJson.ReadJournal(Journal.GetRawText())), Told(result.Journal));
        Assert.True(before == after, $"{where}: the journal was\n{before}\nand is now\n{after}");
        Assert.True(JsonElement.DeepEquals(Effects, Recording.Json(result.Effects)),
            $"{where}: the effects were {Effects}, now they are {Recording.Json(result.Effects)}");
        var (then, now) = (ReadState(), result.State);
        Assert.Equal((then.Status, then.SubStatus), (now.Status, now.SubStatus));
        Assert.Equal(then.Bookmarks, now.Bookmarks);
        Assert.Equal(then.Incidents, now.Incidents);
    }

    /// <summary>What happened, in order. A step that ends at once may tell only its end, so beginnings and numbers are left out.</summary>
    private static string Told(IReadOnlyList<JournalEntry> journal) =>
        string.Join('\n', journal.Where(e => e.Event != "Started").Select(e => $"{e.Event} {e.ActivityId} {e.Type} {e.Detail}"));
}
