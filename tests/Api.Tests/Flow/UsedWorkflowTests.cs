using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Flow;

/// <summary>A workflow that stands in a folder by itself and is used by a service as an activity, with a step that a person answers.</summary>
public sealed class UsedWorkflowTests : IDisposable
{
    private const string Shared =
        """
        {"id":"second-look-v1","definitionId":"second-look","name":"Second Look","version":1,"toolVersion":"3.8.0.0","isLatest":true,"isPublished":true,
        "options":{"usableAsActivity":true},"outcomes":["Done"],
        "root":{"id":"look","type":"Elsa.Sequence","version":1,"activities":[{"id":"ask","type":"OneWindow.HandleStep","version":1,
        "title":{"typeName":"String","expression":{"type":"Literal","value":"复核"}},"body":{"typeName":"String","expression":{"type":"Literal","value":"federation-disabled"}},
        "outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[{\"key\":\"seen\",\"name\":\"已阅\"}]"}}}]}}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-used-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_check_of_a_folder_follows_it()
    {
        Configure();
        var check = new FolderCheck(_folder.FullName);
        check.Run();
        Assert.Equal(Directory.GetFiles(_folder.FullName, "workflow.json", SearchOption.AllDirectories).Length, check.Definitions);
        Assert.Contains(check.Proofs, p => p.StartsWith("temporary-relief/workflow.json: sound", StringComparison.Ordinal));
        // The scenarios know nothing of the new step and stop at it; nothing else is found.
        Assert.All(check.Findings, f => Assert.Contains("temporary-relief/scenarios.json", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_answers_a_step_within_it_and_the_case_goes_on()
    {
        Configure();
        await using var api = new ApiFactory();
        await using (var scope = api.Services.CreateAsyncScope())
        {
            var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
            await loader.ImportAsync(_folder.FullName, Answers.Ct);
            await loader.LoadAsync(Answers.Ct);
        }
        var driver = new CaseDriver(api);
        var number = await driver.RegisterAsync(Application.Relief);

        Assert.Equal(["flow:second/ask"], CaseDriver.Open(await driver.CaseAsync(number)));
        var task = await driver.TaskAsync(number, "flow:second/ask");
        Assert.Equal(("复核", "federation-disabled.handler"), (task.Text("title"), CaseDriver.HolderOf(task)));

        await driver.AnswerAsync(number, "flow:second/ask", "seen");

        Assert.Equal(["accept"], CaseDriver.Open(await driver.CaseAsync(number)));
    }

    private void Configure()
    {
        Repository.CopyBuiltInTo(_folder);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "second-look"));
        File.WriteAllText(Path.Combine(_folder.FullName, "second-look", "workflow.json"), Shared);
        Insert(Path.Combine(_folder.FullName, "temporary-relief", "workflow.json"));
    }

    /// <summary>Puts the used workflow between the start and what came first.</summary>
    private static void Insert(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        var flow = json["root"]!;
        flow["activities"]!.AsArray().Add(new JsonObject { ["id"] = "second", ["type"] = "SecondLook", ["version"] = 1, ["workflowDefinitionId"] = "second-look" });
        var first = flow["connections"]!.AsArray().Single(c => (string?)c!["source"]!["activity"] == "start")!;
        var then = (string)first["target"]!["activity"]!;
        first["target"]!["activity"] = "second";
        flow["connections"]!.AsArray().Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "second", ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = then, ["port"] = "In" },
        });
        File.WriteAllText(file, json.ToJsonString());
    }
}
