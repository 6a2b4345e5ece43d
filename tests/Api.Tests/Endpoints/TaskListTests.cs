using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Access;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class TaskListTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private static readonly Caller Handler = new("trade-union.handler", "经办", [], [new Post("trade-union", "handler")], null);

    [Fact]
    public async Task Open_tasks_come_by_urgency_and_each_once_over_all_pages()
    {
        const string Body = "commerce-federation";
        var wanted = new List<Guid>();
        foreach (var limit in new[] { "1d", "2d", "2d", "2d", "10wd", null })
            wanted.Add((await new CaseSeed { Body = Body, Limit = limit is null ? null : Limit.Parse(limit) }.AddAsync(api)).Item.Id);
        var client = await api.ClientAsync("commerce-federation.handler");
        var seen = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.JsonAsync($"/api/tasks?size=2&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("nextCursor");
        }

        Assert.Equal(wanted.Order(), seen.Select(t => t.GetProperty("id").GetGuid()).Order());
        var due = seen.Select(t => t.Text("dueOn") ?? "9999").ToList();
        Assert.Equal(due.Order(StringComparer.Ordinal), due);
    }

    [Fact]
    public async Task Finished_tasks_come_by_recency_and_each_once_over_all_pages()
    {
        const string Body = "labour-bureau";
        var who = new Caller("labour-bureau.handler", "经办", [], [new Post(Body, "handler")], null);
        for (var i = 0; i < 5; i++)
        {
            var hours = i / 2;
            await new CaseSeed { Body = Body }.AddAsync(
                api, (_, item, now) => item.Complete(who, new WorkItemAnswer("done", null, null), now.AddHours(-hours)));
        }

        var client = await api.ClientAsync("labour-bureau.handler");
        var seen = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.JsonAsync($"/api/tasks?state=done&size=2&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("nextCursor");
        }

        Assert.Equal(5, seen.Select(t => t.GetProperty("id").GetGuid()).Distinct().Count());
        var closed = seen.Select(t => t.GetProperty("closedAt").GetDateTimeOffset()).ToList();
        Assert.Equal(closed.OrderDescending(), closed);
        Assert.Empty((await client.JsonAsync("/api/tasks?state=open")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Mine_is_what_the_caller_holds()
    {
        var (_, held) = await new CaseSeed { Body = "trade-union" }.AddAsync(api, (_, item, _) => item.Claim(Handler));
        var (_, free) = await new CaseSeed { Body = "trade-union" }.AddAsync(api);
        var client = await api.ClientAsync("trade-union.handler");
        Assert.Equal([held.Id.ToString()], (await client.JsonAsync("/api/tasks?scope=mine")).Texts("id"));
        Assert.Equal(
            new[] { held.Id.ToString(), free.Id.ToString() }.Order(), (await client.JsonAsync("/api/tasks?scope=body")).Texts("id").Order());
    }

    [Fact]
    public async Task Late_tasks_are_those_past_their_limit()
    {
        const string Body = "womens-federation";
        var (_, late) = await new CaseSeed { Body = Body, Age = TimeSpan.FromDays(20) }.AddAsync(api);
        await new CaseSeed { Body = Body }.AddAsync(api);
        var page = await (await api.ClientAsync("womens-federation.handler")).JsonAsync("/api/tasks?late=true");
        Assert.Equal([late.Id.ToString()], page.Texts("id"));
    }

    [Fact]
    public async Task A_task_has_its_outcomes_and_form()
    {
        var (found, item) = await new CaseSeed().AddAsync(api);
        var view = await (await api.ClientAsync("federation-disabled.handler")).JsonAsync($"/api/tasks/{item.Id}");
        Assert.Equal((found.Number, "designate", "federation-disabled", "handler", "Open"), (view.Text("caseNumber"), view.Text("activityId"), view.Text("body"), view.Text("role"), view.Text("state")));
        Assert.Equal("object", view.GetProperty("form").Text("type"));
        Assert.Equal("指定评定机构", view.Text("title"));
    }

    [Fact]
    public async Task Only_the_office_and_administrators_are_told_who_could_decide()
    {
        var (_, item) = await new CaseSeed().AddAsync(api);
        foreach (var userName in new[] { "office", "admin" })
        {
            var view = await (await api.ClientAsync(userName)).JsonAsync($"/api/tasks/{item.Id}");
            Assert.Equal(["federation-disabled.handler"], view.GetProperty("candidateUsers").EnumerateArray().Select(u => u.GetString()));
        }

        var own = await (await api.ClientAsync("federation-disabled.handler")).JsonAsync($"/api/tasks/{item.Id}");
        Assert.False(own.TryGetProperty("candidateUsers", out _));
    }

    [Theory]
    [InlineData("scope=everything")]
    [InlineData("state=lost")]
    public async Task An_unknown_filter_is_refused(string query) =>
        await (await (await api.ClientAsync("office")).GetAsync($"/api/tasks?{query}", Answers.Ct))
            .ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
}
