using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Tests.Office;

/// <summary>Long work goes on where it was when its node died, does nothing twice, can be stopped, and gives its result to who asked.</summary>
public sealed class LongRunTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-runs-");
    private readonly Lightning _lightning = new();
    private readonly ApiFactory _api;
    private readonly CaseDriver _driver;

    public LongRunTests()
    {
        _api = new ApiFactory { DataFolder = _folder.FullName, Interceptor = _lightning };
        _driver = new CaseDriver(_api);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_export_goes_on_on_another_node_and_has_every_line_once()
    {
        const int Lines = 1240;
        await FillAsync(Lines);
        var run = await StartExportAsync("office");
        // Of three pieces the first is stored, and the node dies while it stores the second.
        _lightning.StrikesAt = 3;
        await Assert.ThrowsAsync<FileStoreException>(() => WorkAsync(_api));
        var halfway = await GetAsync(_api, "office", run);
        Assert.Equal(("Running", 500, Lines), (halfway.Text("state"), halfway.GetProperty("done").GetInt32(), halfway.GetProperty("total").GetInt32()));

        await using var other = new ApiFactory { DataFolder = _folder.FullName, Clock = new ManualClock(_api.Clock.GetUtcNow()) };
        Assert.Equal(0, await WorkAsync(other));
        other.Clock.Advance(LongRun.Hold + TimeSpan.FromSeconds(1));
        Assert.Equal(2, await WorkAsync(other));

        var done = await GetAsync(other, "office", run);
        Assert.Equal(("Done", Lines), (done.Text("state"), done.GetProperty("done").GetInt32()));
        var client = await other.ClientAsync("office");
        var rows = LedgerTests.Xlsx(await client.GetByteArrayAsync($"/api/runs/{run}/result", Answers.Ct));
        var listed = await other.WithDbAsync(db => db.Cases.OrderByDescending(c => c.RegisteredAt).ThenByDescending(c => c.Number).Select(c => c.Number).ToListAsync(Answers.Ct));
        Assert.Equal(listed, rows.Skip(1).Select(r => r[0]));
        Assert.Equal(listed, LedgerTests.Csv(await client.GetByteArrayAsync($"/api/runs/{run}/result?format=csv", Answers.Ct)).Skip(1).Select(r => r[0]));
        await RefusedAsync(other, "admin", $"/api/runs/{run}/result", "run-without-result");
        await RefusedAsync(other, "window", $"/api/runs/{run}", "run-not-found");

        // After its time the result is gone, and that the work was done stays.
        other.Clock.Advance(LongRun.Kept);
        await WorkAsync(other);
        Assert.Equal(0, await other.WithDbAsync(db => db.LongRunParts.CountAsync(Answers.Ct)));
        await RefusedAsync(other, "office", $"/api/runs/{run}/result", "run-without-result");
        Assert.Equal("Done", (await GetAsync(other, "office", run)).Text("state"));
    }

    [Fact]
    public async Task Moving_cases_goes_on_with_the_first_that_was_not_moved()
    {
        const int Cases = 23;
        var numbers = new List<string>();
        for (var i = 0; i < Cases; i++) numbers.Add(await _driver.RegisterAsync(Application.LegalAid));
        await _driver.AnswerAsync(numbers[4], "accept", "complete");
        await PublishRenamedAsync("legal-aid", "urgent", "urgent-check");
        await (await _driver.PostAsync("office", "/api/workflows/legal-aid/migrations/start", new { from = 1, to = 2 })).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await _driver.PostAsync("admin", "/api/workflows/legal-aid/migrations/start", new { from = 1, to = 9 })).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        var run = (await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/workflows/legal-aid/migrations/start", new { from = 1, to = 2 }), HttpStatusCode.Accepted)).Text("id")!;
        // The claim, the count, and then a case with each: the node dies in the midst of them.
        _lightning.StrikesAt = 12;
        await Assert.ThrowsAsync<FileStoreException>(() => WorkAsync(_api));
        var halfway = (await GetAsync(_api, "admin", run)).GetProperty("done").GetInt32();
        Assert.InRange(halfway, 5, 15);
        Assert.Equal(halfway, await MovedAsync() + (await GetAsync(_api, "admin", run)).GetProperty("refused").GetInt32());

        _api.Clock.Advance(LongRun.Hold + TimeSpan.FromSeconds(1));
        await WorkAsync(_api);
        var done = await GetAsync(_api, "admin", run);
        Assert.Equal(("Done", Cases, 1), (done.Text("state"), done.GetProperty("done").GetInt32(), done.GetProperty("refused").GetInt32()));
        foreach (var number in numbers.Where(n => n != numbers[4])) Assert.Single(await _driver.EntriesAsync(number, "migrated"));
        var refused = LedgerTests.Xlsx(await (await _api.ClientAsync("admin")).GetByteArrayAsync($"/api/runs/{run}/result", Answers.Ct));
        Assert.Equal($"{numbers[4]} step-gone", string.Join(' ', Assert.Single(refused.Skip(1))[..2]));
        Assert.Empty(await StoreFindings.OfAsync(_api));

        var back = (await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/workflows/legal-aid/migrations/start", new { from = 1, to = 2, undo = true }), HttpStatusCode.Accepted)).Text("id")!;
        await WorkAsync(_api);
        Assert.Equal(("Done", Cases - 1), ((await GetAsync(_api, "admin", back)).Text("state"), (await GetAsync(_api, "admin", back)).GetProperty("done").GetInt32()));
        Assert.Equal(0, await MovedAsync());
    }

    [Fact]
    public async Task Its_page_tells_how_far_it_is_stops_it_and_offers_the_result()
    {
        await FillAsync(620);
        using var office = await Visitor.SignedInAsync(_api, "office");
        var run = await StartExportAsync("office");
        await office.OpenAsync($"/runs/{run}");
        Assert.Contains("等待开始", office.Main, StringComparison.Ordinal);
        Assert.NotNull(office.Page.QuerySelector("progress"));
        _lightning.StrikesAt = 3;
        await Assert.ThrowsAsync<FileStoreException>(() => WorkAsync(_api));
        await office.OpenAsync($"/runs/{run}");
        Assert.Contains("500 / 620", office.Main, StringComparison.Ordinal);
        Assert.Contains("refresh", office.Page.Head!.InnerHtml, StringComparison.Ordinal);
        await office.SubmitAsync("cancel");
        Assert.Contains("已停止", office.Main, StringComparison.Ordinal);
        _api.Clock.Advance(LongRun.Hold + LongRun.Hold);
        Assert.Equal(0, await WorkAsync(_api));
        await (await _driver.PostAsync("office", $"/api/runs/{run}/cancel", null)).ProblemAsync(HttpStatusCode.Conflict, "run-over");

        run = await StartExportAsync("office");
        await WorkAsync(_api);
        await office.OpenAsync("/work");
        Assert.Equal(2, office.Page.QuerySelectorAll("tbody tr").Length);
        await office.OpenAsync($"/runs/{run}");
        Assert.Null(office.Page.QuerySelector("progress"));
        await office.OpenAsync(office.Page.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, office.Status);
        using var window = await Visitor.SignedInAsync(_api, "window");
        await window.OpenAsync("/work");
        Assert.Empty(window.Page.QuerySelectorAll("tbody tr"));
        for (var i = 0; i < 3; i++) await StartExportAsync("window");
        await (await _driver.PostAsync("window", "/api/ledgers/cases/exports", new { })).ProblemAsync(HttpStatusCode.Conflict, "runs-too-many");
    }

    [Fact]
    public async Task A_run_whose_starter_may_not_any_more_ends_with_the_reason()
    {
        await FillAsync(1);
        var run = await StartExportAsync("office");
        await _api.WithDbAsync(db => db.Accounts.Where(a => a.UserName == "office").ExecuteUpdateAsync(set => set.SetProperty(a => a.IsEnabled, false), Answers.Ct));
        await WorkAsync(_api);
        var ended = await GetAsync(_api, "admin", run);
        Assert.Equal(("Failed", "forbidden"), (ended.Text("state"), ended.Text("error")));
    }

    private static Task<int> WorkAsync(ApiFactory api) => api.Services.GetServices<IDueWork>().OfType<LongRunWork>().Single().RunAsync(Answers.Ct);

    private static async Task<System.Text.Json.JsonElement> GetAsync(ApiFactory api, string by, string run) => await (await api.SharedClientAsync(by)).JsonAsync($"/api/runs/{run}");

    private static async Task RefusedAsync(ApiFactory api, string by, string path, string code) =>
        await (await (await api.SharedClientAsync(by)).GetAsync(path, Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, code);

    private async Task<string> StartExportAsync(string by) =>
        (await CaseDriver.OkAsync(await _driver.PostAsync(by, "/api/ledgers/cases/exports", new { from = "2026-09-01", to = "2026-09-30" }), HttpStatusCode.Accepted)).Text("id")!;

    private Task<int> MovedAsync() => _api.WithDbAsync(db => db.Cases.CountAsync(c => c.DefinitionVersion == 2, Answers.Ct));

    /// <summary>Cases without anything around them, several in one instant.</summary>
    private async Task FillAsync(int count)
    {
        var (seed, sealer, now) = (new CaseSeed(), _api.Services.GetRequiredService<Sealer>(), _api.Clock.GetUtcNow());
        await _api.WithDbAsync(db =>
        {
            for (var i = 0; i < count; i++) db.Cases.Add(CaseFile.Register(seed.Registration(sealer, now.AddSeconds(-(i / 3)))));
            return db.SaveChangesAsync(Answers.Ct);
        });
    }

    private async Task PublishRenamedAsync(string service, string step, string id)
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows-json", service, "workflow.json"), Answers.Ct))!;
        definition["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == step)!["id"] = id;
        foreach (var arrow in definition["root"]!["connections"]!.AsArray())
            foreach (var end in (string[])["source", "target"])
                if ((string)arrow![end]!["activity"]! == step) arrow[end]!["activity"] = id;
        await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/workflows", definition), HttpStatusCode.Created);
        await CaseDriver.OkAsync(await _driver.PostAsync("admin", $"/api/workflows/{service}/publish", null));
    }

    /// <summary>The machine goes away in the middle of storing; once, at the given one of the stores that are about a run.</summary>
    private sealed class Lightning : SaveChangesInterceptor
    {
        private int _stores;
        private int _strikesAt;

        public int StrikesAt
        {
            set => (_strikesAt, _stores) = (value, 0);
        }

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (_strikesAt > 0 && eventData.Context!.ChangeTracker.Entries<LongRun>().Any(e => e.State is EntityState.Modified) && ++_stores == _strikesAt)
            {
                _strikesAt = 0;
                throw new FileStoreException(new IOException());
            }

            return ValueTask.FromResult(result);
        }
    }
}
