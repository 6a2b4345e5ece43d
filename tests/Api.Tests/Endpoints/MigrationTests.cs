using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.Definitions;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>Running cases are moved to another version, seen beforehand and taken back; past cases are tried on it.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private const string Service = "legal-aid";
    private readonly ApiFactory _api = new();
    private readonly CaseDriver _driver;

    public MigrationTests() => _driver = new CaseDriver(_api);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Cases_are_previewed_moved_and_taken_back_as_far_as_they_have_not_moved_on()
    {
        var waiting = await _driver.RegisterAsync(Application.LegalAid);
        var further = await _driver.RegisterAsync(Application.LegalAid);
        await _driver.AnswerAsync(further, "accept", "complete");
        await ImportAsync(Renamed("urgent", "urgent-check"), publish: true);
        var dueBefore = (await _driver.TaskAsync(further, "urgent")).Text("dueOn");
        var map = new { from = 1, to = 2, map = new Dictionary<string, string> { ["urgent"] = "urgent-check" } };

        var without = await SendAsync("office", "preview", new { from = 1, to = 2 });
        Assert.Equal(("Movable", "Refused"), (StateOf(without, waiting), StateOf(without, further)));
        Assert.Equal("step-gone", Of(without, further).GetProperty("refusals")[0].Text("code"));
        Assert.Equal("Movable", StateOf(await SendAsync("office", "preview", map), further));
        Assert.Equal(1, await VersionOfAsync(further));

        var moved = await SendAsync("admin", "apply", map);
        Assert.Equal(("Moved", "Moved"), (StateOf(moved, waiting), StateOf(moved, further)));
        Assert.Equal((2, 2), (await VersionOfAsync(waiting), await VersionOfAsync(further)));
        Assert.Equal(dueBefore, (await _driver.TaskAsync(further, "urgent-check")).Text("dueOn"));
        Assert.Single(await _driver.EntriesAsync(further, "migrated"));
        Assert.Empty((await SendAsync("admin", "apply", map)).GetProperty("items").EnumerateArray());

        await _driver.AnswerAsync(further, "urgent-check", "normal");
        var undone = await SendAsync("admin", "undo", new { from = 1, to = 2 });
        Assert.Equal(("Undone", "Refused"), (StateOf(undone, waiting), StateOf(undone, further)));
        Assert.Equal("migration-moved-on", Of(undone, further).GetProperty("refusals")[0].Text("code"));
        Assert.Equal((1, 2), (await VersionOfAsync(waiting), await VersionOfAsync(further)));
        Assert.Single(await _driver.EntriesAsync(waiting, "migration-undone"));
        await _driver.AnswerAsync(waiting, "accept", "complete");
        Assert.Equal(["urgent"], CaseDriver.Open(await _driver.CaseAsync(waiting)));
    }

    [Fact]
    public async Task An_open_task_offers_the_answers_of_the_new_version_and_again_the_old_ones_after_going_back()
    {
        var number = await _driver.RegisterAsync(Application.LegalAid);
        var before = await OutcomesAsync(number);
        await ImportAsync(
            d =>
            {
                var outcomes = JsonNode.Parse((string)Activity(d, "accept")["outcomes"]!["expression"]!["value"]!)!.AsArray();
                outcomes.Add((JsonNode)new JsonObject { ["key"] = "elsewhere", ["name"] = "转其他窗口" });
                Activity(d, "accept")["outcomes"]!["expression"]!["value"] = outcomes.ToJsonString();
                d["root"]!["connections"]!.AsArray().Add(JsonNode.Parse("""{"source":{"activity":"accept","port":"elsewhere"},"target":{"activity":"notify-advised","port":"In"}}"""));
            },
            publish: true);

        var moved = await SendAsync("admin", "apply", new { from = 1, to = 2 });
        Assert.NotEmpty(Of(moved, number).GetProperty("changes").EnumerateArray());
        Assert.Equal([.. before, "elsewhere"], await OutcomesAsync(number));
        await SendAsync("admin", "undo", new { from = 1, to = 2 });
        Assert.Equal(before, await OutcomesAsync(number));
    }

    [Fact]
    public async Task A_case_that_somebody_answers_in_the_same_moment_is_moved_as_it_then_is()
    {
        var number = await _driver.RegisterAsync(Application.LegalAid);
        await ImportAsync(d => EditLimit(d, "decide", "5d"), publish: true);
        await using var scope = _api.Services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<OneWindowDb>(), scope.ServiceProvider.GetRequiredService<MigrationDesk>());
        var body = new MigrationBody(1, 2);
        var move = await desk.MoveAsync(Service, body, draftsToo: false, Answers.Ct);
        var admin = new Caller("admin", "Admin", [GlobalRoles.Admin], [], null);
        var runs = 0;

        var page = await desk.EachAsync(desk.Running(Service, 1), body, async id =>
        {
            if (runs++ == 0)
            {
                // Read first, answered by another meanwhile: what was read is stale.
                await db.Cases.SingleAsync(c => c.Id == id, Answers.Ct);
                await db.Instances.SingleAsync(i => i.CaseId == id, Answers.Ct);
                await _driver.AnswerAsync(number, "accept", "complete");
            }
            return await desk.ApplyAsync(id, move, admin, Answers.Ct);
        }, Answers.Ct);

        Assert.Equal(2, runs);
        Assert.Equal((number, MigratedCaseState.Moved, "urgent"), (page.Items[0].Number, page.Items[0].State, page.Items[0].Waits[0].ToActivityId));
        Assert.Equal(2, await VersionOfAsync(number));
        Assert.Equal(["urgent"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Single(await _driver.EntriesAsync(number, "migrated"));
    }

    [Fact]
    public async Task The_difference_between_a_version_and_a_draft_is_told_in_words()
    {
        await ImportAsync(d => EditLimit(d, "decide", "5wd"), publish: false);

        var entry = Assert.Single((await (await _api.ClientAsync("office")).JsonAsync($"/api/workflows/{Service}/diff?from=1&to=2")).GetProperty("items").EnumerateArray());

        Assert.Equal(("LimitChanged", "decide"), (entry.Text("kind"), entry.Text("activityId")));
        Assert.Contains("5个工作日", entry.GetProperty("text").Text("zh"), StringComparison.Ordinal);
        Assert.Contains("5 working days", entry.GetProperty("text").Text("en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_cases_are_tried_on_a_draft()
    {
        var number = await _driver.RegisterAsync(Application.LegalAid);
        await _driver.AnswerAsync(number, "accept", "out-of-scope", "属于工商登记咨询。");
        Assert.Equal("Closed", (await _driver.CaseAsync(number)).Text("status"));
        await ImportAsync(d => Activity(d, "close-advised")["result"]!["expression"]!["value"] = "withdrawn", publish: false);
        await ImportAsync(d => EditLimit(d, "decide", "5d"), publish: false);

        Assert.Equal("OtherEnd", Of(await ReplayAsync(2), number).Text("verdict"));
        Assert.Equal("Same", Of(await ReplayAsync(3), number).Text("verdict"));

        async Task<JsonElement> ReplayAsync(int to) =>
            await CaseDriver.OkAsync(await _driver.PostAsync("office", $"/api/workflows/{Service}/replay", new { from = 1, to }));
    }

    [Fact]
    public async Task What_cannot_be_asked_for_is_refused_with_a_code()
    {
        await ImportAsync(d => EditLimit(d, "decide", "5d"), publish: false);
        await RefusedAsync("office", "apply", new { from = 1, to = 2 }, HttpStatusCode.Forbidden, "forbidden");
        await RefusedAsync("office", "undo", new { from = 1, to = 2 }, HttpStatusCode.Forbidden, "forbidden");
        await RefusedAsync("window", "preview", new { from = 1, to = 2 }, HttpStatusCode.Forbidden, "forbidden");
        await RefusedAsync("admin", "apply", new { from = 1, to = 2 }, HttpStatusCode.Conflict, "version-unpublished");
        await RefusedAsync("admin", "preview", new { from = 1, to = 9 }, HttpStatusCode.NotFound, "not-found");
        await RefusedAsync("admin", "preview", new { from = 1, to = 1 }, HttpStatusCode.BadRequest, "request-invalid");
        await RefusedAsync("admin", "preview", new { from = 1, to = 2, map = new { accept = "nowhere" } }, HttpStatusCode.BadRequest, "request-invalid");
        await RefusedAsync("admin", "preview", new { from = 1, to = 2, map = new { accept = (string?)null } }, HttpStatusCode.BadRequest, "request-invalid");
        await (await (await _api.ClientAsync("window")).GetAsync($"/api/workflows/{Service}/diff?from=1&to=2", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task RefusedAsync(string by, string what, object body, HttpStatusCode status, string code) =>
        await (await _driver.PostAsync(by, $"/api/workflows/{Service}/migrations/{what}", body)).ProblemAsync(status, code);

    private async Task<JsonElement> SendAsync(string by, string what, object body) =>
        await CaseDriver.OkAsync(await _driver.PostAsync(by, $"/api/workflows/{Service}/migrations/{what}", body));

    private static JsonElement Of(JsonElement page, string number) => page.GetProperty("items").EnumerateArray().Single(i => i.Text("number") == number);

    private static string? StateOf(JsonElement page, string number) => Of(page, number).Text("state");

    private async Task<int> VersionOfAsync(string number) => (await _driver.CaseAsync(number)).GetProperty("definition").GetProperty("version").GetInt32();

    private async Task<List<string?>> OutcomesAsync(string number) =>
        [.. (await _driver.TaskAsync(number, "accept")).GetProperty("outcomes").EnumerateArray().Select(o => o.Text("key"))];

    private async Task ImportAsync(Action<JsonNode> change, bool publish)
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows-json", Service, "workflow.json"), Answers.Ct))!;
        change(definition);
        await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/workflows", definition), HttpStatusCode.Created);
        if (publish) await CaseDriver.OkAsync(await _driver.PostAsync("admin", $"/api/workflows/{Service}/publish", null));
    }

    private static Action<JsonNode> Renamed(string step, string id) => definition =>
    {
        Activity(definition, step)["id"] = id;
        foreach (var arrow in definition["root"]!["connections"]!.AsArray())
            foreach (var end in (string[])["source", "target"])
                if ((string)arrow![end]!["activity"]! == step) arrow[end]!["activity"] = id;
    };

    private static void EditLimit(JsonNode definition, string step, string limit) => Activity(definition, step)["limit"]!["expression"]!["value"] = limit;

    private static JsonNode Activity(JsonNode definition, string id) => definition["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == id)!;
}
