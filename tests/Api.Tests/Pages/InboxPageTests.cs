using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

/// <summary>The worklist as a handler works with it all day, without script.</summary>
public sealed class InboxPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_filter_stays_in_the_address_and_what_a_person_is_known_by_never_gets_there()
    {
        const string Body = "commerce-federation";
        var (found, item) = await new CaseSeed { Body = Body }.AddAsync(api);
        using var visitor = await Visitor.SignedInAsync(api, $"{Body}.handler");
        await visitor.SubmitAsync("filter", ("service", "disability-certificate"), ("area", "632622100200"));
        Assert.Equal("/tasks?scope=body&state=open&service=disability-certificate&area=632622100200", visitor.Path);
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/tasks/{item.Id}']"));
        Assert.Equal("disability-certificate", visitor.Value("service"));
        Assert.NotEmpty(visitor.Page.QuerySelectorAll("select[name=step] option"));

        await visitor.SubmitAsync("filter", ("q", "13800001234"));
        Assert.Equal((HttpStatusCode.BadRequest, "/tasks"), (visitor.Status, visitor.Path));
        Assert.Contains("办件编号", visitor.Page.QuerySelector("#filter-q-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("办件编号", visitor.Page.QuerySelector(".errors a")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("[action], [href], [data-live]"), e => $"{e.GetAttribute("action")}{e.GetAttribute("href")}{e.GetAttribute("data-live")}".Contains("13800001234", StringComparison.Ordinal));

        await visitor.SubmitAsync("filter", ("q", found.Number), ("service", null));
        Assert.EndsWith($"&q={found.Number}", visitor.Path, StringComparison.Ordinal);
        Assert.Equal(found.Number, visitor.Value("q"));
    }

    [Fact]
    public async Task A_filter_that_is_shown_again_stands_over_the_whole_list_and_in_no_address()
    {
        const string Body = "youth-league";
        var (_, item) = await new CaseSeed { Body = Body }.AddAsync(api);
        using var visitor = await Visitor.SignedInAsync(api, $"{Body}.handler");
        await visitor.OpenAsync("/tasks");
        visitor.Forget("onewindow-form");
        await visitor.SubmitAsync("filter", ("q", "13800001234"));
        Assert.Equal((HttpStatusCode.OK, "13800001234"), (visitor.Status, visitor.Value("q")));
        Assert.NotNull(visitor.Page.QuerySelector($"a[href='/tasks/{item.Id}']"));
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("[action], [href], [data-live]"), e => $"{e.GetAttribute("action")}{e.GetAttribute("href")}{e.GetAttribute("data-live")}".Contains("13800001234", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Selected_tasks_are_claimed_in_one_go_and_each_that_was_taken_is_named_with_its_holder()
    {
        const string Body = "science-association";
        var rival = await Colleagues.AddAsync(api, "inbox.rival", $"{Body}.handler");
        var late = await new CaseSeed { Body = Body, Age = TimeSpan.FromDays(20) }.AddAsync(api);
        var others = new[] { await new CaseSeed { Body = Body }.AddAsync(api), await new CaseSeed { Body = Body }.AddAsync(api) };
        using var visitor = await Visitor.SignedInAsync(api, $"{Body}.handler");
        Assert.Equal("已超期", visitor.Page.QuerySelector("tbody tr th")!.TextContent);
        Assert.Equal($"/tasks/{late.Item.Id}", visitor.Page.QuerySelector("tbody a")!.GetAttribute("href"));
        await CaseDriver.OkAsync(await new CaseDriver(api).PostAsync(rival, $"/api/tasks/{others[0].Item.Id}/claim", new { }));

        await visitor.SubmitAsync("batch", ("act", "claim"), ("ids", late.Item.Id.ToString()), ("ids", others[0].Item.Id.ToString()));

        var told = visitor.Page.QuerySelector("[role=status] h2")!.ParentElement!;
        Assert.Contains("已领取 1 项", told.TextContent, StringComparison.Ordinal);
        Assert.Contains($"已由 {rival} 领取", told.QuerySelector("li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(others[1].Item.Id.ToString(), visitor.Page.QuerySelector("[name=ids]")!.GetAttribute("value"));
        await visitor.SubmitAsync("batch", ("act", "claim"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("请选择任务", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);

        await visitor.OpenAsync("/tasks?scope=mine&state=open");
        await visitor.SubmitAsync("batch", ("act", "release"), ("ids", late.Item.Id.ToString()));
        Assert.Contains("已放回 1 项", visitor.Main, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("tbody a"));
    }

    [Fact]
    public async Task A_row_is_new_until_it_is_opened_and_then_says_what_others_did_since()
    {
        var cases = new CaseDriver(api);
        var number = await cases.RegisterAsync(Driving.Application.Certificate);
        var task = await cases.TaskAsync(number, "accept");
        var (holder, id) = (CaseDriver.HolderOf(task), task.GetProperty("id").GetGuid());
        var rival = await Colleagues.AddAsync(api, "inbox.news", holder);
        using var visitor = await Visitor.SignedInAsync(api, holder);
        await visitor.OpenAsync("/tasks");
        Assert.Equal("新", RowOf(visitor, id).QuerySelector(".tag.fresh")!.TextContent);
        await visitor.OpenAsync($"/tasks/{id}");
        Assert.Null(visitor.Page.QuerySelector("#part-news section"));
        await visitor.SubmitAsync("claim");
        await visitor.SubmitAsync("claim");

        await visitor.OpenAsync("/tasks");
        Assert.Empty(RowOf(visitor, id).QuerySelectorAll(".tag.fresh, .tag.changed"));
        await CaseDriver.OkAsync(await cases.PostAsync(rival, $"/api/tasks/{id}/claim", new { }));
        await visitor.OpenAsync("/tasks");
        Assert.Contains("领取 ", RowOf(visitor, id).QuerySelector(".news")!.TextContent, StringComparison.Ordinal);

        // A page that keeps itself up to date has been read by nobody.
        await visitor.AskUnaskedAsync($"/cases/{number}");
        await visitor.AskUnaskedAsync($"/tasks/{id}");
        await visitor.OpenAsync($"/cases/{number}");
        Assert.Contains("领取", visitor.Page.QuerySelector("#part-news li")!.TextContent, StringComparison.Ordinal);
        await visitor.OpenAsync("/tasks");
        Assert.Null(RowOf(visitor, id).QuerySelector(".news"));
        await visitor.OpenAsync($"/tasks/{id}");
        Assert.Contains(rival, visitor.Page.QuerySelector("#part-do")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll("#part-do form"));
    }

    [Fact]
    public async Task Deciding_leads_on_to_the_next_task_once_and_the_list_says_who_stands_in()
    {
        var cases = new CaseDriver(api);
        var number = await cases.RegisterAsync(Driving.Application.Certificate);
        var task = await cases.TaskAsync(number, "accept");
        using var visitor = await Visitor.SignedInAsync(api, CaseDriver.HolderOf(task));
        await visitor.OpenAsync($"/tasks/{task.Text("id")}");
        await cases.RegisterAsync(Driving.Application.Certificate);
        await visitor.SubmitAsync("decide", ("outcome", "complete"));

        Assert.Equal("/tasks", visitor.Path);
        var told = visitor.Page.QuerySelector("[role=status].done")!;
        Assert.Contains(number, told.TextContent, StringComparison.Ordinal);
        Assert.Matches("^/tasks/[0-9a-f-]{36}$", told.QuerySelector("a")!.GetAttribute("href"));
        Assert.NotEqual($"/tasks/{task.Text("id")}", told.QuerySelector("a")!.GetAttribute("href"));
        await visitor.OpenAsync("/tasks");
        Assert.Null(visitor.Page.QuerySelector("[role=status].done"));

        var deputy = await Colleagues.AddAsync(api, "inbox.deputy", $"{task.Text("body")}.{task.Text("role")}");
        await CaseDriver.OkAsync(
            await cases.PostAsync(CaseDriver.HolderOf(task), "/api/absences", new { from = "2026-09-29", until = "2026-10-12", deputy }), HttpStatusCode.Created);
        await visitor.OpenAsync("/tasks");
        Assert.Contains($"{deputy} 正在代理您，至 2026年10月12日", visitor.Main, StringComparison.Ordinal);
        using var other = await Visitor.SignedInAsync(api, deputy);
        Assert.Contains($"您正在代理 {CaseDriver.HolderOf(task)}", other.Main, StringComparison.Ordinal);
    }

    private static AngleSharp.Dom.IElement RowOf(Visitor visitor, Guid task) => visitor.Page.QuerySelector($"a[href='/tasks/{task}']")!.Closest("tr")!;
}
