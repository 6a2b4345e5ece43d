using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Aftercare;

/// <summary>Who is refused may object; the body above decides, and what it changes binds the first.</summary>
public sealed class ObjectionTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_changed_decision_opens_the_case_again_with_a_binding_note()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        await CaseDriver.OkAsync(await FileAsync(number));
        var task = await _driver.TaskAsync(number, "objection");
        Assert.Equal(("city-federation-disabled", "Objection"), (task.Text("body"), task.Text("kind")));
        await (await _driver.CompleteAsync("federation-disabled.approver", task, "uphold", "维持")).ProblemAsync(HttpStatusCode.Forbidden, "task-not-yours");
        await CaseDriver.OkAsync(await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "change", "应当请专业机构鉴定"));
        var found = await _driver.CaseAsync(number);
        Assert.Equal(("InProgress", "survey"), (found.Text("status"), Assert.Single(CaseDriver.Open(found))));
        var objection = Assert.Single((await ListAsync(number)).EnumerateArray());
        Assert.Equal(("Changed", "应当请专业机构鉴定"), (objection.Text("outcome"), objection.Text("note")));
        Assert.Equal("应当请专业机构鉴定", Assert.Single(await _driver.EntriesAsync(number, "reopened")).GetProperty("detail").Text("reason"));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task A_decision_that_stands_is_told_to_the_applicant_and_the_case_stays_closed()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        await CaseDriver.OkAsync(await FileAsync(number));
        await _driver.AnswerAsync(number, "objection", "uphold", "鉴定结论清楚");
        var tracked = await api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234");
        var objection = Assert.Single(tracked.GetProperty("objections").EnumerateArray());
        Assert.Equal(("Closed", "Upheld", "鉴定结论清楚"), (tracked.Text("status"), objection.Text("outcome"), objection.Text("note")));
        Assert.Contains(tracked.GetProperty("messages").EnumerateArray(), m => m.Text("text")!.Contains("维持原决定", StringComparison.Ordinal));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task After_the_limit_and_for_another_result_nobody_objects()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        await _driver.PassToAsync("2026-10-09T00:00");
        await (await FileAsync(number)).ProblemAsync(HttpStatusCode.Conflict, "objection-too-late");
        Assert.Null((await api.CreateClient().JsonAsync($"/api/track/{number}?tail=1234")).Text("objectUntil"));
        var issued = await ClosedCases.CertificateAsync(api);
        await (await FileAsync(issued)).ProblemAsync(HttpStatusCode.Conflict, "objection-not-offered");
        var open = await _driver.RegisterAsync(Application.HomeAdaptation);
        await (await FileAsync(open)).ProblemAsync(HttpStatusCode.Conflict, "case-not-closed");
    }

    [Fact]
    public async Task A_closing_is_objected_to_once()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        await api.ClientAsync("window");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => FileAsync(number)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        Assert.Single((await ListAsync(number)).EnumerateArray());
        Assert.Equal(["objection"], CaseDriver.Open(await _driver.CaseAsync(number)));
        await (await FileAsync(number, "另一个理由")).ProblemAsync(HttpStatusCode.Conflict, "objection-filed");
    }

    [Fact]
    public async Task A_reopening_settles_an_objection_that_nobody_has_decided()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        await CaseDriver.OkAsync(await FileAsync(number));
        await CaseDriver.OkAsync(await _driver.PostAsync("office", $"/api/cases/{number}/reopen", new { reason = "原单位自行纠正" }));
        Assert.Equal("Dropped", Assert.Single((await ListAsync(number)).EnumerateArray()).Text("outcome"));
        Assert.Equal(["survey"], CaseDriver.Open(await _driver.CaseAsync(number)));
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task A_resident_objects_alone_with_the_phone_tail()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        var client = api.CreateClient();
        await (await client.PostAsJsonAsync($"/api/track/{number}/objection", new { tail = "0000", text = "不服" }, Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        using var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{number}");
        await resident.SubmitAsync("track", ("tail", "1234"));
        Assert.Contains("2026年10月8日", resident.Main, StringComparison.Ordinal);
        await SubmitAsync(resident, " ");
        Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
        Assert.Contains("异议", resident.ErrorAt("objection"), StringComparison.Ordinal);
        await SubmitAsync(resident, "只看了一次就拒绝");
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("正在复核", resident.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_window_files_and_reopens_on_the_case_page()
    {
        var number = await ClosedCases.RefusedAdaptationAsync(api);
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync($"/cases/{number}");
        await window.SubmitAsync("object", ("objection", "不同意"));
        Assert.Contains("正在复核", window.Main, StringComparison.Ordinal);
        await window.SubmitAsync("reopen");
        Assert.NotNull(window.ErrorAt("reason"));
        await window.SubmitAsync("reopen", ("reason", "补交材料"));
        Assert.Contains("入户核实评估", window.Main, StringComparison.Ordinal);
    }

    private static Task SubmitAsync(Visitor resident, string text) => resident.SubmitWithAsync("objects", ("objection", text));

    private Task<HttpResponseMessage> FileAsync(string number, string text = "只看了一次就拒绝") =>
        _driver.PostAsync("window", $"/api/cases/{number}/objection", new { text });

    private async Task<JsonElement> ListAsync(string number) => (await (await api.ClientAsync("office")).JsonAsync($"/api/cases/{number}/objections")).GetProperty("items");
}
