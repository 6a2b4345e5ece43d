using System.Net;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;

namespace OneWindow.Api.Tests.Matters;

/// <summary>A county's own workflow for its matters, which does something before it waits for the parts.</summary>
public sealed class MatterStepsTests : IAsyncLifetime
{
    private const string Check = """
        {
          "id": "check", "name": "Check", "type": "OneWindow.HandleStep", "version": 1,
          "title": {"typeName": "String", "expression": {"type": "Literal", "value": "核对"}},
          "titleEn": {"typeName": "String", "expression": {"type": "Literal", "value": "Check"}},
          "residentText": {"typeName": "String", "expression": {"type": "Literal", "value": "窗口正在核对。"}},
          "residentTextEn": {"typeName": "String", "expression": {"type": "Literal", "value": "The window is checking."}},
          "body": {"typeName": "String", "expression": {"type": "JavaScript", "value": "getStation()"}},
          "role": {"typeName": "String", "expression": {"type": "Literal", "value": "clerk"}},
          "outcomes": {"typeName": "Object", "expression": {"type": "Object", "value": "[{\"key\": \"done\", \"name\": \"核对完毕\", \"nameEn\": \"Checked\"}]"}},
          "clock": {"typeName": "String", "expression": {"type": "Literal", "value": "run"}},
          "metadata": {"displayText": "核对", "designer": {"position": {"x": 120, "y": 160}, "size": {"width": 180, "height": 60}}}
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-matter-steps-");
    private readonly ApiFactory _api;
    private readonly CaseDriver _driver;

    public MatterStepsTests()
    {
        Repository.CopyBuiltInTo(_folder);
        var file = Path.Combine(_folder.FullName, "matter", "workflow.json");
        var workflow = JsonNode.Parse(File.ReadAllText(file))!;
        workflow["root"]!["activities"]!.AsArray().Add(JsonNode.Parse(Check));
        var connections = workflow["root"]!["connections"]!.AsArray();
        connections[0]!["target"]!["activity"] = "check";
        connections.Add(JsonNode.Parse("""{"source": {"activity": "check", "port": "done"}, "target": {"activity": "parts", "port": "In"}}"""));
        File.WriteAllText(file, workflow.ToJsonString());
        _api = new ApiFactory { Settings = new Dictionary<string, string> { ["Workflows:Folder"] = _folder.FullName } };
        _driver = new CaseDriver(_api);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_matter_whose_parts_have_ended_before_it_waits_for_them_does_not_wait(bool endsBefore)
    {
        var registered = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Application.StudentFamily.Body), HttpStatusCode.Created);
        var matter = registered.Text("number")!;
        if (!endsBefore) await _driver.AnswerAsync(matter, "check", "done");
        foreach (var part in registered.GetProperty("parts").EnumerateArray())
            await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{part.Text("number")}/withdraw", new { reason = "不办了" }));
        if (endsBefore) await _driver.AnswerAsync(matter, "check", "done");

        var closed = await _driver.CaseAsync(matter);
        Assert.Equal(("Closed", "none"), (closed.Text("status"), closed.Text("result")));
        Assert.Empty(CaseDriver.Open(closed));
        Assert.Single(await _driver.EntriesAsync(matter, "closed"));
        Assert.Empty(await StoreFindings.OfAsync(_api));
    }
}
