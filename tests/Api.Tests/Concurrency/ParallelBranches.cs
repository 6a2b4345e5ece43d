using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Concurrency;

/// <summary>Temporary relief with two steps that are open at the same time, before what the service ships with.</summary>
internal static class ParallelBranches
{
    public const string Left = "left";
    public const string Right = "right";

    /// <summary>The step behind the join.</summary>
    public const string After = "accept";

    public static async Task PublishAsync(ApiFactory api)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-branches-");
        try
        {
            Repository.CopyBuiltInTo(folder);
            Insert(Path.Combine(folder.FullName, "temporary-relief", "workflow.json"));
            await using var scope = api.Services.CreateAsyncScope();
            var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
            await loader.ImportAsync(folder.FullName, Answers.Ct);
            await loader.LoadAsync(Answers.Ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Insert(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        var (steps, connections) = (json["root"]!["activities"]!.AsArray(), json["root"]!["connections"]!.AsArray());
        steps.Add(Step(Left));
        steps.Add(Step(Right));
        steps.Add(JsonNode.Parse("""{"id":"both","type":"Elsa.FlowJoin","version":1,"mode":{"typeName":"String","expression":{"type":"Literal","value":"WaitAll"}}}"""));
        var first = connections.Single(c => (string?)c!["source"]!["activity"] == "start")!;
        var then = (string)first["target"]!["activity"]!;
        first["target"]!["activity"] = Left;
        foreach (var (from, port, to) in new[] { ("start", "Done", Right), (Left, "seen", "both"), (Right, "seen", "both"), ("both", "Done", then) })
        {
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
                ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
            });
        }
        File.WriteAllText(file, json.ToJsonString());
    }

    private static JsonNode? Step(string id) => JsonNode.Parse(
        """
        {"type":"OneWindow.HandleStep","version":1,"id":"*",
        "title":{"typeName":"String","expression":{"type":"Literal","value":"会签"}},
        "body":{"typeName":"String","expression":{"type":"Literal","value":"federation-disabled"}},
        "outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[{\"key\":\"seen\",\"name\":\"已阅\"}]"}}}
        """.Replace("*", id, StringComparison.Ordinal));
}
