using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>Definitions come in as Elsa JSON, are checked, published and pinned; a fault in one never loses a case.</summary>
public sealed class DefinitionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task An_unknown_activity_and_a_dangling_connection_are_found_at_their_places()
    {
        var broken = Shipped("temporary-relief");
        Activity(broken, "triage")["type"] = "OneWindow.NoSuchThing";
        broken["root"]!["connections"]![0]!["target"]!["activity"] = "nowhere";
        var findings = (await CaseDriver.OkAsync(await SendAsync("office", "/api/workflows/check", broken))).GetProperty("findings").EnumerateArray().ToList();
        var unknown = Assert.Single(findings, f => f.Text("code") == "OW101-unknown-activity");
        Assert.Equal(("triage", "error"), (unknown.Text("activityId"), unknown.Text("severity")));
        Assert.Equal($"$.root.activities[{Position(broken, "triage")}].type", unknown.Text("path"));
        Assert.Equal("$.root.connections[0]", Assert.Single(findings, f => f.Text("code") == "OW103-dangling-connection").Text("path"));

        var before = await RowCounts.OfAsync(api);
        var problem = await (await SendAsync("admin", "/api/workflows", broken)).ProblemAsync(HttpStatusCode.BadRequest, "definition-invalid");
        Assert.Equal(
            findings.Where(f => f.Text("severity") == "error").Select(f => f.Text("path")).Distinct().Order(StringComparer.Ordinal),
            problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Theory]
    [InlineData("{\"root\":")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task What_is_no_definition_is_refused(string text) =>
        await (await (await api.ClientAsync("admin")).PostAsync("/api/workflows", new StringContent(text, Encoding.UTF8, "application/json"), Answers.Ct))
            .ProblemAsync(HttpStatusCode.BadRequest, "definition-invalid");

    [Theory]
    [InlineData("window")]
    [InlineData("office")]
    public async Task Only_administrators_import_and_publish(string by)
    {
        await (await SendAsync(by, "/api/workflows", Shipped("legal-aid"))).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await _driver.PostAsync(by, "/api/workflows/legal-aid/publish", null)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_shipped_definition_has_no_errors_and_comes_out_as_it_went_in()
    {
        var findings = await CaseDriver.OkAsync(await SendAsync("office", "/api/workflows/check", Shipped("disability-certificate")));
        Assert.DoesNotContain(findings.GetProperty("findings").EnumerateArray(), f => f.Text("severity") == "error");
        var client = await api.ClientAsync("office");
        var once = await client.GetStringAsync("/api/workflows/disability-certificate/versions/1", Answers.Ct);
        await CaseDriver.OkAsync(await SendAsync("admin", "/api/workflows", JsonNode.Parse(once)!), HttpStatusCode.Created);
        var twice = JsonNode.Parse(await client.GetStringAsync("/api/workflows/disability-certificate/versions/2", Answers.Ct))!;
        // A draft of the next version, and otherwise the same to the letter.
        Assert.Equal((2, false), (twice["version"]!.GetValue<int>(), twice["isPublished"]!.GetValue<bool>()));
        (twice["version"], twice["isPublished"]) = (1, true);
        var expected = JsonNode.Parse(once)!;
        expected["isLatest"] = true;
        Assert.Equal(expected.ToJsonString(), twice.ToJsonString());
    }

    [Fact]
    public async Task An_endless_loop_stops_in_time_and_the_case_goes_to_the_joint_office_which_tries_again_or_passes_over()
    {
        var pinned = await _driver.RegisterAsync(Application.LegalAid);
        await PublishAsync(d => Activity(d, "urgent-claim")["condition"]!["expression"]!["value"] = "while (true) { }");
        var number = await _driver.RegisterAsync(Application.LegalAid);
        var accepted = await _driver.AnswerAsync(number, "accept", "complete");
        var incident = Assert.Single(accepted.GetProperty("openTasks").EnumerateArray());
        Assert.Equal(("joint-office", "supervisor", "Incident"), (incident.Text("body"), incident.Text("role"), incident.Text("kind")));
        Assert.Contains("script-steps", incident.Text("titleEn"), StringComparison.Ordinal);

        // Trying again fails again and leaves one task; the decision itself was not lost.
        var again = await CaseDriver.OkAsync(await _driver.CompleteAsync("office", incident, "retry"));
        var second = Assert.Single(again.GetProperty("openTasks").EnumerateArray());
        Assert.NotEqual(incident.Text("id"), second.Text("id"));
        await (await _driver.CompleteAsync("office", second, "skip:False")).ProblemAsync(HttpStatusCode.BadRequest, "opinion-required");
        await CaseDriver.OkAsync(await _driver.CompleteAsync("office", second, "skip:False", "按普通程序审查"));
        Assert.Equal(["urgent"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Equal("InProgress", (await _driver.CaseAsync(number)).Text("status"));

        // The case that began before keeps the version it began with.
        await _driver.AnswerAsync(pinned, "accept", "complete");
        Assert.Equal(["urgent"], CaseDriver.Open(await _driver.CaseAsync(pinned)));
        Assert.Equal(1, (await _driver.CaseAsync(pinned)).GetProperty("definition").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_definition_that_is_not_sound_may_be_a_draft_but_is_not_published()
    {
        var unsound = JsonNode.Parse(File.ReadAllText(Planted("early-close")))!;
        var finding = Assert.Single((await CaseDriver.OkAsync(await SendAsync("office", "/api/workflows/check", unsound))).GetProperty("findings").EnumerateArray());
        Assert.Equal(("OW305-early-close", "error", "close"), (finding.Text("code"), finding.Text("severity"), finding.Text("activityId")));
        Assert.EndsWith("Shortest way: “accept” (受理) was answered complete; “decide” (审批) was answered approve.", finding.Text("message"), StringComparison.Ordinal);
        await CaseDriver.OkAsync(await SendAsync("admin", "/api/workflows", unsound), HttpStatusCode.Created);

        var problem = await (await _driver.PostAsync("admin", "/api/workflows/early-close/publish", null)).ProblemAsync(HttpStatusCode.BadRequest, "definition-invalid");

        Assert.Contains("OW305-early-close", problem.GetProperty("errors").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_nothing_to_publish_without_a_draft()
    {
        await (await _driver.PostAsync("admin", "/api/workflows/temporary-relief/publish", null)).ProblemAsync(HttpStatusCode.Conflict, "no-draft");
        await (await _driver.PostAsync("admin", "/api/workflows/no-such-workflow/publish", null)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private async Task PublishAsync(Action<JsonNode> change)
    {
        var definition = Shipped("legal-aid");
        change(definition);
        await CaseDriver.OkAsync(await SendAsync("admin", "/api/workflows", definition), HttpStatusCode.Created);
        await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/workflows/legal-aid/publish", null));
    }

    private Task<HttpResponseMessage> SendAsync(string by, string url, JsonNode definition) => _driver.PostAsync(by, url, definition);

    private static JsonNode Shipped(string service) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows-json", service, "workflow.json")))!;

    private static string Planted(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OneWindow.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests", "Workflows.Tests", "Definitions", "Unsound", $"{name}.json");
    }

    private static JsonNode Activity(JsonNode definition, string id) => definition["root"]!["activities"]![Position(definition, id)]!;

    private static int Position(JsonNode definition, string id) =>
        definition["root"]!["activities"]!.AsArray().Select((a, i) => (a, i)).Single(x => x.a!["id"]!.GetValue<string>() == id).i;
}
