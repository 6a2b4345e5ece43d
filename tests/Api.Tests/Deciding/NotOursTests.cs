using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>A body may say that a task is not its to do; the task then still has somebody, and the third time the joint meeting decides.</summary>
public sealed class NotOursTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task The_task_goes_to_the_body_that_is_suggested()
    {
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await BounceAsync("federation-disabled.handler", task, "civil-affairs"));
        var moved = await _driver.TaskAsync(number, "designate");
        Assert.Equal(("civil-affairs", "handler", task.Text("dueOn")), (moved.Text("body"), moved.Text("role"), moved.Text("dueOn")));
        var bounce = (await _driver.CaseAsync(number)).GetProperty("bounces")[0];
        Assert.Equal(("federation-disabled", "不是本地残联的事", "civil-affairs"), (bounce.Text("body"), bounce.Text("reason"), bounce.Text("suggested")));
        await CaseDriver.OkAsync(await _driver.CompleteAsync("civil-affairs.handler", moved, "done", data: new { hospital = "班玛县人民医院" }));
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task Without_a_suggestion_the_window_must_say_who_does_it()
    {
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await BounceAsync("federation-disabled.handler", task, null));
        var waiting = await _driver.TaskAsync(number, "designate");
        Assert.Equal(("county-station", "clerk", "handler"), (waiting.Text("body"), waiting.Text("role"), waiting.Text("assignRole")));
        Assert.Equal(0, waiting.GetProperty("outcomes").GetArrayLength());
        await (await _driver.CompleteAsync("window", waiting, "done", data: new { hospital = "甲" })).ProblemAsync(HttpStatusCode.Conflict, "assignment-open");
        await (await _driver.PostAsync("window", $"/api/tasks/{waiting.Text("id")}/return", new { reason = "退" })).ProblemAsync(HttpStatusCode.Conflict, "assignment-open");
        await (await BounceAsync("window", waiting, null)).ProblemAsync(HttpStatusCode.Conflict, "assignment-open");
        await (await AssignAsync("window", waiting, "federation-disabled")).ProblemAsync(HttpStatusCode.BadRequest, "body-bounced");
        await (await AssignAsync("window", waiting, "county-station")).ProblemAsync(HttpStatusCode.BadRequest, "body-unknown");
        await CaseDriver.OkAsync(await AssignAsync("window", waiting, "civil-affairs"));
        var assigned = await _driver.TaskAsync(number, "designate");
        Assert.Equal(("civil-affairs", "handler", null), (assigned.Text("body"), assigned.Text("role"), assigned.Text("assignRole")));
        await CaseDriver.OkAsync(await _driver.CompleteAsync("civil-affairs.handler", assigned, "done", data: new { hospital = "班玛县人民医院" }));
    }

    [Fact]
    public async Task The_third_time_the_joint_office_decides_and_its_word_holds()
    {
        var (number, task) = await DesignateAsync();
        await CaseDriver.OkAsync(await BounceAsync("federation-disabled.handler", task, "civil-affairs"));
        await CaseDriver.OkAsync(await BounceAsync("civil-affairs.handler", task, "trade-union"));
        await CaseDriver.OkAsync(await BounceAsync("trade-union.handler", task, "womens-federation"));
        var waiting = await _driver.TaskAsync(number, "designate");
        Assert.Equal(("joint-office", "supervisor", "handler"), (waiting.Text("body"), waiting.Text("role"), waiting.Text("assignRole")));
        Assert.Equal(["federation-disabled", "civil-affairs", "trade-union"], (await _driver.CaseAsync(number)).GetProperty("bounces").EnumerateArray().Select(b => b.Text("body")));
        await CaseDriver.OkAsync(await AssignAsync("office", waiting, "federation-disabled"));
        await (await BounceAsync("federation-disabled.handler", waiting, "civil-affairs")).ProblemAsync(HttpStatusCode.Conflict, "bounce-final");
        await CaseDriver.OkAsync(await _driver.CompleteAsync("federation-disabled.handler", waiting, "done", data: new { hospital = "班玛县人民医院" }));
        Assert.Equal(3, (await _driver.EntriesAsync(number, "not-ours")).Count);
        Assert.Empty(await StoreFindings.OfAsync(api));
    }

    [Theory]
    [InlineData("no-such-body", "body-unknown")]
    [InlineData("county-station", "body-unknown")]
    [InlineData("federation-disabled", "body-same")]
    public async Task A_suggestion_that_cannot_be_is_refused_and_changes_nothing(string to, string code)
    {
        var (_, task) = await DesignateAsync();
        var before = await RowCounts.OfAsync(api);
        await (await BounceAsync("federation-disabled.handler", task, to)).ProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task It_is_not_sent_back_to_who_declined_it_nor_declined_by_others()
    {
        var (_, task) = await DesignateAsync();
        await (await BounceAsync("trade-union.handler", task, "civil-affairs")).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        await (await BounceAsync("office", task, "civil-affairs")).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        await CaseDriver.OkAsync(await BounceAsync("federation-disabled.handler", task, "civil-affairs"));
        await (await BounceAsync("civil-affairs.handler", task, "federation-disabled")).ProblemAsync(HttpStatusCode.BadRequest, "body-bounced");
        await (await BounceAsync("civil-affairs.handler", task, "trade-union", " ")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task Waiting_for_papers_is_nobody_elses_to_do()
    {
        var number = await _driver.RegisterAsync(Application.Certificate.With("photos", "missing"));
        await _driver.AnswerAsync(number, "accept", "gaps", "缺照片", new { missing = new[] { "photos" } });
        var task = await _driver.TaskAsync(number, "supplement");
        await (await BounceAsync("sailaitang-station.clerk", task, "county-station")).ProblemAsync(HttpStatusCode.Conflict, "not-ours-not-here");
    }

    [Fact]
    public async Task On_the_pages_the_body_declines_and_the_window_assigns()
    {
        var (number, task) = await DesignateAsync();
        using var federation = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await federation.OpenAsync($"/tasks/{task.Text("id")}");
        await federation.SubmitAsync("not-ours", ("suggestedBody", "civil-affairs"));
        Assert.Equal(HttpStatusCode.BadRequest, federation.Status);
        Assert.Equal("civil-affairs", federation.Value("suggestedBody"));
        await federation.SubmitAsync("not-ours", ("suggestedBody", ""), ("reason", "应由别的单位办理"));
        Assert.Equal("/tasks", federation.Path);

        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync($"/tasks/{task.Text("id")}");
        Assert.Contains("应由别的单位办理", window.Main, StringComparison.Ordinal);
        Assert.Null(window.Page.QuerySelector("[name=outcome]"));
        await window.SubmitAsync("transfer", ("to", "civil-affairs"), ("reason", "由民政局办理"));
        Assert.Equal("civil-affairs", (await _driver.TaskAsync(number, "designate")).Text("body"));
    }

    private async Task<(string Number, JsonElement Task)> DesignateAsync()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        return (number, await _driver.TaskAsync(number, "designate"));
    }

    private Task<HttpResponseMessage> BounceAsync(string by, JsonElement task, string? suggestedBody, string reason = "不是本地残联的事") =>
        _driver.PostAsync(by, $"/api/tasks/{task.Text("id")}/not-ours", new { reason, suggestedBody });

    private Task<HttpResponseMessage> AssignAsync(string by, JsonElement task, string to) =>
        _driver.PostAsync(by, $"/api/tasks/{task.Text("id")}/transfer", new { to, reason = "由其办理" });
}
