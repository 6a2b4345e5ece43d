using System.Text.Json.Nodes;
using OneWindow.Domain.Catalogue;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis;

/// <summary>A shipped service, and versions of its definition made by small changes.</summary>
internal sealed class EditedService(string key)
{
    public string Json { get; } = File.ReadAllText(Chart.Folder($"{key}/workflow.json"));

    public ServiceDefinition Service { get; } = ServiceDefinition.Parse(File.ReadAllText(Chart.Folder($"{key}/service.json")));

    public Plan Plan => Chart.Compiled(DefinitionReader.Read(Json));

    public IReadOnlyList<Scenario> Scenarios => Scenario.ReadAll(File.ReadAllText(Chart.Folder($"{key}/scenarios.json")));

    public WorkflowDefinition With(params Action<JsonObject>[] changes)
    {
        var document = JsonNode.Parse(Json)!.AsObject();
        foreach (var change in changes) change(document);
        document["version"] = 2;
        return DefinitionReader.Read(document.ToJsonString());
    }

    public Plan PlanWith(params Action<JsonObject>[] changes) => Chart.Compiled(With(changes));

    public static JsonObject Step(JsonObject definition, string id) =>
        definition["root"]!["activities"]!.AsArray().Select(a => a!.AsObject()).Single(a => (string)a["id"]! == id);

    public static void Set(JsonObject step, string input, string value) => step[input]!["expression"]!["value"] = value;

    public static IEnumerable<JsonObject> Arrows(JsonObject definition) => definition["root"]!["connections"]!.AsArray().Select(c => c!.AsObject());

    public static string Source(JsonObject arrow) => (string)arrow["source"]!["activity"]!;

    public static string Target(JsonObject arrow) => (string)arrow["target"]!["activity"]!;

    public static void Connect(JsonObject definition, string source, string port, string target) =>
        definition["root"]!["connections"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
        });

    /// <summary>Puts a copy of a step behind it, on the way by one of its ports.</summary>
    public static Action<JsonObject> Doubled(string step, string port, string copy) => definition =>
    {
        var extra = Step(definition, step).DeepClone().AsObject();
        extra["id"] = copy;
        definition["root"]!["activities"]!.AsArray().Add((JsonNode)extra);
        var arrow = Arrows(definition).First(a => Source(a) == step && (string)a["source"]!["port"]! == port);
        foreach (var other in Arrows(definition).Where(a => Source(a) == step).ToList())
            Connect(definition, copy, (string)other["source"]!["port"]!, Target(other));
        arrow["target"]!["activity"] = copy;
    };

    public static Action<JsonObject> Removed(string step) => definition =>
    {
        definition["root"]!["activities"]!.AsArray().Remove(Step(definition, step));
        foreach (var arrow in Arrows(definition).Where(a => Source(a) == step || Target(a) == step).ToList()) definition["root"]!["connections"]!.AsArray().Remove(arrow);
    };

    public static Action<JsonObject> Renamed(string step, string id) => definition =>
    {
        Step(definition, step)["id"] = id;
        foreach (var arrow in Arrows(definition))
        {
            if (Source(arrow) == step) arrow["source"]!["activity"] = id;
            if (Target(arrow) == step) arrow["target"]!["activity"] = id;
        }
    };
}
