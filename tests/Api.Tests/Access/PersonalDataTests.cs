using System.Net;
using OneWindow.Api.Tests.Aftercare;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Access;

/// <summary>Persons get a copy of what is held of them and have it corrected; whole numbers are shown there alone, and never unnoticed.</summary>
public sealed class PersonalDataTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Reason = "本人持身份证到窗口要求";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_copy_holds_everything_in_whole_numbers_and_the_trail_says_who_gave_it()
    {
        var (application, number) = await IssuedAsync();
        var copy = await CaseDriver.OkAsync(await CopyAsync("window", number));
        Assert.Equal((application.Name, application.IdNumber, application.Phone), (copy.GetProperty("applicant").Text("name"), copy.GetProperty("applicant").Text("idNumber"), copy.GetProperty("applicant").Text("phone")));
        Assert.Contains(application.IdNumber, copy.GetProperty("results")[0].Text("number"), StringComparison.Ordinal);
        Assert.Contains("federation-disabled", copy.GetProperty("bodies").EnumerateArray().Select(b => b.Text("code")));
        foreach (var list in new[] { "letters", "messages", "materials" }) Assert.NotEqual(0, copy.GetProperty(list).GetArrayLength());
        var entry = Assert.Single(await _driver.EntriesAsync(number, "data-copied"));
        Assert.Equal(("window", Reason), (entry.Text("actor"), entry.GetProperty("detail").Text("reason")));
        Assert.DoesNotContain(application.IdNumber, entry.ToString(), StringComparison.Ordinal);
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task Nowhere_else_does_a_number_stand_whole()
    {
        var (application, number) = await IssuedAsync();
        var (office, seen) = (await api.ClientAsync("office"), new List<string>());
        foreach (var url in new[] { $"/api/cases/{number}", $"/api/cases/{number}/timeline", $"/api/cases/{number}/explanation", $"/api/cases/{number}/documents", $"/api/cases?q={number}", "/api/tasks?scope=all&state=done", $"/api/cases/{number}/aid" })
            seen.Add((await office.JsonAsync(url)).ToString());
        seen.Add((await api.CreateClient().JsonAsync($"/api/track/{number}?tail={application.Phone[^4..]}")).ToString());
        using var page = await Visitor.SignedInAsync(api, "office");
        foreach (var path in new[] { $"/cases/{number}", $"/cases/{number}/receipt", $"/cases/{number}/personal-data", "/cases" })
        {
            await page.OpenAsync(path);
            seen.Add(page.Page.Source.Text);
        }

        Assert.All(seen, text => Assert.DoesNotContain(application.IdNumber, text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain(application.Phone, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_window_or_the_office_gives_a_copy_and_never_without_a_reason()
    {
        var (_, number) = await IssuedAsync();
        var before = await RowCounts.OfAsync(api);
        await (await CopyAsync("federation-disabled.handler", number)).ProblemAsync(HttpStatusCode.Forbidden, "not-a-window");
        await (await CopyAsync("law-firm.handler", number)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await (await CopyAsync("window", number, " ")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await CorrectAsync("federation-disabled.handler", number, new { name = "王五", reason = "写错" })).ProblemAsync(HttpStatusCode.Forbidden, "not-a-window");
        Assert.Equal(before, await RowCounts.OfAsync(api));
    }

    [Fact]
    public async Task A_corrected_phone_opens_the_tracking_page_and_the_wrong_one_no_longer_does()
    {
        var (application, number) = await IssuedAsync();
        await (await CorrectAsync("window", number, new { phone = "123", reason = "写错" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await CorrectAsync("window", number, new { reason = "写错" })).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        await (await CorrectAsync("window", number, new { agentName = "王五", reason = "写错" })).ProblemAsync(HttpStatusCode.Conflict, "agent-unknown");
        await CaseDriver.OkAsync(await CorrectAsync("window", number, new { name = "才让多吉", phone = "13897009876", reason = "登记时写错" }));
        await api.CreateClient().JsonAsync($"/api/track/{number}?tail=9876");
        await (await api.CreateClient().GetAsync($"/api/track/{number}?tail={application.Phone[^4..]}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
        Assert.Equal("才让多吉", (await _driver.CaseAsync(number)).GetProperty("applicant").Text("name"));
        var entry = Assert.Single(await _driver.EntriesAsync(number, "data-corrected")).GetProperty("detail");
        Assert.Equal(["name", "phone"], entry.GetProperty("fields").EnumerateArray().Select(f => f.GetString()));
        Assert.DoesNotContain("9876", entry.ToString(), StringComparison.Ordinal);
        Assert.Empty(await ClosedCases.FindingsAsync(api, number));
    }

    [Fact]
    public async Task The_page_gives_the_copy_to_print_and_corrects()
    {
        var (application, number) = await IssuedAsync();
        using var window = await Visitor.SignedInAsync(api, "window");
        await window.OpenAsync($"/cases/{number}");
        Assert.NotNull(window.Page.QuerySelector($"a[href='/cases/{number}/personal-data']"));
        await window.OpenAsync($"/cases/{number}/personal-data");
        await window.SubmitAsync("copy");
        Assert.NotNull(window.ErrorAt("reason"));
        await window.SubmitAsync("copy", ("reason", Reason));
        Assert.Contains(application.IdNumber, window.Main, StringComparison.Ordinal);
        await window.OpenAsync($"/cases/{number}/personal-data");
        await window.SubmitAsync("correct", ("name", "才让多吉"), ("phone", "12"), ("reason", "登记时写错"));
        Assert.NotNull(window.ErrorAt("phone"));
        Assert.Equal("才让多吉", window.Value("name"));
        await window.SubmitAsync("correct", ("name", "才让多吉"), ("phone", ""), ("reason", "登记时写错"));
        Assert.Contains("更正个人信息", window.Main, StringComparison.Ordinal);
        using var body = await Visitor.SignedInAsync(api, "federation-disabled.handler");
        await body.OpenAsync($"/cases/{number}/personal-data");
        Assert.Empty(body.Page.QuerySelectorAll("main form"));
    }

    private async Task<(Application Application, string Number)> IssuedAsync()
    {
        var application = Application.Certificate;
        return (application, await ClosedCases.CertificateAsync(api, application));
    }

    private Task<HttpResponseMessage> CopyAsync(string by, string number, string reason = Reason) => _driver.PostAsync(by, $"/api/cases/{number}/personal-data/copy", new { reason });

    private Task<HttpResponseMessage> CorrectAsync(string by, string number, object body) => _driver.PostAsync(by, $"/api/cases/{number}/personal-data/correct", body);
}
