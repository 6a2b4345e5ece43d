using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>Somebody files for the applicant: as long as the mandate runs, and a guardian where the service asks for one.</summary>
public sealed class AgentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Theory]
    [InlineData("2026-09-28", "agent.mandateUntil")]
    [InlineData("2026-09-29", null)]
    [InlineData(null, null)]
    public async Task A_mandate_that_is_over_is_refused_at_the_window(string? until, string? field)
    {
        var answer = await _driver.PostAsync("window", "/api/cases", Filed(Application.UnionMembership, "配偶", until));
        if (field is null) await CaseDriver.OkAsync(answer, HttpStatusCode.Created);
        else Assert.True((await answer.ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid")).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task When_the_mandate_ends_while_the_case_runs_the_agent_brings_and_withdraws_nothing_more()
    {
        var number = await RegisterAsync(Filed(Application.Certificate.With("photos", "missing"), "配偶", "2026-10-09"));
        object papers = new { materials = new[] { new { key = "photos", state = "provided" } }, by = "agent" };
        await _driver.PassToAsync("2026-10-10T09:00:00");
        try
        {
            await (await _driver.PostAsync("window", $"/api/cases/{number}/materials", papers)).ProblemAsync(HttpStatusCode.Forbidden, "mandate-expired");
            await (await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不办了", by = "agent" })).ProblemAsync(HttpStatusCode.Forbidden, "mandate-expired");
            Assert.Contains("missing", (await _driver.CaseAsync(number)).GetProperty("materials").EnumerateArray().Select(m => m.Text("state")));
            using var visitor = await Visitor.SignedInAsync(api, "window");
            await visitor.OpenAsync($"/cases/{number}");
            Assert.Contains("委托已到期", visitor.Main, StringComparison.Ordinal);
            await visitor.SubmitAsync("withdraw", ("reason", "不办了"), ("by", "agent"));
            Assert.Equal(HttpStatusCode.Forbidden, visitor.Status);
            Assert.Contains("到期", visitor.ErrorAt("by"), StringComparison.Ordinal);
            Assert.Equal("不办了", visitor.Value("reason"));
            await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不办了", by = "applicant" }));
        }
        finally
        {
            await _driver.PassToAsync("2026-09-29T10:00:00");
        }
    }

    [Fact]
    public async Task While_the_mandate_runs_the_agent_acts_and_the_record_says_so()
    {
        var number = await RegisterAsync(Filed(Application.Certificate.With("photos", "missing"), "配偶", null));
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{number}/materials", new { materials = new[] { new { key = "photos", state = "provided" } }, by = "agent" }));
        Assert.Equal("agent", Assert.Single(await _driver.EntriesAsync(number, "materials-received")).GetProperty("detail").Text("by"));
    }

    [Fact]
    public async Task Without_an_agent_nobody_acts_as_one()
    {
        var number = await _driver.RegisterAsync(Application.LegalAid);
        await (await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不办了", by = "agent" })).ProblemAsync(HttpStatusCode.Conflict, "agent-unknown");
        await (await _driver.PostAsync("window", $"/api/cases/{number}/withdraw", new { reason = "不办了", by = "somebody" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("邻居", false)]
    [InlineData("监护人", true)]
    [InlineData("parent", true)]
    public async Task For_a_small_child_a_guardian_files(string? relation, bool taken)
    {
        var child = Application.Certificate.With("guardian-proof", "provided") with { IdNumber = Application.Person("20200601") };
        var answer = await _driver.PostAsync("window", "/api/cases", relation is null ? child.Body : Filed(child, relation, null));
        if (taken) await CaseDriver.OkAsync(answer, HttpStatusCode.Created);
        else Assert.Contains("监护人", (await answer.ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid")).GetProperty("errors").GetProperty("agent.relation")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_their_own_agent()
    {
        var application = Application.LegalAid;
        var problem = await (await _driver.PostAsync("window", "/api/cases", Filed(application, "配偶", null, application.IdNumber))).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("agent.idNumber", out _));
    }

    [Fact]
    public async Task Agent_mandate_and_contact_stand_on_the_receipt()
    {
        var number = await RegisterAsync(Filed(Application.LegalAid, "配偶", "2026-12-31"));
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync($"/cases/{number}/receipt");
        foreach (var words in new[] { "卓玛", "配偶", "2026年12月31日", "首问负责人" }) Assert.Contains(words, visitor.Main, StringComparison.Ordinal);
    }

    private async Task<string> RegisterAsync(object body) =>
        (await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", body), HttpStatusCode.Created)).Text("number")!;

    private static JsonObject Filed(Application application, string relation, string? until, string? idNumber = null)
    {
        var body = JsonSerializer.SerializeToNode(application.Body)!.AsObject();
        body["agent"] = JsonSerializer.SerializeToNode(new { name = "卓玛", idNumber = idNumber ?? Application.Person("19790404", female: true), relation, mandateUntil = until });
        return body;
    }
}
