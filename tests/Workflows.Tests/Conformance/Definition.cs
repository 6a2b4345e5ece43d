using System.Text.Json;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>A definition around one activity, and the ways to run it.</summary>
internal sealed class Definition(string root)
{
    private readonly List<string> _variables = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];
    private readonly List<Definition> _library = [];
    private string _options = "{}";
    private string _outcomes = "[]";

    public string Id { get; init; } = "test";
    public int Version { get; init; } = 1;
    public bool IsPublished { get; init; } = true;
    public FlowchartMode Mode { get; init; }
    public IncidentPolicy Policy { get; init; }

    public Definition Variable(string name, string type, string value, string? storage = null)
    {
        var driver = storage is null ? "" : $",\"storageDriverTypeName\":\"{storage}\"";
        _variables.Add($$"""{"id":"{{name}}","name":"{{name}}","typeName":"{{type}}","isArray":false,"value":{{JsonSerializer.Serialize(value)}}{{driver}}}""");
        return this;
    }

    public Definition Input(string name, string type = "Object")
    {
        _inputs.Add($$"""{"name":"{{name}}","type":"{{type}}","displayName":"{{name}}"}""");
        return this;
    }

    public Definition Output(string name, string type = "Object")
    {
        _outputs.Add($$"""{"name":"{{name}}","type":"{{type}}","displayName":"{{name}}"}""");
        return this;
    }

    public Definition Options(string json, params string[] outcomes)
    {
        (_options, _outcomes) = (json, JsonSerializer.Serialize(outcomes));
        return this;
    }

    /// <summary>Another definition that this one may start or use.</summary>
    public Definition With(params Definition[] others)
    {
        _library.AddRange(others);
        return this;
    }

    public string Json() => $$"""
        {"id":"{{Id}}-v{{Version}}","definitionId":"{{Id}}","name":"{{Id}}","version":{{Version}},"toolVersion":"3.8.0.0","isLatest":true,
         "isPublished":{{(IsPublished ? "true" : "false")}},"variables":[{{string.Join(',', _variables)}}],"inputs":[{{string.Join(',', _inputs)}}],
         "outputs":[{{string.Join(',', _outputs)}}],"outcomes":{{_outcomes}},"options":{{_options}},"root":{{root}}}
        """;

    public Run Start(params (string Name, Value Value)[] input) => Start(new StartStimulus(input.ToDictionary(i => i.Name, i => i.Value)));

    public Run Start(StartStimulus start)
    {
        var (plan, facts) = Compile();
        return Run.Of(plan, start with { Mode = Mode, Incidents = Policy }, facts);
    }

    public (Plan Plan, EngineFacts Facts) Compile()
    {
        var library = new WorkflowLibrary([.. _library.Select(d => DefinitionReader.Read(d.Json())), DefinitionReader.Read(Json())]);
        return (Plan.Compile(DefinitionReader.Read(Json()), ActivityRegistry.BuiltIn, library), Chart.Facts with { Workflows = library });
    }
}
