using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>Whoever decides asks others first, or has them sign; the workflow does not know of it.</summary>
public sealed class ConsultTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task An_opinion_is_given_beside_the_step_and_shown_to_who_asked()
    {
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await AskAsync(task, "consult", "civil-affairs"));
        var asked = await _driver.TaskAsync(number, "ask:designate");
        Assert.Equal(("civil-affairs", "Consult", "家庭是否在册？"), (asked.Text("body"), asked.Text("kind"), asked.Text("question")));
        await (await _driver.CompleteAsync("civil-affairs.handler", asked, "answered")).ProblemAsync(HttpStatusCode.BadRequest, "opinion-required");
        await CaseDriver.OkAsync(await _driver.CompleteAsync("civil-affairs.handler", asked, "answered", "在册，低保户"));
        var answer = (await (await api.ClientAsync("federation-disabled.handler")).JsonAsync($"/api/tasks/{task.Text("id")}/consults")).GetProperty("items")[0];
        Assert.Equal(("answered", "在册，低保户", "civil-affairs.handler"), (answer.Text("outcome"), answer.Text("opinion"), answer.Text("by")));
        Assert.Equal(["designate"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_step_waits_for_every_countersignature()
    {
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await AskAsync(task, "countersign", "civil-affairs", "trade-union"));
        await (await DecideAsync(task)).ProblemAsync(HttpStatusCode.Conflict, "countersign-open");
        var open = (await _driver.CaseAsync(number)).GetProperty("openTasks").EnumerateArray().Where(t => t.Text("kind") == "Countersign").ToList();
        await CaseDriver.OkAsync(await _driver.CompleteAsync("civil-affairs.handler", open.Single(t => t.Text("body") == "civil-affairs"), "disagree", "材料不一致"));
        await (await DecideAsync(task)).ProblemAsync(HttpStatusCode.Conflict, "countersign-open");
        var last = open.Single(t => t.Text("body") == "trade-union").Text("id");
        await (await _driver.PostAsync("civil-affairs.handler", $"/api/tasks/{last}/recall", new { reason = "不等了" })).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        await (await _driver.PostAsync("federation-disabled.handler", $"/api/tasks/{last}/recall", new { reason = " " })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await CaseDriver.OkAsync(await _driver.PostAsync("federation-disabled.handler", $"/api/tasks/{last}/recall", new { reason = "总工会已电话同意" }));
        await CaseDriver.OkAsync(await DecideAsync(task));
        Assert.Equal(["assess"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task What_is_still_asked_ends_with_the_step()
    {
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await AskAsync(task, "consult", "civil-affairs"));
        await CaseDriver.OkAsync(await DecideAsync(task));
        Assert.Equal(["assess"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_person_is_asked_by_name_and_answers_alone()
    {
        var signer = await Colleagues.AddAsync(api, "signer", "federation-disabled.handler");
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await AskAsync(task, "countersign", signer));
        var asked = await _driver.TaskAsync(number, "ask:designate");
        Assert.Equal(signer, asked.Text("assignee"));
        await (await _driver.CompleteAsync("federation-disabled.handler", asked, "agree")).ProblemAsync(HttpStatusCode.Forbidden, "task-claimed-by-other");
        await CaseDriver.OkAsync(await _driver.CompleteAsync(signer, asked, "agree"));
        await CaseDriver.OkAsync(await DecideAsync(task));
    }

    [Theory]
    [InlineData("no-such-body", "user-unknown")]
    [InlineData("federation-disabled", "body-same")]
    [InlineData("federation-disabled.handler", "user-unknown")]
    [InlineData("", "request-invalid")]
    public async Task A_receiver_that_cannot_be_asked_is_refused_and_nobody_is(string to, string code)
    {
        var (_, task) = await DesignateAsync();
        var before = await RowCounts.OfAsync(api);
        await (await AskAsync(task, "consult", to)).ProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task Nobody_is_asked_the_same_twice_or_by_who_does_not_decide()
    {
        var (_, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await AskAsync(task, "consult", "civil-affairs"));
        await (await AskAsync(task, "consult", "civil-affairs")).ProblemAsync(HttpStatusCode.BadRequest, "already-asked");
        await (await _driver.PostAsync("trade-union.handler", $"/api/tasks/{task.Text("id")}/consult", new { to = new[] { "hospital" }, question = "？" })).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
    }

    [Fact]
    public async Task The_pages_ask_answer_and_show()
    {
        var (number, task) = await DesignateAsync();
        using var asker = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await asker.OpenAsync($"/tasks/{task.Text("id")}");
        await asker.SubmitAsync("consult", ("kind", "countersign"), ("to", "civil-affairs"));
        Assert.Equal(HttpStatusCode.BadRequest, asker.Status);
        Assert.Equal("civil-affairs", asker.Page.QuerySelector("[id='consult-to'] option[selected]")?.GetAttribute("value"));
        await asker.SubmitAsync("consult", ("kind", "countersign"), ("to", "civil-affairs"), ("question", "是否同意指定？"));
        Assert.Contains("是否同意指定？", asker.Main, StringComparison.Ordinal);
        var asked = await _driver.TaskAsync(number, "ask:designate");
        using var other = await Visitor.SignedInAsync(api, "civil-affairs.handler");
        await other.OpenAsync($"/tasks/{asked.Text("id")}");
        Assert.Contains("是否同意指定？", other.Main, StringComparison.Ordinal);
        await other.SubmitAsync("decide", ("outcome", "agree"), ("opinion", "同意，请办理"));
        await asker.OpenAsync($"/tasks/{task.Text("id")}");
        Assert.Contains("同意，请办理", asker.Main, StringComparison.Ordinal);
    }

    private async Task<(string Number, JsonElement Task)> DesignateAsync()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        return (number, await _driver.TaskAsync(number, "designate"));
    }

    private Task<HttpResponseMessage> DecideAsync(JsonElement task) =>
        _driver.CompleteAsync("federation-disabled.handler", task, "done", data: new { hospital = "班玛县人民医院" });

    private Task<HttpResponseMessage> AskAsync(JsonElement task, string kind, params string[] to) =>
        _driver.PostAsync("federation-disabled.handler", $"/api/tasks/{task.Text("id")}/consult", new { to, question = "家庭是否在册？", kind });
}
