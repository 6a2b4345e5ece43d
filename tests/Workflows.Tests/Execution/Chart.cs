using System.Text;
using System.Text.Json;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Tests.Execution;

/// <summary>Writes small flowcharts the short way: nodes as id:type, arrows as a-Port-b.</summary>
internal sealed class Chart
{
    private readonly List<string> _nodes = [];
    private readonly List<string> _arrows = [];
    private readonly List<string> _variables = [];
    private readonly List<string> _inputs = [];

    public static readonly DateTimeOffset Noon = new(2026, 9, 29, 12, 0, 0, TimeSpan.FromHours(8));

    public static readonly EngineFacts Facts = new(
        WorkCalendar.Parse(File.ReadAllText(Folder("calendar.json"))),
        OrganisationDirectory.Parse(File.ReadAllText(Folder("organisations.json"))));

    /// <summary>The shipped workflows, for those that use each other as activities.</summary>
    public static readonly IWorkflowLibrary Shipped = new WorkflowLibrary(
        Directory.EnumerateFiles(Folder(""), "workflow.json", SearchOption.AllDirectories).Select(f => DefinitionReader.Read(File.ReadAllText(f))));

    /// <summary>The world of the shipped services, in which they find the workflows that they use.</summary>
    public static readonly EngineFacts ShippedFacts = Facts with { Workflows = Shipped };

    /// <summary>A shipped definition, or an edited version of one, with what it uses.</summary>
    public static Plan Compiled(WorkflowDefinition definition) => Plan.Compile(definition, OneWindow.Workflows.Activities.ActivityRegistry.BuiltIn, Shipped);

    public static string Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "workflows-json"))) return Path.Combine(at.FullName, "workflows-json", name);
        throw new DirectoryNotFoundException("workflows-json");
    }

    public static string Literal(string value, string type = "String") => Wrapped(type, "Literal", value);

    public static string Js(string code, string type = "Object") => Wrapped(type, "JavaScript", code);

    private static string Wrapped(string type, string kind, string value) =>
        $$$"""{"typeName":"{{{type}}}","expression":{"type":"{{{kind}}}","value":{{{JsonSerializer.Serialize(value)}}}}}""";

    public Chart Node(string id, string type, params (string Name, string Json)[] properties)
    {
        _nodes.Add($$"""{"id":"{{id}}","type":"{{type}}","version":1{{string.Concat(properties.Select(p => $",\"{p.Name}\":{p.Json}"))}}}""");
        return this;
    }

    /// <summary>A node that writes its own id, so that the order of running shows.</summary>
    public Chart Line(params string[] ids)
    {
        foreach (var id in ids) Node(id, "Elsa.WriteLine", ("text", Literal(id)));
        return this;
    }

    /// <summary>A node that waits for an event of its own name.</summary>
    public Chart Wait(params string[] ids)
    {
        foreach (var id in ids) Node(id, "Elsa.Event", ("eventName", Literal(id)));
        return this;
    }

    public Chart Step(string id, params string[] outcomes) => Node(id, "OneWindow.HandleStep",
        ("title", Literal(id)), ("body", Literal("federation-disabled")),
        ("outcomes", Wrapped("Object", "Object", JsonSerializer.Serialize(outcomes.Select(o => new { key = o, name = o })))));

    public Chart Arrow(params string[] arrows)
    {
        foreach (var arrow in arrows)
        {
            var parts = arrow.Split('-');
            var (source, port, target) = parts.Length == 3 ? (parts[0], parts[1], parts[2]) : (parts[0], "Done", parts[1]);
            _arrows.Add($$$"""{"source":{"activity":"{{{source}}}","port":"{{{port}}}"},"target":{"activity":"{{{target}}}","port":"In"}}""");
        }
        return this;
    }

    public Chart Variable(string name, string type, string value)
    {
        _variables.Add($$"""{"id":"{{name}}","name":"{{name}}","typeName":"{{type}}","isArray":false,"value":{{JsonSerializer.Serialize(value)}}}""");
        return this;
    }

    public Chart Input(string name, string type)
    {
        _inputs.Add($$"""{"name":"{{name}}","type":"{{type}}","displayName":"{{name}}"}""");
        return this;
    }

    public string Json() => new StringBuilder("""{"id":"test-v1","definitionId":"test","name":"Test","version":1,"isLatest":true,"isPublished":true,"variables":[""")
        .AppendJoin(',', _variables).Append("""],"inputs":[""").AppendJoin(',', _inputs)
        .Append("""],"root":{"id":"fc","type":"Elsa.Flowchart","version":1,"activities":[""").AppendJoin(',', _nodes)
        .Append("""],"connections":[""").AppendJoin(',', _arrows).Append("]}}").ToString();

    public Run Start(params (string Name, Value Value)[] input) => Run.Of(Plan.Compile(DefinitionReader.Read(Json())), input);

    public Run Start(FlowchartMode mode) =>
        Run.Of(Plan.Compile(DefinitionReader.Read(Json())), new StartStimulus(new Dictionary<string, Value>(StringComparer.Ordinal)) { Mode = mode }, Facts);
}

/// <summary>A run whose state is written and read back after every burst, as a host does it.</summary>
internal sealed class Run
{
    private readonly EngineFacts _facts;
    private Plan _plan;

    private Run(Plan plan, EngineFacts facts) => (_plan, _facts) = (plan, facts);

    public WorkflowState State { get; private set; } = null!;
    public List<Effect> Effects { get; } = [];
    public List<JournalEntry> Journal { get; } = [];
    public DateTimeOffset Now { get; set; } = Chart.Noon;

    public string Output(string name) => State.Output[name].AsText;

    public IEnumerable<string> Lines => Effects.OfType<WriteLine>().Select(w => w.Text);

    public static Run Of(Plan plan, params (string Name, Value Value)[] input) =>
        Of(plan, new StartStimulus(input.ToDictionary(i => i.Name, i => i.Value)), Chart.Facts);

    public static Run Of(Plan plan, StartStimulus start, EngineFacts facts)
    {
        var run = new Run(plan, facts);
        run.Take(Engine.Start(plan, start, run.Now, facts));
        return run;
    }

    public Run Happen(string @event) => Send(new EventStimulus(@event, Value.Null));

    public Run Send(Stimulus stimulus)
    {
        Take(Engine.Advance(_plan, State, stimulus, Now, _facts));
        return this;
    }

    /// <summary>Time goes on, and the timer that is due first fires.</summary>
    public Run Wait()
    {
        var due = State.Bookmarks.Where(b => b.DueAt is not null).MinBy(b => b.DueAt)!;
        Now = due.DueAt!.Value;
        return Send(new TimerStimulus(due.Id));
    }

    public Run Answer(string activity, string outcome, string? opinion = null)
    {
        var item = Effects.OfType<OpenWorkItem>().Last(i => i.ActivityId == activity);
        return Send(new AnswerStimulus(item.BookmarkId, outcome, opinion, Value.Null));
    }

    /// <summary>Goes on with another version of the definition.</summary>
    public void GoOn(Plan plan, WorkflowState state) => (_plan, State) = (plan, StateJson.Read(StateJson.Write(state)));

    private void Take(BurstResult result)
    {
        State = StateJson.Read(StateJson.Write(result.State));
        Effects.AddRange(result.Effects);
        Journal.AddRange(result.Journal);
    }
}
