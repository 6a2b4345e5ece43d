using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class CaseReadTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_case_is_shown_whole_and_its_numbers_masked()
    {
        var seed = new CaseSeed();
        var (found, item) = await seed.AddAsync(api);
        var client = await api.ClientAsync("office");
        var text = await client.GetStringAsync($"/api/cases/{found.Number}", Answers.Ct);
        var view = JsonElement.Parse(text);
        Assert.Equal("Registered", view.Text("status"));
        Assert.Equal("指定评定机构", view.Text("stage"));
        Assert.Equal("2026-10-12", view.Text("dueOn"));
        Assert.Equal("5wd", view.GetProperty("deadline").Text("limit"));
        Assert.Equal(item.Id, view.GetProperty("openTasks")[0].GetProperty("id").GetGuid());
        Assert.Equal(["done", "refuse"], view.GetProperty("openTasks")[0].GetProperty("outcomes").EnumerateArray().Select(o => o.Text("key")));
        Assert.Equal(["provided", "missing"], view.GetProperty("materials").EnumerateArray().Select(m => m.Text("state")));
        Assert.Equal("138****1234", view.GetProperty("applicant").Text("phone"));
        Assert.DoesNotContain(seed.Phone, text, StringComparison.Ordinal);
        Assert.DoesNotContain(seed.IdNumber, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unchanged_case_is_not_sent_again_and_a_changed_one_is()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var client = await api.ClientAsync("office");
        var first = await client.GetAsync($"/api/cases/{found.Number}", Answers.Ct);
        var tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, (await GetIfChangedAsync(client, found.Number, tag)).StatusCode);
        await api.WithDbAsync(async db =>
        {
            db.Cases.Single(c => c.Number == found.Number).Advance(api.Clock.GetUtcNow());
            return await db.SaveChangesAsync(Answers.Ct);
        });
        var second = await GetIfChangedAsync(client, found.Number, tag);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.NotEqual(tag, second.Headers.ETag);
    }

    [Fact]
    public async Task The_timeline_tells_who_did_what()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var entry = (await (await api.ClientAsync("window")).JsonAsync($"/api/cases/{found.Number}/timeline")).GetProperty("items")[0];
        Assert.Equal((1, "registered", "window", "窗口工作人员"), (entry.GetProperty("sequence").GetInt32(), entry.Text("action"), entry.Text("actor"), entry.Text("actorName")));
        Assert.Equal("班玛县群团服务中心", entry.Text("actorBodyName"));
    }

    [Fact]
    public async Task The_due_dates_days_add_up_to_the_limit()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var deadlines = await (await api.ClientAsync("window")).JsonAsync($"/api/cases/{found.Number}/deadline");
        foreach (var deadline in new[] { deadlines.GetProperty("case"), deadlines.GetProperty("steps")[0].GetProperty("deadline") })
        {
            Assert.Equal("2026-10-12", deadline.Text("dueOn"));
            Assert.Equal("5个工作日", deadline.Text("limitText"));
            Assert.Equal(5, deadline.GetProperty("days").EnumerateArray().Count(d => d.GetProperty("counted").GetBoolean()));
        }

        Assert.Contains(deadlines.GetProperty("case").GetProperty("days").EnumerateArray(), d => d.Text("name") == "国庆节");
    }

    [Fact]
    public async Task A_paused_case_has_no_due_date_and_shows_its_pause()
    {
        var (found, _) = await new CaseSeed().AddAsync(api, (c, _, now) => c.Pause("b1", "公示", "Public notice", now));
        var client = await api.ClientAsync("window");
        var deadline = (await client.JsonAsync($"/api/cases/{found.Number}/deadline")).GetProperty("case");
        Assert.Equal((true, JsonValueKind.Null), (deadline.GetProperty("paused").GetBoolean(), deadline.GetProperty("dueOn").ValueKind));
        Assert.Equal("公示", deadline.GetProperty("pauses")[0].Text("reason"));
        var view = await client.JsonAsync($"/api/cases/{found.Number}");
        Assert.Equal("Paused", view.Text("status"));
        Assert.Equal(JsonValueKind.Null, view.GetProperty("dueOn").ValueKind);
    }

    [Fact]
    public async Task One_sentence_says_why_the_case_is_where_it_is()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var explanation = await (await api.ClientAsync("window")).JsonAsync($"/api/cases/{found.Number}/explanation");
        var facts = explanation.GetProperty("facts");
        Assert.Equal(("federation-disabled", "body", "2026-10-12"), (facts.Text("body"), facts.Text("waitingFor"), facts.Text("dueOn")));
        foreach (var part in new[] { found.Number, "指定评定机构", facts.Text("bodyName")!, "2026-09-29", "2026-10-12", "5个工作日" })
            Assert.Contains(part, explanation.Text("text"), StringComparison.Ordinal);
        Assert.Contains("5 working days", explanation.Text("textEn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_case_is_explained_by_its_result()
    {
        var (found, _) = await new CaseSeed().AddAsync(api, (c, item, now) =>
        {
            item.Cancel("withdrawn", "window", now);
            c.Close("withdrawn", null, now);
        });
        var explanation = await (await api.ClientAsync("window")).JsonAsync($"/api/cases/{found.Number}/explanation");
        Assert.Equal("closed", explanation.GetProperty("facts").Text("waitingFor"));
        Assert.Contains("已于 2026-09-29 办结", explanation.Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_for_the_applicant_is_told_as_such()
    {
        var (found, _) = await new CaseSeed { Kind = WorkItemKind.Materials }.AddAsync(api);
        var explanation = await (await api.ClientAsync("window")).JsonAsync($"/api/cases/{found.Number}/explanation");
        Assert.Equal("applicant", explanation.GetProperty("facts").Text("waitingFor"));
    }

    private static async Task<HttpResponseMessage> GetIfChangedAsync(HttpClient client, string number, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/cases/{number}");
        request.Headers.IfNoneMatch.Add(tag);
        return await client.SendAsync(request, Answers.Ct);
    }
}
