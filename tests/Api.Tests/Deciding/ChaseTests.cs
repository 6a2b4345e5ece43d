using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Deciding;

/// <summary>The window that keeps a case and the joint office chase what is slow, once a working day.</summary>
public sealed class ChaseTests
{
    [Fact]
    public async Task A_chaser_may_chase_a_task_once_a_working_day()
    {
        await using var api = new ApiFactory();
        var driver = new CaseDriver(api);
        // A Wednesday before seven days off: 30 September 2026; offices open again on 8 October.
        api.Clock.Set(CaseDriver.Local("2026-09-30T10:00:00"));
        var number = await driver.RegisterAsync(Application.Certificate);
        await driver.AnswerAsync(number, "accept", "complete");
        var task = (await driver.TaskAsync(number, "designate")).Text("id");
        var url = $"/api/tasks/{task}/chase";
        var body = new { message = "请今天指定医院" };
        await CaseDriver.OkAsync(await driver.PostAsync("window", url, body));
        await (await driver.PostAsync("window", url, body)).ProblemAsync(HttpStatusCode.Conflict, "chased-today");
        await CaseDriver.OkAsync(await driver.PostAsync("office", url, body));
        api.Clock.Set(CaseDriver.Local("2026-10-04T10:00:00"));
        await (await driver.PostAsync("window", url, body)).ProblemAsync(HttpStatusCode.Conflict, "chased-today");
        api.Clock.Set(CaseDriver.Local("2026-10-08T09:00:00"));
        await CaseDriver.OkAsync(await driver.PostAsync("window", url, body));
        var chased = await driver.EntriesAsync(number, "chased");
        Assert.Equal(["window", "office", "window"], chased.Select(e => e.Text("actor")));
        Assert.Equal("请今天指定医院", chased[0].GetProperty("detail").Text("reason"));
        var told = await api.WithDbAsync(db => db.Outbox.Where(m => m.To == "federation-disabled" && m.TextZh!.Contains("催办")).Select(m => m.TextZh).ToListAsync(Answers.Ct));
        Assert.NotEmpty(told);
        Assert.DoesNotContain(told, t => t!.Contains("请今天指定医院", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Others_do_not_chase_and_what_is_decided_is_not_chased()
    {
        await using var api = new ApiFactory();
        var driver = new CaseDriver(api);
        var number = await driver.RegisterAsync(Application.Certificate);
        var task = (await driver.TaskAsync(number, "accept")).Text("id");
        await (await driver.PostAsync("science-association.handler", $"/api/tasks/{task}/chase", new { message = "快" })).ProblemAsync(HttpStatusCode.NotFound, "task-not-found");
        await driver.AnswerAsync(number, "accept", "complete");
        await (await driver.PostAsync("federation-disabled.handler", $"/api/tasks/{task}/chase", new { message = "快" })).ProblemAsync(HttpStatusCode.Forbidden, "chase-not-yours");
        await (await driver.PostAsync("window", $"/api/tasks/{task}/chase", new { message = "快" })).ProblemAsync(HttpStatusCode.Conflict, "task-already-decided");
        await (await driver.PostAsync("window", $"/api/tasks/{task}/chase", new { message = "" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task The_window_chases_from_the_page_of_the_case_where_its_contact_stands()
    {
        await using var api = new ApiFactory();
        var driver = new CaseDriver(api);
        var number = await driver.RegisterAsync(Application.Certificate);
        await driver.AnswerAsync(number, "accept", "complete");
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync($"/cases/{number}");
        Assert.Contains("首问联系窗口：班玛县群团服务中心 0975-0000000", window.Main, StringComparison.Ordinal);
        await window.SubmitAsync("supervise", ("note", ""));
        Assert.NotNull(window.ErrorAt("note"));
        // The window's only act: whatever else is sent, it chases.
        await window.SubmitAsync("supervise", ("act", "Assign"), ("to", "daka-federation-disabled"), ("note", "请尽快"));
        Assert.Equal("federation-disabled", (await driver.TaskAsync(number, "designate")).Text("body"));
        Assert.Single(await driver.EntriesAsync(number, "chased"));
        Assert.Contains("请尽快", window.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        var contact = (await api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234")).GetProperty("contact");
        Assert.Equal(("班玛县群团服务中心", "0975-0000000"), (contact.Text("name"), contact.Text("phone")));
        using var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{number}");
    }
}
