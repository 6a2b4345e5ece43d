using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Due;

/// <summary>A limit is prolonged once, by the head, for a reason, by what the rule allows.</summary>
public sealed class ExtensionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Head = "federation-disabled.approver";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task The_head_prolongs_a_step_once_and_the_arithmetic_says_so()
    {
        var (number, task) = await InReviewAsync();
        // Seven working days from 13 October: 14.-16. (3), 19.-22. (7).
        Assert.Equal("2026-10-22", task.Text("dueOn"));
        await CaseDriver.OkAsync(await ExtendAsync(Head, task, new { days = 2, reason = "需要省里复核" }));
        task = await _driver.TaskAsync(number, "review");
        Assert.Equal(("2026-10-26", "9wd"), (task.Text("dueOn"), task.Text("limit")));
        var deadline = (await DeadlineAsync(number)).GetProperty("steps").EnumerateArray().Single(s => s.Text("activityId") == "review").GetProperty("deadline");
        Assert.Equal(9, deadline.GetProperty("days").EnumerateArray().Count(d => d.GetProperty("counted").GetBoolean()));
        Assert.Equal(("7wd", "2wd", "需要省里复核"), (deadline.GetProperty("extension").Text("limit"), deadline.GetProperty("extension").Text("by"), deadline.GetProperty("extension").Text("reason")));
        await (await ExtendAsync(Head, task, new { days = 1, reason = "再延一天" })).ProblemAsync(HttpStatusCode.Conflict, "extension-twice");
        // What was pending moved along: neither card comes by the old date.
        await _driver.PassToAsync("2026-10-26T08:59");
        Assert.Empty(await _driver.EntriesAsync(number, "step-overdue"));
        await _driver.PassToAsync("2026-10-27T00:00");
        Assert.Equal("2026-10-27T00:00:00+08:00", Assert.Single(await _driver.EntriesAsync(number, "step-overdue")).Text("at"));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task More_than_the_rule_allows_no_reason_and_a_stranger_are_refused_and_change_nothing()
    {
        var (number, task) = await InReviewAsync();
        await (await ExtendAsync(Head, task, new { days = 4, reason = "忙" })).ProblemAsync(HttpStatusCode.BadRequest, "extension-too-long");
        await (await ExtendAsync(Head, task, new { limit = "3d", reason = "忙" })).ProblemAsync(HttpStatusCode.BadRequest, "extension-too-long");
        await (await ExtendAsync(Head, task, new { limit = "soon", reason = "忙" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await ExtendAsync(Head, task, new { days = 2, reason = " " })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await ExtendAsync("trade-union.approver", task, new { days = 2, reason = "忙" })).ProblemAsync(HttpStatusCode.Forbidden, "extension-not-yours");
        await (await ExtendAsync("federation-disabled.handler", task, new { days = 2, reason = "忙" })).ProblemAsync(HttpStatusCode.Forbidden, "extension-not-yours");
        await _driver.PassToAsync("2026-10-23T00:00");
        await (await ExtendAsync(Head, task, new { days = 2, reason = "晚了" })).ProblemAsync(HttpStatusCode.Conflict, "extension-too-late");
        Assert.Equal("2026-10-22", (await _driver.TaskAsync(number, "review")).Text("dueOn"));
        Assert.Empty(await _driver.EntriesAsync(number, "step-extended"));
    }

    [Fact]
    public async Task A_step_whose_service_says_nothing_of_it_is_not_prolonged()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Driving.Application.HomeAdaptation);
        await (await ExtendAsync("office", await _driver.TaskAsync(number, "accept"), new { days = 1, reason = "忙" })).ProblemAsync(HttpStatusCode.Conflict, "extension-not-allowed");
        await (await _driver.PostAsync("office", $"/api/cases/{number}/extend", new { days = 1, reason = "忙" })).ProblemAsync(HttpStatusCode.Conflict, "extension-not-allowed");
    }

    [Fact]
    public async Task The_case_is_prolonged_on_its_page_and_the_promise_stands_beside_the_law()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Driving.Application.Certificate);
        var before = (await _driver.CaseAsync(number)).GetProperty("deadline");
        // 16 working days end on 27 October, the law's 20 on 2 November.
        Assert.Equal(("2026-10-27", "20wd", "2026-11-02"), (before.Text("dueOn"), before.GetProperty("statutory").Text("limit"), before.GetProperty("statutory").Text("dueOn")));
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/cases/{number}/deadline");
        await office.SubmitAsync("extend-case", ("limit", "30"), ("reason", "等待补充鉴定"));
        Assert.Equal(HttpStatusCode.BadRequest, office.Status);
        Assert.Contains("最多延长10个工作日", office.Main, StringComparison.Ordinal);
        Assert.Contains("等待补充鉴定", office.Page.QuerySelector("textarea[name=reason]")!.TextContent, StringComparison.Ordinal);
        await office.SubmitAsync("extend-case", ("limit", "10"), ("reason", "等待补充鉴定"));
        await office.OpenAsync($"/cases/{number}/deadline");
        Assert.Contains("16个工作日，延长10个工作日，共26个工作日", office.Main, StringComparison.Ordinal);
        Assert.Equal("2026-11-10", (await _driver.CaseAsync(number)).Text("dueOn"));
        Assert.Equal("等待补充鉴定", Assert.Single(await _driver.EntriesAsync(number, "case-extended")).GetProperty("detail").Text("reason"));
    }

    private async Task<(string Number, JsonElement Task)> InReviewAsync()
    {
        api.Clock.Set(CaseDriver.Local("2026-09-29T10:00"));
        var number = await _driver.RegisterAsync(Driving.Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await _driver.AnswerAsync(number, "assess", "meets", data: new { type = "4", grade = "2" });
        await _driver.PassToAsync("2026-10-13T10:00");
        return (number, await _driver.TaskAsync(number, "review"));
    }

    private Task<HttpResponseMessage> ExtendAsync(string by, JsonElement task, object body) => _driver.PostAsync(by, $"/api/tasks/{task.Text("id")}/extend", body);

    private async Task<JsonElement> DeadlineAsync(string number) => await (await api.ClientAsync("office")).JsonAsync($"/api/cases/{number}/deadline");
}
