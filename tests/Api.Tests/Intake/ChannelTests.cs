using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>Requests come in by the channels of the county's list, and their counts add up to all cases.</summary>
public sealed class ChannelTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_channel_that_the_county_does_not_have_is_refused() =>
        Assert.True((await (await _driver.PostAsync("window", "/api/cases", By(Application.LegalAid, "pigeon"))).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid"))
            .GetProperty("errors").TryGetProperty("channel", out _));

    [Theory]
    [InlineData("channel")]
    [InlineData("status")]
    [InlineData("service")]
    public async Task The_totals_of_every_grouping_equal_all_cases(string by)
    {
        await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", By(Application.LegalAid, "phone")), HttpStatusCode.Created);
        await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", By(Application.Relief, null)), HttpStatusCode.Created);
        var totals = await (await api.ClientAsync("office")).JsonAsync($"/api/cases/count?by={by}");
        var all = (await RowCounts.OfAsync(api)).Cases;
        Assert.Equal((all, all), (totals.GetProperty("total").GetInt32(), totals.GetProperty("items").EnumerateArray().Sum(i => i.GetProperty("count").GetInt32())));
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/cases/totals?by={by}&from=yesterday");
        Assert.Equal($"{all}", office.Page.QuerySelector("tfoot td")!.TextContent);
    }

    [Fact]
    public async Task Days_narrow_the_totals_and_a_body_counts_its_own()
    {
        await _driver.RegisterAsync(Application.LegalAid);
        var office = await api.ClientAsync("office");
        Assert.Equal(0, (await office.JsonAsync("/api/cases/count?from=2026-09-30")).GetProperty("total").GetInt32());
        Assert.Equal((await RowCounts.OfAsync(api)).Cases, (await office.JsonAsync("/api/cases/count?from=2026-09-29&to=2026-09-29")).GetProperty("total").GetInt32());
        Assert.Equal(0, (await (await api.ClientAsync("science-association.handler")).JsonAsync("/api/cases/count")).GetProperty("total").GetInt32());
        await (await office.GetAsync("/api/cases/count?by=colour", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await office.GetAsync("/api/cases/count?from=2026-10-02&to=2026-10-01", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
    }

    [Fact]
    public async Task Staff_of_a_body_open_a_case_unasked_with_a_reason_and_the_persons_agreement()
    {
        var application = Application.Relief;
        await (await _driver.PostAsync("federation-disabled.handler", "/api/cases", application.Body)).ProblemAsync(HttpStatusCode.Forbidden, "not-a-window");
        var problem = await (await _driver.PostAsync("federation-disabled.handler", "/api/cases", By(application, "proactive"))).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        foreach (var field in new[] { "proactive.reason", "proactive.consent" }) Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), field);

        var body = By(application, "proactive");
        body["proactive"] = JsonSerializer.SerializeToNode(new { reason = "走访发现突发重病", consent = "当面征得本人同意" });
        var number = (await CaseDriver.OkAsync(await _driver.PostAsync("federation-disabled.handler", "/api/cases", body), HttpStatusCode.Created)).Text("number")!;
        var detail = Assert.Single(await _driver.EntriesAsync(number, "opened-unasked")).GetProperty("detail");
        Assert.Equal(("走访发现突发重病", "当面征得本人同意"), (detail.Text("reason"), detail.Text("consent")));
        Assert.NotEmpty((await _driver.CaseAsync(number)).GetProperty("openTasks").EnumerateArray());
    }

    [Fact]
    public async Task The_page_asks_for_the_reason_and_keeps_the_rest()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Registrations.Path);
        Assert.Contains("其他单位转来", visitor.Page.QuerySelector("select[name=channel]")!.TextContent, StringComparison.Ordinal);
        await visitor.SubmitAsync("register", Registrations.With(("channel", "proactive"), ("proactive.reason", "走访发现")));
        Assert.Contains("同意", visitor.ErrorAt("proactive.consent"), StringComparison.Ordinal);
        Assert.Equal("走访发现", visitor.Value("proactive.reason"));
        Assert.Equal("proactive", visitor.Value("channel"));
    }

    private static JsonObject By(Application application, string? channel)
    {
        var body = JsonSerializer.SerializeToNode(application.Body)!.AsObject();
        body["channel"] = channel;
        return body;
    }
}
