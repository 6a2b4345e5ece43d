using System.Net;
using System.Text.RegularExpressions;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Office;

/// <summary>The joint office's overview: each number leads to exactly what it counts, and nobody else sees any of it.</summary>
public sealed class OverviewTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly string[] Paths = ["/office", "/office/cases", "/office/tasks", "/office/acts", "/office/messages"];

    [Fact]
    public async Task Every_number_leads_to_as_many_as_it_counts_and_the_rows_add_up()
    {
        await SeedAsync();
        using var office = await Visitor.SignedInAsync(api, "office");
        Assert.Equal("/office", office.Path);
        var tiles = office.Page.QuerySelectorAll(".counts > div").ToDictionary(t => t.QuerySelector("dt")!.TextContent, t => int.Parse(t.QuerySelector("dd")!.TextContent.Trim()));
        Assert.Equal((7, 2, 1, 4, 1), (tiles["在办"], tiles["红牌"], tiles["推诿退回"], tiles["久未动"], tiles["流程异常"]));
        var tables = office.Page.QuerySelectorAll("table.overview").ToList();
        Assert.Equal(3, tables.Count);
        // The first table counts tasks, the others the same cases in two ways.
        Assert.All(tables[1..], t => Assert.Equal(7, t.QuerySelectorAll("tbody tr").Sum(r => int.Parse(r.QuerySelectorAll("td")[1].TextContent.Trim()))));
        var links = office.Page.QuerySelectorAll(".counts a, .overview td.count a").Select(a => (Path: a.GetAttribute("href")!, Count: int.Parse(a.TextContent.Trim()))).ToList();
        Assert.True(links.Count > 12);
        foreach (var (path, count) in links)
        {
            await office.OpenAsync(path);
            Assert.Equal((path, count, count), (path, Shown(office), office.Page.QuerySelectorAll("tbody tr").Length));
        }
    }

    [Fact]
    public async Task A_list_is_read_on_with_the_same_filter_and_an_area_is_parted_further()
    {
        await SeedAsync();
        var client = await api.ClientAsync("office");
        var seen = new List<string?>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.JsonAsync($"/api/office/cases?what=open&size=3&cursor={cursor}");
            seen.AddRange(page.Texts("number"));
            cursor = page.Text("nextCursor");
        }

        var all = await client.JsonAsync("/api/office/cases?size=100");
        Assert.Equal(all.Texts("number"), seen);
        Assert.Equal(all.GetProperty("count").GetInt32(), seen.Distinct().Count());
        var town = await client.JsonAsync("/api/office/overview?area=632622100");
        Assert.Contains("赛来塘村", town.GetProperty("areas").EnumerateArray().Select(a => a.Text("name")));
        await (await client.GetAsync("/api/office/overview?area=nowhere", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await (await client.GetAsync("/api/office/cases?what=lost", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await client.GetAsync("/api/office/tasks?what=lost", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        var steps = string.Join(',', Enumerable.Range(0, 51).Select(i => $"s{i}"));
        await (await client.GetAsync($"/api/office/tasks?step={steps}", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await client.JsonAsync($"/api/office/tasks?step={steps[..^4]},s1,s1");
    }

    [Theory]
    [InlineData("window")]
    [InlineData("federation-disabled.approver")]
    public async Task Nobody_but_the_joint_office_sees_it(string userName)
    {
        using var visitor = await Visitor.SignedInAsync(api, userName);
        foreach (var path in Paths)
        {
            await visitor.OpenAsync(path);
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, visitor.Status));
        }

        var client = await api.ClientAsync(userName);
        foreach (var path in new[] { "overview", "cases", "tasks", "acts" })
            await (await client.GetAsync($"/api/office/{path}", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("header nav a"), a => a.GetAttribute("href") == "/office");
    }

    [Fact]
    public async Task The_map_of_a_workflow_begins_with_the_slowest_step_and_leads_to_its_tasks()
    {
        await SeedAsync();
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync("/workflows/disability-certificate");
        var days = office.Page.QuerySelectorAll("tbody tr td:last-child").Select(c => int.Parse(Regex.Match(c.TextContent, "[0-9]+").Value)).ToList();
        Assert.NotEmpty(days);
        Assert.Equal(days.OrderDescending(), days);
        foreach (var link in office.Page.QuerySelectorAll("tbody a").Select(a => (Path: a.GetAttribute("href")!, Count: int.Parse(a.TextContent.Trim()))).ToList())
        {
            await office.OpenAsync(link.Path);
            Assert.Equal(link, (link.Path, Shown(office)));
        }
    }

    private static int Shown(Visitor visitor) => int.Parse(Regex.Match(visitor.Page.QuerySelector("main p > strong")!.TextContent, "[0-9]+").Value);

    private static readonly SemaphoreSlim Once = new(1, 1);
    private static bool _seeded;

    /// <summary>Open: new, due soon, two late, bounced, an incident, an old one. Closed: one.</summary>
    private async Task SeedAsync()
    {
        await Once.WaitAsync(Answers.Ct);
        try
        {
            if (_seeded) return;
            await new CaseSeed { Name = "新到" }.AddAsync(api);
            await new CaseSeed { Name = "将到期", Age = TimeSpan.FromDays(4) }.AddAsync(api);
            foreach (var name in new[] { "超期甲", "超期乙" }) await new CaseSeed { Name = name, Age = TimeSpan.FromDays(90), Body = "daka-federation-disabled" }.AddAsync(api);
            await new CaseSeed { Name = "推诿" }.AddAsync(api, (file, item, now) => file.Bounce(new CaseBounce(item.ActivityId, "civil-affairs", "x", "不归我办", null, now)));
            await new CaseSeed { Name = "异常", Kind = WorkItemKind.Incident, Body = "joint-office", Role = "supervisor", Limit = null, Age = TimeSpan.FromDays(40) }.AddAsync(api);
            await new CaseSeed { Name = "久未动", Limit = null, Age = TimeSpan.FromDays(40) }.AddAsync(api);
            await new CaseSeed { Name = "已办结" }.AddAsync(api, (file, item, now) =>
            {
                item.Cancel("withdrawn", "x", now);
                file.Close("withdrawn", null, now);
            });
            _seeded = true;
        }
        finally
        {
            Once.Release();
        }
    }
}
