using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Tests.Due;

/// <summary>
/// A limit that runs into 2027, of which calendar.json knows nothing: its date is provisional, says so, and moves when the
/// year is published.
/// </summary>
public sealed class MissingYearTests : IAsyncDisposable
{
    private readonly ApiFactory _api = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onewindow-calendar-");
    private readonly CaseDriver _driver;

    public MissingYearTests() => _driver = new(_api);

    public async ValueTask DisposeAsync()
    {
        await _api.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_date_beyond_the_calendar_is_marked_as_provisional_wherever_it_is_shown()
    {
        var number = await RegisterAsync();
        // 16 working days by weekends alone: 22.-25.12. (4), 28.12.-1.1. (9), 4.-8. (14), 11., 12.1. (16).
        var found = await _driver.CaseAsync(number);
        Assert.Equal(("2027-01-12", 2027), (found.Text("dueOn"), found.GetProperty("deadline").GetProperty("provisionalYear").GetInt32()));
        var office = await _api.ClientAsync("office");
        Assert.Equal(2027, (await office.JsonAsync($"/api/cases/{number}/deadline")).GetProperty("case").GetProperty("yearsWithoutNotice")[0].GetInt32());
        Assert.Equal(2027, (await office.JsonAsync("/api/cases")).GetProperty("items")[0].GetProperty("provisionalYear").GetInt32());
        // Five working days end on the 28th, of which the notice of 2027 says nothing.
        Assert.Equal(JsonValueKind.Null, (await _driver.TaskAsync(number, "accept")).GetProperty("provisionalYear").ValueKind);
        using var visitor = await Visitor.SignedInAsync(_api, "office");
        await visitor.OpenAsync($"/cases/{number}");
        Assert.Contains("暂定日期", visitor.Main, StringComparison.Ordinal);
        await visitor.OpenAsync("/cases");
        Assert.Contains("尚缺2027年的节假日安排", visitor.Main, StringComparison.Ordinal);
        Assert.Contains("办件 1 件", visitor.Main, StringComparison.Ordinal);
        var explained = await office.JsonAsync($"/api/cases/{number}/explanation");
        Assert.Contains("2027-01-12 前（含当日）办结（暂定，2027年", explained.Text("text"), StringComparison.Ordinal);
        Assert.Contains("2027-01-12 (provisional until the holidays of 2027", explained.Text("textEn"), StringComparison.Ordinal);
        var tracked = await _api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234");
        Assert.Equal((2027, JsonValueKind.Null), (tracked.GetProperty("provisionalYear").GetInt32(), tracked.GetProperty("nextStep").GetProperty("provisionalYear").ValueKind));
        await visitor.OpenAsync($"/track/{number}");
        await visitor.SubmitAsync("track", ("tail", "1234"));
        Assert.Contains("2027年的节假日安排公布后可能调整", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_looks_after_the_installation_is_told_of_the_missing_year()
    {
        var number = await RegisterAsync();
        var calendar = await (await _api.ClientAsync("office")).JsonAsync("/api/calendar");
        Assert.Equal(("2026-12-28", 2027, 1), (calendar.Text("certainUntil"), calendar.GetProperty("awaitedYear").GetInt32(), calendar.GetProperty("provisionalCases").GetInt32()));
        var parts = (await (await _api.ClientAsync("admin")).JsonAsync("/health/ready")).GetProperty("parts");
        Assert.Equal(("Healthy", 2027), (parts.GetProperty("calendar").Text("status"), parts.GetProperty("calendar").GetProperty("data").GetProperty("awaitedYear").GetInt32()));
        _api.Clock.Set(CaseDriver.Local("2027-01-04T10:00"));
        parts = (await (await _api.ClientAsync("admin")).JsonAsync("/health/ready")).GetProperty("parts");
        Assert.Equal("Degraded", parts.GetProperty("calendar").Text("status"));
        Assert.NotEmpty(number);
    }

    [Theory]
    [InlineData("2026-09-28", null)]
    [InlineData("2026-09-29", 2027)]
    [InlineData("2027-02-01", 2027)]
    public void The_year_is_asked_for_three_months_before_the_calendar_ends(string today, int? year)
    {
        var calendar = Domain.Calendars.WorkCalendar.Parse(File.ReadAllText(Path.Combine(Repository.BuiltIn, "calendar.json")));
        Assert.Equal(year, CalendarEnd.AwaitedYear(calendar, DateOnly.Parse(today)));
        Assert.Equal(year is not null, CalendarEnd.Warning(calendar, DateOnly.Parse(today)) is not null);
    }

    [Fact]
    public async Task When_the_year_is_published_every_provisional_date_is_counted_anew_once()
    {
        var number = await RegisterAsync();
        await _driver.PassToAsync("2026-12-29T10:00");
        await PublishAsync("2027-01-01", "2027-01-04", "2027-01-05");
        await _driver.PassToAsync("2026-12-29T10:01");
        await _driver.PassToAsync("2026-12-29T10:02");
        var found = await _driver.CaseAsync(number);
        // Three days off more: 12. becomes 15.1., a Friday.
        Assert.Equal(("2027-01-15", JsonValueKind.Null), (found.Text("dueOn"), found.GetProperty("deadline").GetProperty("provisionalYear").ValueKind));
        var entry = Assert.Single(await _driver.EntriesAsync(number, "deadline-recounted")).GetProperty("detail");
        Assert.Equal(("2027-01-12", "2027-01-15"), (entry.Text("before"), entry.Text("after")));
        Assert.Empty(await StoreFindings.OfAsync(_api));
        await _driver.PassToAsync("2027-01-15T23:59");
        Assert.Empty(await _driver.EntriesAsync(number, "case-overdue"));
        await _driver.PassToAsync("2027-01-16T00:00");
        Assert.Single(await _driver.EntriesAsync(number, "case-overdue"));
    }

    [Fact]
    public async Task A_notice_that_time_ends_ends_by_the_published_year()
    {
        var number = await RegisterAsync();
        await _driver.AnswerAsync(number, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        // Ten working days: 22.-25.12. (4), 28.12.-1.1. (9), 4.1. (10).
        var task = await _driver.TaskAsync(number, "supplement");
        Assert.Equal(("2027-01-04", 2027), (task.Text("dueOn"), task.GetProperty("provisionalYear").GetInt32()));
        await PublishAsync("2027-01-01");
        await _driver.PassToAsync("2026-12-22T10:00");
        Assert.Equal("2027-01-05", (await _driver.TaskAsync(number, "supplement")).Text("dueOn"));
        Assert.Empty(await StoreFindings.OfAsync(_api));
        await _driver.PassToAsync("2027-01-05T23:59");
        Assert.Equal("Paused", (await _driver.CaseAsync(number)).Text("status"));
        await _driver.PassToAsync("2027-01-06T00:00");
        Assert.Equal("Closed", (await _driver.CaseAsync(number)).Text("status"));
    }

    [Fact]
    public async Task A_year_that_is_corrected_after_it_was_published_moves_the_dates_of_open_cases_once()
    {
        var (kept, moved) = (await RegisterAsync(), await RegisterAsync());
        await PublishAsync("2027-01-01");
        await _driver.PassToAsync("2026-12-22T10:00");
        await _driver.AnswerAsync(kept, "accept", "gaps", "缺户口簿", new { missing = new[] { "household-register" } });
        Assert.Equal(("2027-01-13", "2027-01-06"), ((await _driver.CaseAsync(moved)).Text("dueOn"), (await _driver.TaskAsync(kept, "supplement")).Text("dueOn")));
        var before = await RowCounts.OfAsync(_api);
        await _driver.PassToAsync("2026-12-22T10:01");
        Assert.Equal(before, await RowCounts.OfAsync(_api));
        // The State Council moves the holiday: two more days off.
        await PublishAsync("2027-01-01", "2027-01-04", "2027-01-05");
        await _driver.PassToAsync("2026-12-22T10:02");
        await _driver.PassToAsync("2026-12-22T10:03");
        Assert.Equal(("2027-01-15", "2027-01-08"), ((await _driver.CaseAsync(moved)).Text("dueOn"), (await _driver.TaskAsync(kept, "supplement")).Text("dueOn")));
        var entry = (await _driver.EntriesAsync(moved, "deadline-recounted"))[^1].GetProperty("detail");
        Assert.Equal((2027, "2027-01-13", "2027-01-15"), (entry.GetProperty("years")[0].GetInt32(), entry.Text("before"), entry.Text("after")));
        Assert.Equal(2, (await _driver.EntriesAsync(moved, "deadline-recounted")).Count);
        var run = Assert.Single((await (await _api.SharedClientAsync("office")).JsonAsync("/api/runs")).GetProperty("items").EnumerateArray());
        Assert.Equal(("calendar-recount", "Done", 2, 2027), (run.Text("kind"), run.Text("state"), run.GetProperty("done").GetInt32(), run.GetProperty("subject").GetProperty("years")[0].GetInt32()));
        Assert.Empty(await StoreFindings.OfAsync(_api));
        await _driver.PassToAsync("2027-01-08T23:59");
        Assert.Equal("Paused", (await _driver.CaseAsync(kept)).Text("status"));
        await _driver.PassToAsync("2027-01-09T00:00");
        Assert.Equal("Closed", (await _driver.CaseAsync(kept)).Text("status"));
    }

    [Fact]
    public async Task A_recount_tells_how_far_it_is_and_what_could_not_be_counted_and_nobody_stops_it()
    {
        const int Others = 41;
        string[] numbers = [await RegisterAsync(), await RegisterAsync()];
        var (seed, sealer, before) = (new CaseSeed(), _api.Services.GetRequiredService<Sealer>(), _api.Clock.GetUtcNow().AddDays(-1));
        await _api.WithDbAsync(db =>
        {
            for (var i = 0; i < Others; i++) db.Cases.Add(CaseFile.Register(seed.Registration(sealer, before.AddSeconds(i / 3))));
            return db.SaveChangesAsync(Answers.Ct);
        });
        await PublishAsync("2027-01-01");
        await _driver.PassToAsync("2026-12-22T10:00");
        // One of them cannot be read at present.
        await WritePausesAsync(numbers[0], "?");
        await PublishAsync("2027-01-01", "2027-01-04", "2027-01-05");
        var recounts = _api.Services.GetRequiredService<AllDueWork>().Find("calendar-corrections")!;
        await recounts.RunAsync(Answers.Ct);
        var run = Assert.Single((await (await _api.SharedClientAsync("office")).JsonAsync("/api/runs")).GetProperty("items").EnumerateArray());
        Assert.Equal(("Done", Others + 2, Others + 2, 1), (run.Text("state"), run.GetProperty("total").GetInt32(), run.GetProperty("done").GetInt32(), run.GetProperty("refused").GetInt32()));
        using var office = await Visitor.SignedInAsync(_api, "office");
        await office.OpenAsync("/work");
        Assert.Contains("节假日安排更正后重算期限", office.Main, StringComparison.Ordinal);
        await office.OpenAsync(office.Page.QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Equal(numbers[0], Assert.Single(office.Page.QuerySelectorAll("tbody a")).TextContent);
        await office.OpenAsync(office.Page.QuerySelector("a[download]")!.GetAttribute("href")!);
        Assert.Equal(HttpStatusCode.OK, office.Status);
        Assert.Equal("2027-01-15", (await _driver.CaseAsync(numbers[1])).Text("dueOn"));

        // It is tried again alone, after a rest.
        Assert.Equal(0, await recounts.RunAsync(Answers.Ct));
        await WritePausesAsync(numbers[0], "[]");
        _api.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(1, await recounts.RunAsync(Answers.Ct));
        Assert.Equal("2027-01-15", (await _driver.CaseAsync(numbers[0])).Text("dueOn"));

        // What the product has to do is given up by nobody, itself among them.
        var next = new LongRun(Guid.CreateVersion7(_api.Clock.GetUtcNow()), RecountRun.KindName, """{"years":[2027]}""", AuditFact.System, english: false, _api.Clock.GetUtcNow());
        for (var i = 0; i < 9; i++) next.Trip("internal-error", _api.Clock.GetUtcNow());
        await _api.WithDbAsync(db =>
        {
            db.LongRuns.Add(next);
            return db.SaveChangesAsync(Answers.Ct);
        });
        await (await _driver.PostAsync("admin", $"/api/runs/{next.Id}/cancel", null)).ProblemAsync(HttpStatusCode.Conflict, "run-needed");
        await office.OpenAsync($"/runs/{next.Id}");
        Assert.Contains("不能停止", office.Main, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector("button.danger"));
    }

    private Task<int> WritePausesAsync(string number, string json) =>
        _api.WithDbAsync(db => db.Database.ExecuteSqlAsync($"UPDATE cases SET \"Pauses\" = {json} WHERE \"Number\" = {number}", Answers.Ct));

    private async Task<string> RegisterAsync()
    {
        _api.Clock.Set(CaseDriver.Local("2026-12-21T10:00"));
        return await _driver.RegisterAsync(Driving.Application.Certificate);
    }

    private async Task PublishAsync(params string[] daysOff)
    {
        if (!_folder.EnumerateFileSystemInfos().Any()) Repository.CopyBuiltInTo(_folder);
        var path = Path.Combine(_folder.FullName, "calendar.json");
        var calendar = JsonNode.Parse(File.ReadAllText(path))!;
        var days = daysOff.Select(d => new JsonObject { ["date"] = d, ["name"] = "元旦" }).ToArray<JsonNode>();
        calendar["years"]!["2027"] = new JsonObject { ["daysOff"] = new JsonArray(days), ["makeUpWorkdays"] = new JsonArray() };
        File.WriteAllText(path, calendar.ToJsonString());
        await using var scope = _api.Services.CreateAsyncScope();
        var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
        await loader.ImportAsync(_folder.FullName, Answers.Ct);
        await loader.LoadAsync(Answers.Ct);
    }
}
