using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Messages;

public sealed class InboundTests : InboundContract
{
    [Fact]
    public async Task A_call_that_is_not_the_partners_own_and_of_this_moment_is_not_believed()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        var answer = new { caseNumber = number, outcome = "yes" };
        var other = await ReferralFlow.PartnerAsync(Driver, "other-office");
        await (await CallAsync(answer, "1", tamper: text => text.Replace("yes", "no", StringComparison.Ordinal))).ProblemAsync(HttpStatusCode.Unauthorized, "signature-invalid");
        await (await ReferralFlow.CallAsync(Api, ReferralFlow.Partner, other, answer, "2")).ProblemAsync(HttpStatusCode.Unauthorized, "signature-invalid");
        await (await ReferralFlow.CallAsync(Api, "nobody", Secret, answer, "3")).ProblemAsync(HttpStatusCode.Unauthorized, "signature-invalid");
        await (await CallAsync(answer, "4", TimeSpan.FromMinutes(6))).ProblemAsync(HttpStatusCode.Unauthorized, "signature-expired");
        await (await CallAsync(answer, "5", TimeSpan.FromMinutes(-6))).ProblemAsync(HttpStatusCode.Unauthorized, "signature-expired");
        await (await Api.CreateClient().PostAsJsonAsync($"/api/inbound/{ReferralFlow.Partner}", answer, Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "signature-invalid");
        Assert.Equal(["refer"], CaseDriver.Open(await Driver.CaseAsync(number)));
        await CaseDriver.OkAsync(await CallAsync(answer, "1"));
    }

    [Fact]
    public async Task Another_partner_an_unknown_case_and_nothing_that_waits_are_answered_alike()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        var other = await ReferralFlow.PartnerAsync(Driver, "other-office", null, "something-else");
        HttpResponseMessage[] refused =
        [
            await ReferralFlow.CallAsync(Api, "other-office", other, new { caseNumber = number, outcome = "yes" }, "1"),
            await ReferralFlow.CallAsync(Api, "other-office", other, new { caseNumber = "63262299990001", outcome = "yes" }, "2"),
            await ReferralFlow.CallAsync(Api, "other-office", other, new { caseNumber = number, @event = ReferralFlow.Event }, "3"),
            await CallAsync(new { caseNumber = number, @event = ReferralFlow.Event }, "4"),
            await CallAsync(new { caseNumber = number, reference = "not-ours", outcome = "yes" }, "5"),
        ];
        var problems = new List<JsonElement>();
        foreach (var response in refused) problems.Add(await response.ProblemAsync(HttpStatusCode.NotFound, "nothing-waits"));
        Assert.Single(problems.Select(p => p.Text("title")).Distinct());
        Assert.Equal(["refer"], CaseDriver.Open(await Driver.CaseAsync(number)));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_told_by_its_fields()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        await (await CallAsync(new { caseNumber = number, outcome = "maybe" }, "1")).ProblemAsync(HttpStatusCode.BadRequest, "outcome-unknown");
        await (await CallAsync(new { caseNumber = number, outcome = "no" }, "2")).ProblemAsync(HttpStatusCode.BadRequest, "opinion-required");
        await (await CallAsync(new { caseNumber = number, outcome = "yes", data = new { level = 2 } }, "3")).ProblemAsync(HttpStatusCode.BadRequest, "form-invalid");
        await (await CallAsync(new { outcome = "yes", @event = "x" }, "4")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await CallAsync(new[] { 1 }, "5")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await CallAsync(new { caseNumber = number, outcome = "no", opinion = new string('否', 2001) }, "6")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await CallAsync(new { caseNumber = number, outcome = "no", opinion = new string('否', 40_000) }, "7")).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request-too-large");
        Assert.Equal(["refer"], CaseDriver.Open(await Driver.CaseAsync(number)));
        await CaseDriver.OkAsync(await CallAsync(new { caseNumber = number, outcome = "no", opinion = "不在册" }, "8"));
    }

    [Fact]
    public async Task The_body_that_holds_the_item_records_an_answer_that_came_otherwise()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        await Driver.AnswerAsync(number, "refer", "no", "电话答复：不在册");
        await (await CallAsync(new { caseNumber = number, outcome = "yes" }, "late")).ProblemAsync(HttpStatusCode.NotFound, "nothing-waits");
        await CaseDriver.OkAsync(await CallAsync(new { caseNumber = number, @event = ReferralFlow.Event }, "event"));
        Assert.Equal(["accept"], CaseDriver.Open(await Driver.CaseAsync(number)));
    }

    [Fact]
    public async Task An_office_that_is_silent_until_the_limit_is_passed_over()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        await Driver.PassToAsync("2026-10-20T00:00");
        Assert.Equal("refer", Assert.Single(await Driver.EntriesAsync(number, "lapsed")).Text("activityId"));
        await (await CallAsync(new { caseNumber = number, outcome = "yes" }, "late")).ProblemAsync(HttpStatusCode.NotFound, "nothing-waits");
    }

    [Fact]
    public async Task A_disabled_partner_is_not_believed_and_a_new_secret_replaces_the_old()
    {
        var number = await Driver.RegisterAsync(Application.Relief);
        var answer = new { caseNumber = number, outcome = "yes" };
        var admin = await Api.ClientAsync("admin");
        await CaseDriver.OkAsync(await admin.PostAsync($"/api/partners/{ReferralFlow.Partner}/disable", null, Answers.Ct));
        await (await CallAsync(answer, "1")).ProblemAsync(HttpStatusCode.Unauthorized, "signature-invalid");
        var renewed = (await CaseDriver.OkAsync(await admin.PostAsync($"/api/partners/{ReferralFlow.Partner}/secret", null, Answers.Ct))).Text("secret")!;
        await (await CallAsync(answer, "2")).ProblemAsync(HttpStatusCode.Unauthorized, "signature-invalid");
        await CaseDriver.OkAsync(await ReferralFlow.CallAsync(Api, ReferralFlow.Partner, renewed, answer, "3"));
        Assert.DoesNotContain(renewed, (await admin.JsonAsync("/api/partners")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partners_are_an_administrators_business()
    {
        var office = await Api.ClientAsync("office");
        await (await office.GetAsync("/api/partners", Answers.Ct)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await Driver.PostAsync("office", "/api/partners", new { code = "x", name = "x" })).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await Driver.PostAsync("office", $"/api/partners/{ReferralFlow.Partner}/secret", null)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await (await Driver.PostAsync("admin", "/api/partners", new { code = ReferralFlow.Partner, name = "x" })).ProblemAsync(HttpStatusCode.Conflict, "partner-exists");
        await (await Driver.PostAsync("admin", "/api/partners", new { code = "Not A Code", name = "" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await Driver.PostAsync("admin", "/api/partners/unknown/disable", null)).ProblemAsync(HttpStatusCode.NotFound, "partner-not-found");
    }

    internal override Task<ApiFactory> StartAsync(Dictionary<string, string> settings) => Task.FromResult(new ApiFactory { Settings = settings });
}
