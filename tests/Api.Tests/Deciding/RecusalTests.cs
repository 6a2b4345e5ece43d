using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>Whoever keeps out of a case decides nothing on it, and the case still has somebody.</summary>
public sealed class RecusalTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task What_the_person_held_goes_back_and_never_comes_again()
    {
        var related = await Colleagues.AddAsync(api, "relative", "federation-disabled.handler");
        var (number, task) = await DesignateAsync();
        var url = $"/api/tasks/{task.Text("id")}";
        await CaseDriver.OkAsync(await _driver.PostAsync(related, $"{url}/claim", null));
        await (await _driver.PostAsync(related, $"{url}/recuse", new { reason = "" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await CaseDriver.OkAsync(await _driver.PostAsync(related, $"{url}/recuse", new { reason = "申请人是我的表弟" }));
        var free = await _driver.TaskAsync(number, "designate");
        Assert.Null(free.Text("assignee"));
        Assert.DoesNotContain(related, Colleagues.CandidatesOf(free));
        Assert.Contains("federation-disabled.handler", Colleagues.CandidatesOf(free));
        await (await _driver.PostAsync(related, $"{url}/claim", null)).ProblemAsync(HttpStatusCode.Forbidden, "recused");
        await (await _driver.CompleteAsync(related, task, "done", data: new { hospital = "甲" })).ProblemAsync(HttpStatusCode.Forbidden, "recused");
        await (await _driver.PostAsync("federation-disabled.handler", $"{url}/transfer", new { to = related, reason = "请帮忙" })).ProblemAsync(HttpStatusCode.Forbidden, "recused");
        await (await _driver.PostAsync(related, $"{url}/recuse", new { reason = "再说一次" })).ProblemAsync(HttpStatusCode.Conflict, "already-recused");
        Assert.Equal("relative", (await _driver.CaseAsync(number)).GetProperty("recusals")[0].Text("user"));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task Where_the_only_person_of_a_post_keeps_out_the_body_above_takes_the_task()
    {
        var number = await _driver.RegisterAsync(Application.StudentAid);
        await _driver.AnswerAsync(number, "accept", "complete");
        var task = await _driver.TaskAsync(number, "check");
        Assert.Equal("sailaitang-trade-union", task.Text("body"));
        await CaseDriver.OkAsync(await _driver.PostAsync("sailaitang-trade-union.handler", $"/api/tasks/{task.Text("id")}/recuse", new { reason = "学生是我的女儿" }));
        var above = await _driver.TaskAsync(number, "check");
        Assert.Equal(("trade-union", "handler", task.Text("dueOn")), (above.Text("body"), above.Text("role"), above.Text("dueOn")));
        await (await _driver.CompleteAsync("sailaitang-trade-union.handler", task, "support")).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task The_joint_office_records_it_for_steps_to_come()
    {
        var related = await Colleagues.AddAsync(api, "cousin", "federation-disabled.handler");
        var number = await _driver.RegisterAsync(Application.Certificate);
        await (await RecordAsync("window", number, related)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await RecordAsync("office", number, "no-such-user")).ProblemAsync(HttpStatusCode.BadRequest, "user-unknown");
        await (await RecordAsync("office", "20260929000000", related)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await CaseDriver.OkAsync(await RecordAsync("office", number, related));
        await _driver.AnswerAsync(number, "accept", "complete");
        var task = await _driver.TaskAsync(number, "designate");
        Assert.DoesNotContain(related, Colleagues.CandidatesOf(task));
        await (await _driver.CompleteAsync(related, task, "done", data: new { hospital = "甲" })).ProblemAsync(HttpStatusCode.Forbidden, "recused");
    }

    [Fact]
    public async Task The_pages_take_it_and_show_it_on_the_case()
    {
        await Colleagues.AddAsync(api, "aunt", "federation-disabled.handler");
        var (number, task) = await DesignateAsync();
        using var aunt = await Visitor.SignedInAsync(api, "aunt");
        await aunt.OpenAsync($"/tasks/{task.Text("id")}");
        await aunt.SubmitAsync("recuse", ("reason", "申请人是我的侄子"));
        Assert.Equal("/tasks", aunt.Path);
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/cases/{number}");
        Assert.Contains("申请人是我的侄子", office.Main, StringComparison.Ordinal);
        await office.SubmitAsync("recuse", ("user", "nobody-at-all"), ("reason", "亲属"));
        Assert.Contains("nobody-at-all", office.ErrorAt("user"), StringComparison.Ordinal);
        await office.SubmitAsync("recuse", ("user", "hospital.handler"), ("reason", "亲属"));
        Assert.Equal(2, (await _driver.CaseAsync(number)).GetProperty("recusals").GetArrayLength());
    }

    private async Task<(string Number, JsonElement Task)> DesignateAsync()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        return (number, await _driver.TaskAsync(number, "designate"));
    }

    private Task<HttpResponseMessage> RecordAsync(string by, string number, string user) =>
        _driver.PostAsync(by, $"/api/cases/{number}/recusals", new { user, reason = "申请人的亲属" });
}
