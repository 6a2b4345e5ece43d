using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Office;

/// <summary>What the joint office does about tasks leaves a trace everywhere it must, tells the bodies, and holds up nothing.</summary>
public sealed class SupervisionTests : IAsyncLifetime
{
    private readonly ApiFactory _api = new();
    private readonly CaseDriver _driver;

    public SupervisionTests() => _driver = new CaseDriver(_api);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Chosen_tasks_are_chased_and_those_that_cannot_be_are_told()
    {
        var (one, other) = (await AtFederationAsync(), await AtFederationAsync());
        using var office = await Visitor.SignedInAsync(_api, "office");
        await office.OpenAsync("/office/tasks?body=federation-disabled");
        var boxes = office.Page.QuerySelectorAll("input[name=tasks]").Select(b => b.GetAttribute("value")!).ToList();
        Assert.Equal(2, boxes.Count);

        await office.SubmitAsync("supervise", ("act", "Chase"), ("note", "本周内指定医院"));
        Assert.Equal(HttpStatusCode.BadRequest, office.Status);
        Assert.Contains("请至少选择一项", office.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("本周内指定医院", office.Value("note"));
        await office.SubmitAsync("supervise", ("tasks", boxes[0]), ("act", "Chase"), ("note", "本周内指定医院"));
        Assert.Contains("已督办 1 项", office.Main, StringComparison.Ordinal);
        Assert.Equal("", office.Value("note"));
        await office.SubmitAsync("supervise", ("tasks", boxes[0]), ("tasks", boxes[1]), ("act", "Chase"), ("note", "请一并办理"));
        Assert.Contains("已督办 1 项", office.Main, StringComparison.Ordinal);
        Assert.Contains("本工作日已经催办过", office.Main, StringComparison.Ordinal);

        foreach (var number in new[] { one, other }) Assert.Equal("office", Assert.Single(await _driver.EntriesAsync(number, "chased")).Text("actor"));
        await office.OpenAsync("/office/acts?body=federation-disabled&kind=Chase&by=office");
        Assert.Equal(2, office.Page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("本周内指定医院", office.Main, StringComparison.Ordinal);
        await office.OpenAsync("/office/acts?kind=Escalate");
        Assert.Empty(office.Page.QuerySelectorAll("tbody tr"));
        Assert.Empty(await StoreFindings.OfAsync(_api));
    }

    [Fact]
    public async Task Escalating_climbs_one_head_after_the_other_and_then_ends()
    {
        var number = await AtFederationAsync();
        var task = (await _driver.TaskAsync(number, "designate")).Text("id");
        var told = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            var answer = await CaseDriver.OkAsync(await SuperviseAsync("office", new { act = "Escalate", tasks = new[] { task }, note = "请上级督促" }));
            Assert.Equal(1, answer.GetProperty("done").GetInt32());
        }

        var passed = (await CaseDriver.OkAsync(await SuperviseAsync("office", new { act = "Escalate", tasks = new[] { task }, note = "再报" }))).GetProperty("passedOver")[0];
        Assert.Equal("escalated-already", passed.Text("code"));
        foreach (var entry in await _driver.EntriesAsync(number, "escalated-now")) told.Add(entry.GetProperty("detail").Text("to"));
        Assert.Equal(["federation-disabled", "city-federation-disabled", "province-federation-disabled"], told);
        var messages = await _api.WithDbAsync(db => db.Outbox.Where(m => m.To == "city-federation-disabled").Select(m => m.TextZh).ToListAsync(Answers.Ct));
        Assert.Contains("督办", Assert.Single(messages), StringComparison.Ordinal);
        Assert.DoesNotContain("请上级督促", messages[0], StringComparison.Ordinal);
        Assert.Empty(await StoreFindings.OfAsync(_api));
    }

    [Fact]
    public async Task The_page_of_a_task_assigns_it_to_a_body_and_says_what_is_missing()
    {
        var number = await AtFederationAsync();
        var id = (await _driver.TaskAsync(number, "designate")).Text("id");
        using var office = await Visitor.SignedInAsync(_api, "office");
        await office.OpenAsync($"/tasks/{id}");
        await office.SubmitAsync("supervise", ("act", "Assign"));
        Assert.Equal(HttpStatusCode.BadRequest, office.Status);
        Assert.NotNull(office.ErrorAt("note"));
        await office.SubmitAsync("supervise", ("act", "Assign"), ("to", "federation-disabled"), ("note", "仍由县残联办"));
        Assert.Equal(HttpStatusCode.BadRequest, office.Status);
        Assert.Contains("任务已在该单位", office.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        await office.SubmitAsync("supervise", ("act", "Assign"), ("to", "daka-federation-disabled"), ("note", "就近办理"));
        Assert.Equal(HttpStatusCode.OK, office.Status);
        Assert.Equal("daka-federation-disabled", (await _driver.TaskAsync(number, "designate")).Text("body"));
        var entry = Assert.Single(await _driver.EntriesAsync(number, "assigned"));
        Assert.Equal(("office", "就近办理"), (entry.Text("actor"), entry.GetProperty("detail").Text("reason")));
        await office.OpenAsync($"/cases/{number}");
        Assert.Contains("就近办理", office.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        var told = await _api.WithDbAsync(db => db.Outbox.CountAsync(m => m.To == "daka-federation-disabled" && m.TextZh.Contains("指定由你单位办理"), Answers.Ct));
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Only_the_joint_office_supervises_and_bad_requests_are_refused()
    {
        var number = await AtFederationAsync();
        var task = (await _driver.TaskAsync(number, "designate")).Text("id");
        await (await SuperviseAsync("federation-disabled.approver", new { act = "Chase", tasks = new[] { task }, note = "快" })).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await SuperviseAsync("office", new { act = "Chase", tasks = Array.Empty<string>(), note = "快" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await SuperviseAsync("office", new { act = "Assign", tasks = new[] { task }, note = "快" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await SuperviseAsync("office", new { tasks = new[] { task }, note = "快" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        var unknown = await CaseDriver.OkAsync(await SuperviseAsync("office", new { act = "Chase", tasks = new[] { Guid.AllBitsSet, Guid.Parse(task!) }, note = "快" }));
        Assert.Equal((1, "task-not-found"), (unknown.GetProperty("done").GetInt32(), unknown.GetProperty("passedOver")[0].Text("code")));
        Assert.Empty(await _driver.EntriesAsync(number, "escalated-now"));
    }

    [Fact]
    public async Task What_was_meant_for_a_task_that_is_done_by_now_does_not_hit_the_next()
    {
        var number = await AtFederationAsync();
        using var office = await Visitor.SignedInAsync(_api, "office");
        await office.OpenAsync($"/cases/{number}");
        await _driver.AnswerAsync(number, "designate", "done", data: new { hospital = "班玛县人民医院" });
        await office.SubmitAsync("supervise", ("act", "Chase"), ("note", "请今天办理"));
        Assert.Equal(HttpStatusCode.Conflict, office.Status);
        Assert.Empty(await _driver.EntriesAsync(number, "chased"));
        Assert.Equal("请今天办理", office.Value("note"));
    }

    private Task<HttpResponseMessage> SuperviseAsync(string by, object body) => _driver.PostAsync(by, "/api/tasks/supervise", body);

    /// <summary>A case that waits at the county's federation.</summary>
    private async Task<string> AtFederationAsync()
    {
        var number = await _driver.RegisterAsync(Application.Certificate);
        await _driver.AnswerAsync(number, "accept", "complete");
        return number;
    }
}
