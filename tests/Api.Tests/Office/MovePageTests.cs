using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Office;

/// <summary>Running cases are moved to another version on a page: seen beforehand, begun once, told case by case, taken back.</summary>
public sealed class MovePageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Service = "legal-aid";
    private const string Page = $"/workflows/{Service}/move";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task Cases_are_looked_at_moved_once_told_and_taken_back()
    {
        var (waiting, further) = (await _driver.RegisterAsync(Application.LegalAid), await _driver.RegisterAsync(Application.LegalAid));
        await _driver.AnswerAsync(further, "accept", "complete");
        using var admin = await Visitor.SignedInAsync(api, "admin");
        await admin.OpenAsync(Page);
        Assert.Contains("只有一个版本", admin.Main, StringComparison.Ordinal);
        await PublishAsync();
        await RefusedAsync(admin);

        // What would happen, with the step that has another id and without it.
        await admin.OpenAsync(Page);
        Assert.Equal(("1", "2"), (admin.Value("from"), admin.Value("to")));
        Assert.Equal(["第2版 0", "第1版 2"], admin.Page.QuerySelectorAll("tbody tr").Select(r => $"{r.QuerySelector("th")!.TextContent} {r.QuerySelector("td.count")!.TextContent}"));
        await admin.OpenAsync($"{Page}?from=1&to=2");
        Assert.Contains("能换 1 件，不能换 1 件", admin.Main, StringComparison.Ordinal);
        await admin.OpenAsync($"{Page}?from=1&to=2&map.urgent=urgent-check");
        Assert.Contains("能换 2 件，不能换 0 件", admin.Main, StringComparison.Ordinal);
        Assert.Equal("urgent-check", admin.Value("map.urgent"));

        // Without it, and with a second click.
        await admin.OpenAsync($"{Page}?from=1&to=2");
        var key = admin.Value("key");
        await admin.SubmitAsync("move");
        var run = admin.Path;
        Assert.Equal($"/runs/{key}", run);
        await admin.OpenAsync($"{Page}?from=1&to=2");
        await admin.SubmitAsync("move", ("key", key));
        Assert.Equal(run, admin.Path);
        Assert.Contains("等待开始", admin.Main, StringComparison.Ordinal);
        Assert.Equal(1, await api.WithDbAsync(db => db.LongRuns.CountAsync(Answers.Ct)));

        // Stopped, and sent again from the old page: it begins anew instead of showing what was stopped.
        await admin.OpenAsync(run);
        await admin.SubmitAsync("cancel");
        await admin.OpenAsync($"{Page}?from=1&to=2");
        await admin.SubmitAsync("move", ("key", key));
        Assert.NotEqual(run, admin.Path);
        run = admin.Path;

        await WorkAsync();
        await admin.OpenAsync(run);
        Assert.Contains("第1版换到第2版", admin.Main, StringComparison.Ordinal);
        Assert.Equal(further, Assert.Single(admin.Page.QuerySelectorAll("tbody a")).TextContent);
        Assert.Equal((2, 1), (await VersionAsync(waiting), await VersionAsync(further)));

        await admin.OpenAsync($"{Page}?from=1&to=2&map.urgent=urgent-check");
        await admin.SubmitAsync("move");
        await WorkAsync();
        Assert.Equal(2, await VersionAsync(further));
        await admin.OpenAsync($"{Page}?from=1&to=2");
        Assert.Contains("没有按第1版在办的件", admin.Main, StringComparison.Ordinal);
        await admin.SubmitAsync("back");
        await WorkAsync();
        Assert.Equal((1, 1), (await VersionAsync(waiting), await VersionAsync(further)));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    /// <summary>What cannot be asked for, who may only look, and who may not even do that.</summary>
    private async Task RefusedAsync(Visitor admin)
    {
        await admin.OpenAsync($"{Page}?from=1&to=");
        Assert.Equal(HttpStatusCode.BadRequest, admin.Status);
        Assert.Contains("请选择要换到的版本", admin.ErrorAt("to"), StringComparison.Ordinal);
        Assert.Contains("choose-to", admin.Page.QuerySelector(".errors a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("1", admin.Value("from"));
        await admin.OpenAsync($"{Page}?from=1&to=1");
        Assert.Contains("两个版本相同", admin.ErrorAt("to"), StringComparison.Ordinal);
        foreach (var query in new[] { "from=1&to=99", "from=x&to=2", "from=1&to=2&map.urgent=nowhere", "from=1&to=2&map.nowhere=accept", "from=1&to=2&cursor=?", "from=-1&to=99999999999999" })
        {
            await admin.OpenAsync($"{Page}?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, admin.Status);
            Assert.NotNull(admin.Page.QuerySelector(".errors"));
            Assert.Null(admin.Page.QuerySelector("form[method=post].main-action"));
        }

        await admin.OpenAsync("/workflows/nowhere/move");
        Assert.Equal(HttpStatusCode.NotFound, admin.Status);
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/workflows/{Service}");
        Assert.NotNull(office.Page.QuerySelector($"a[href='{Page}']"));
        await office.OpenAsync($"{Page}?from=1&to=2");
        Assert.Contains("由系统管理员操作", office.Main, StringComparison.Ordinal);
        Assert.Null(office.Page.QuerySelector("main form[method=post]"));
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync(Page);
        Assert.Equal(HttpStatusCode.Forbidden, window.Status);
        await (await (await api.SharedClientAsync("window")).GetAsync($"/api/workflows/{Service}/versions", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    private Task<int> WorkAsync() => api.Services.GetRequiredService<LongRunWork>().RunAsync(Answers.Ct);

    private async Task<int> VersionAsync(string number) => (await _driver.CaseAsync(number)).GetProperty("definition").GetProperty("version").GetInt32();

    /// <summary>A version in which a step has another id.</summary>
    private async Task PublishAsync()
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflows-json", Service, "workflow.json"), Answers.Ct))!;
        definition["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == "urgent")!["id"] = "urgent-check";
        foreach (var arrow in definition["root"]!["connections"]!.AsArray())
            foreach (var end in (string[])["source", "target"])
                if ((string)arrow![end]!["activity"]! == "urgent") arrow[end]!["activity"] = "urgent-check";
        await CaseDriver.OkAsync(await _driver.PostAsync("admin", "/api/workflows", definition), HttpStatusCode.Created);
        await CaseDriver.OkAsync(await _driver.PostAsync("admin", $"/api/workflows/{Service}/publish", null));
    }
}
