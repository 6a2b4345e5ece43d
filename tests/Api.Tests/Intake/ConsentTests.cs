using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>Personal data crosses to another body with consent alone, or with a reason that the joint office sees.</summary>
public sealed class ConsentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Key = "finance-check";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task Without_consent_the_hand_over_is_refused_and_nothing_has_changed()
    {
        var number = await BeforeTheHandOverAsync(signed: false);
        var before = await RowCounts.OfAsync(api);
        var problem = await (await HandOverAsync(number)).ProblemAsync(HttpStatusCode.Forbidden, "consent-needed");
        Assert.True(problem.GetProperty("errors").TryGetProperty($"consents.{Key}", out _));
        Assert.Equal(before, await RowCounts.OfAsync(api));
        Assert.Equal("missing", await StateAsync(number));
    }

    [Fact]
    public async Task A_signed_paper_is_consent()
    {
        var number = await BeforeTheHandOverAsync(signed: true);
        await CaseDriver.OkAsync(await HandOverAsync(number));
        Assert.Equal("given", await StateAsync(number));
    }

    [Fact]
    public async Task Consent_noted_with_how_it_was_given_lets_the_case_go_on()
    {
        var number = await BeforeTheHandOverAsync(signed: false);
        await (await NoteAsync(number, "", " ")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await CaseDriver.OkAsync(await NoteAsync(number, "", "电话征得同意"));
        await CaseDriver.OkAsync(await HandOverAsync(number));
        Assert.Equal("电话征得同意", Assert.Single(await _driver.EntriesAsync(number, "consent-given")).GetProperty("detail").Text("reason"));
    }

    [Fact]
    public async Task An_override_needs_a_reason_and_the_joint_office_is_told()
    {
        var number = await BeforeTheHandOverAsync(signed: false);
        await (await NoteAsync(number, "/override", null)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await CaseDriver.OkAsync(await NoteAsync(number, "/override", "本人昏迷，无法表示同意"));
        await CaseDriver.OkAsync(await HandOverAsync(number));
        Assert.Equal("overridden", await StateAsync(number));
        Assert.True(await api.WithDbAsync(db => db.Outbox.AnyAsync(m => m.TextZh.Contains(number) && m.TextZh.Contains("未征得申请人同意"), Answers.Ct)));
    }

    [Fact]
    public async Task After_a_withdrawal_nothing_more_is_shared()
    {
        var number = await BeforeTheHandOverAsync(signed: true);
        await CaseDriver.OkAsync(await NoteAsync(number, "/withdraw", "不同意核对"));
        await (await HandOverAsync(number)).ProblemAsync(HttpStatusCode.Forbidden, "consent-needed");
        Assert.Equal("withdrawn", await StateAsync(number));
    }

    [Fact]
    public async Task Who_is_asked_for_an_opinion_sees_the_case_by_it_and_so_needs_the_consent_too()
    {
        var number = await BeforeTheHandOverAsync(signed: false);
        var task = await _driver.TaskAsync(number, "small");
        var before = await RowCounts.OfAsync(api);
        foreach (var to in new[] { "civil-affairs", "civil-affairs.handler" })
            await (await AskAsync(to)).ProblemAsync(HttpStatusCode.Forbidden, "consent-needed");
        Assert.Equal(before, await RowCounts.OfAsync(api));
        await (await (await api.ClientAsync("civil-affairs.handler")).GetAsync($"/api/cases/{number}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await CaseDriver.OkAsync(await NoteAsync(number, "/override", "本人昏迷，无法表示同意"));
        await CaseDriver.OkAsync(await AskAsync("civil-affairs"));
        await (await api.ClientAsync("civil-affairs.handler")).JsonAsync($"/api/cases/{number}");

        Task<HttpResponseMessage> AskAsync(string to) =>
            _driver.PostAsync(CaseDriver.HolderOf(task), $"/api/tasks/{task.Text("id")}/consult", new { to = new[] { to }, question = "家庭收入是否属实？" });
    }

    [Fact]
    public async Task Consent_given_when_registering_holds()
    {
        var body = JsonSerializer.SerializeToNode(Application.Relief.With("check-consent", "missing").Body)!.AsObject();
        body["consents"] = JsonSerializer.SerializeToNode(new[] { new { key = Key, how = "当面口头同意" } });
        var number = (await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", body), HttpStatusCode.Created)).Text("number")!;
        Assert.Equal("given", await StateAsync(number));
        body["consents"] = JsonSerializer.SerializeToNode(new[] { new { key = "other", how = "同意" } });
        body["confirmDuplicate"] = JsonSerializer.SerializeToNode(new { reason = "再次申请" });
        await (await _driver.PostAsync("window", "/api/cases", body)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
    }

    [Fact]
    public async Task A_consent_that_the_service_does_not_know_is_refused_and_strangers_see_no_case()
    {
        var number = await BeforeTheHandOverAsync(signed: true);
        await (await _driver.PostAsync("window", $"/api/cases/{number}/consents/other", new { words = "同意" })).ProblemAsync(HttpStatusCode.BadRequest, "consent-unknown");
        await (await _driver.PostAsync("science-association.handler", $"/api/cases/{number}/consents/{Key}", new { words = "同意" })).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
    }

    [Fact]
    public async Task The_case_page_shows_what_is_missing_and_takes_it_in()
    {
        var number = await BeforeTheHandOverAsync(signed: false);
        using var visitor = await Visitor.SignedInAsync(api, "office");
        await visitor.OpenAsync($"/cases/{number}");
        Assert.Contains("未征得", visitor.Main, StringComparison.Ordinal);
        await visitor.SubmitAsync("consent", ("key", Key), ("act", "Override"), ("words", ""));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.NotNull(visitor.ErrorAt("words"));
        Assert.Equal("Override", visitor.Value("act"));
        await visitor.SubmitAsync("consent", ("key", Key), ("act", "Give"), ("words", "本人签字"));
        Assert.Contains("已同意", visitor.Main, StringComparison.Ordinal);
    }

    /// <summary>A relief case whose next answer hands it to the civil affairs bureau.</summary>
    private async Task<string> BeforeTheHandOverAsync(bool signed)
    {
        var number = await _driver.RegisterAsync(signed ? Application.Relief : Application.Relief.With("check-consent", "missing"));
        await _driver.AnswerAsync(number, "accept", "complete");
        await _driver.AnswerAsync(number, "triage", "ordinary");
        await _driver.AnswerAsync(number, "investigate", "support", data: new { proposed = 2400 });
        await _driver.PassAsync(TimeSpan.FromDays(25));
        return number;
    }

    private async Task<HttpResponseMessage> HandOverAsync(string number)
    {
        var task = await _driver.TaskAsync(number, "small");
        return await _driver.CompleteAsync(CaseDriver.HolderOf(task), task, "large", data: new { amount = 3000 });
    }

    private Task<HttpResponseMessage> NoteAsync(string number, string act, string? words) =>
        _driver.PostAsync("office", $"/api/cases/{number}/consents/{Key}{act}", new { words });

    private async Task<string?> StateAsync(string number) => (await _driver.CaseAsync(number)).GetProperty("consents")[0].Text("state");
}
