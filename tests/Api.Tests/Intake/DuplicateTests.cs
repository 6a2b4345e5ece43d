using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>The same person, the same service, a case that runs: whoever registers or handles it is told.</summary>
public sealed class DuplicateTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_second_request_is_held_up_with_the_number_of_the_first_until_a_reason_is_given()
    {
        var application = Application.UnionMembership;
        var first = await _driver.RegisterAsync(application);
        var before = await RowCounts.OfAsync(api);
        var problem = await (await _driver.PostAsync("window", "/api/cases", Asking(application))).ProblemAsync(HttpStatusCode.Conflict, "duplicate-case");
        Assert.Contains(first, problem.GetProperty("errors").GetProperty("confirmDuplicate.reason")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(application.IdNumber, problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(before, await RowCounts.OfAsync(api));

        await (await _driver.PostAsync("window", "/api/cases", Confirmed(application, " "))).ProblemAsync(HttpStatusCode.Conflict, "duplicate-case");
        var second = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Confirmed(application, "换了用人单位")), HttpStatusCode.Created);
        var entry = Assert.Single(await _driver.EntriesAsync(second.Text("number")!, "duplicate-confirmed"));
        Assert.Equal("换了用人单位", entry.GetProperty("detail").Text("reason"));
        Assert.Equal([first], entry.GetProperty("detail").GetProperty("cases").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task Both_cases_bear_the_mark_for_every_role_on_case_and_list()
    {
        var application = Application.LegalAid;
        var first = await _driver.RegisterAsync(application);
        var second = (await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Confirmed(application, "另一起纠纷")), HttpStatusCode.Created)).Text("number")!;
        foreach (var (one, other) in new[] { (first, second), (second, first) })
        {
            Assert.Equal([other], (await _driver.CaseAsync(one)).GetProperty("duplicates").EnumerateArray().Select(d => d.Text("number")));
            var listed = (await (await api.ClientAsync("office")).JsonAsync($"/api/cases?q={one}")).GetProperty("items")[0];
            Assert.True(listed.GetProperty("duplicate").GetBoolean());
        }

        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync($"/cases/{first}");
        Assert.Contains("疑似重复", office.Main, StringComparison.Ordinal);
        Assert.NotNull(office.Page.QuerySelector($"main a[href='/cases/{second}']"));
        await office.OpenAsync($"/cases?q={first}");
        Assert.Contains("疑似重复", office.Page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_may_not_see_the_other_case_learns_that_there_is_one_and_no_more()
    {
        var application = Application.Certificate with { Area = "632622100001" };
        var first = await _driver.RegisterAsync(application, "sailaitang-station.clerk");
        var problem = await (await _driver.PostAsync("window", "/api/cases", Asking(application))).ProblemAsync(HttpStatusCode.Conflict, "duplicate-case");
        var told = problem.GetProperty("errors").GetProperty("confirmDuplicate.reason")[0].GetString()!;
        Assert.Contains("其他单位", told, StringComparison.Ordinal);
        Assert.DoesNotContain(first, told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_case_counts_for_as_long_as_the_service_says()
    {
        var application = Application.Certificate;
        var first = await _driver.RegisterAsync(application);
        await CaseDriver.OkAsync(await _driver.PostAsync("window", $"/api/cases/{first}/withdraw", new { reason = "改日再办" }));
        await (await _driver.PostAsync("window", "/api/cases", Asking(application))).ProblemAsync(HttpStatusCode.Conflict, "duplicate-case");
        await _driver.PassAsync(TimeSpan.FromDays(31));
        await _driver.RegisterAsync(application);
    }

    [Fact]
    public async Task Of_two_windows_at_once_one_registers_and_the_other_is_told()
    {
        for (var round = 0; round < 3; round++)
        {
            var body = Asking(Application.LeagueTransfer);
            var answers = await Task.WhenAll(new[] { "window", "window2", "window", "window2" }.Select(by => _driver.PostAsync(by, "/api/cases", body)));
            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
            foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created)) await refused.ProblemAsync(HttpStatusCode.Conflict, "duplicate-case");
        }
    }

    [Fact]
    public async Task Another_service_of_the_same_person_is_no_duplicate()
    {
        var person = Application.Person("19810203");
        await _driver.RegisterAsync(Application.UnionMembership with { IdNumber = person });
        await _driver.RegisterAsync(Application.LeagueTransfer with { IdNumber = person });
    }

    [Fact]
    public async Task The_page_shows_the_other_case_asks_for_the_reason_and_keeps_what_was_typed()
    {
        var application = Application.Certificate with { Name = "东周多杰" };
        var first = await _driver.RegisterAsync(application);
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Registrations.Path);
        await visitor.SubmitAsync("register", Registrations.With(("applicant.idNumber", application.IdNumber), ("form.homeCounty", "达日县")));
        Assert.Equal(HttpStatusCode.Conflict, visitor.Status);
        Assert.Contains(first, visitor.ErrorAt("confirmDuplicate.reason"), StringComparison.Ordinal);
        Assert.Equal("达日县", visitor.Value("form.homeCounty"));
        Assert.Equal("provided", visitor.Value("material.photos"));

        await visitor.SubmitAsync("register", ("confirmDuplicate.reason", "重新评定"));
        Assert.EndsWith("/receipt", visitor.Path, StringComparison.Ordinal);
        await visitor.OpenAsync(visitor.Path.Replace("/receipt", "", StringComparison.Ordinal));
        Assert.Contains("重新评定", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Software_that_does_not_ask_registers_and_is_warned()
    {
        var application = Application.LabourDispute;
        var first = await _driver.RegisterAsync(application);

        var second = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", application.Body), HttpStatusCode.Created);

        Assert.Contains(second.GetProperty("warnings").EnumerateArray(), w => w.Text("code") == "duplicate-case" && w.Text("text")!.Contains(first, StringComparison.Ordinal));
        Assert.Single(await _driver.EntriesAsync(second.Text("number")!, "duplicate-confirmed"));
    }

    private static JsonObject Asking(Application application)
    {
        var body = JsonSerializer.SerializeToNode(application.Body)!.AsObject();
        body["onDuplicate"] = "ask";
        return body;
    }

    private static JsonObject Confirmed(Application application, string reason)
    {
        var body = Asking(application);
        body["confirmDuplicate"] = JsonSerializer.SerializeToNode(new { reason });
        return body;
    }
}
