using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Pages;

namespace OneWindow.Api.Tests.Intake;

/// <summary>A form asks for what its answers make necessary, on the page without script and at the server; numbers say what is wrong with them.</summary>
public sealed class ConditionalFormTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Path = "/register/home-adaptation";
    private readonly CaseDriver _driver = new(api);

    [Fact]
    public async Task A_field_appears_when_its_answer_is_chosen_and_the_form_is_updated()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Path);
        Assert.Null(Shown(visitor, "form.owner"));
        await visitor.SubmitAsync("register", ("act", "refresh"), ("form.ownsHome", "false"), ("form.needs", "卫生间没有扶手"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.NotNull(Shown(visitor, "form.owner"));
        Assert.Equal("卫生间没有扶手", visitor.Value("form.needs"));

        await visitor.SubmitAsync("register", ("act", "refresh"), ("form.owner", "public"), ("form.ownsHome", "true"));
        Assert.Null(Shown(visitor, "form.owner"));
        await visitor.SubmitAsync("register", ("act", "refresh"), ("form.ownsHome", "false"));
        Assert.Equal("public", visitor.Value("form.owner"));
    }

    [Fact]
    public async Task Whoever_does_not_update_the_form_is_shown_the_field_that_is_missing()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Path);
        await visitor.SubmitAsync("register", ("form.ownsHome", "false"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("还没有填写", visitor.ErrorAt("form.owner"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_asks_for_it_too()
    {
        var application = Application.HomeAdaptation with { Form = new { grade = "1", hardship = "minimum-income", needs = "没有扶手", ownsHome = false, adaptedBefore = false } };
        var problem = await (await _driver.PostAsync("window", "/api/cases", application.Body)).ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid");
        Assert.Equal(["form.owner"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Theory]
    [InlineData("11010519491231002064", "certificateNumber", "校验位", false)]
    [InlineData("11010519491231002X94", "certificateNumber", "类别", false)]
    [InlineData("11010519491231002X44", "certificateNumber", "", true)]
    public async Task A_certificates_number_is_checked_with_the_reason_said(string number, string field, string words, bool taken)
    {
        var application = Application.HomeAdaptation with { Form = new { grade = "1", certificateNumber = number, hardship = "minimum-income", needs = "没有扶手", ownsHome = true, adaptedBefore = false } };
        var answer = await _driver.PostAsync("window", "/api/cases", application.Body);
        if (taken) await CaseDriver.OkAsync(answer, HttpStatusCode.Created);
        else Assert.Contains(words, (await answer.ProblemAsync(HttpStatusCode.BadRequest, "registration-invalid")).GetProperty("errors").GetProperty($"form.{field}")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_begins_with_no_province_is_taken_and_warned_about()
    {
        var registered = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", Application.LegalAid.Body), HttpStatusCode.Created);
        Assert.Equal(["identity-region-unknown"], registered.GetProperty("warnings").EnumerateArray().Select(w => w.Text("code")));
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync($"/cases/{registered.Text("number")}/receipt");
        Assert.Contains("区划代码", visitor.Page.QuerySelector(".screen")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_number_with_a_province_nothing_is_said()
    {
        var body = JsonSerializer.SerializeToNode(Application.LegalAid.Body)!.AsObject();
        // The example of GB 11643 itself.
        body["applicant"]!["idNumber"] = "11010519491231002X";
        var registered = await CaseDriver.OkAsync(await _driver.PostAsync("window", "/api/cases", body), HttpStatusCode.Created);
        Assert.False(registered.TryGetProperty("warnings", out _));
    }

    private static object? Shown(Visitor visitor, string name) => visitor.Page.QuerySelector($"[name='{name}']:not([type=hidden])");
}
