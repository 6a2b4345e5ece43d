using System.Net;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

public sealed class RegisterPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_complete_form_leads_to_the_receipt()
    {
        using var visitor = await AtTheFormAsync();
        await visitor.SubmitAsync("register", Registrations.With(("applicant.idNumber", Registrations.IdNumber)));

        Assert.EndsWith("/receipt", visitor.Path, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("李四", visitor.Main, StringComparison.Ordinal);
        Assert.DoesNotContain(Registrations.IdNumber, visitor.Page.Source.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Page.QuerySelector("article svg path"));
        Assert.Contains("/track/", visitor.Page.QuerySelector("article a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Null(visitor.Page.QuerySelector("article .notice"));
    }

    [Fact]
    public async Task What_is_missing_stands_on_the_notice_that_is_printed_with_the_receipt()
    {
        using var visitor = await AtTheFormAsync();
        await visitor.SubmitAsync("register", Registrations.With(("material.household-register", "missing"), ("material.photos", "promised")));

        var notice = visitor.Page.QuerySelector("article .notice")!;
        Assert.StartsWith("户口簿", Assert.Single(notice.QuerySelectorAll("li")).TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("2026年9月29日", notice.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_stand_beside_their_fields_and_nothing_typed_is_lost()
    {
        using var visitor = await AtTheFormAsync();
        var key = visitor.Value("key");
        await visitor.SubmitAsync("register", Registrations.With(
            ("applicant.idNumber", "990101198001010019"), ("applicant.phone", "12"), ("form.disabilityType", null),
            ("form.homeCounty", "达日县"), ("form.lossCount", "many"), ("agent.name", "王五")));

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("校验位", visitor.ErrorAt("applicant.idNumber"), StringComparison.Ordinal);
        Assert.Contains("电话号码", visitor.ErrorAt("applicant.phone"), StringComparison.Ordinal);
        Assert.Contains("还没有填写", visitor.ErrorAt("form.disabilityType"), StringComparison.Ordinal);
        Assert.Contains("整数", visitor.ErrorAt("form.lossCount"), StringComparison.Ordinal);
        Assert.Contains("关系", visitor.ErrorAt("agent.relation"), StringComparison.Ordinal);
        Assert.Equal("990101198001010019", visitor.Value("applicant.idNumber"));
        Assert.Equal("达日县", visitor.Value("form.homeCounty"));
        Assert.Equal("many", visitor.Value("form.lossCount"));
        Assert.Equal("632622203200", visitor.Value("applicant.area"));
        Assert.Equal("false", visitor.Value("form.outsideHomeCounty"));
        Assert.Equal("provided", visitor.Value("material.photos"));
        Assert.Equal("王五", visitor.Value("agent.name"));
        Assert.Equal(key, visitor.Value("key"));
        Assert.StartsWith("有误", visitor.Page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_summary_leads_to_each_wrong_field()
    {
        using var visitor = await AtTheFormAsync();
        await visitor.SubmitAsync("register", Registrations.With(("applicant.phone", "12"), ("form.disabilityType", null)));

        var links = visitor.Page.QuerySelectorAll(".errors a").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        Assert.All(links, link => Assert.NotNull(visitor.Page.GetElementById(link[1..])));
    }

    [Fact]
    public async Task Sending_the_form_twice_makes_one_case()
    {
        using var visitor = await AtTheFormAsync();
        var key = visitor.Value("key");
        var fields = Registrations.Complete("赵六");
        await visitor.SubmitAsync("register", fields);
        var first = visitor.Path;
        await visitor.OpenAsync(Registrations.Path);
        await visitor.SubmitAsync("register", [.. fields, ("key", key)]);

        Assert.Equal(first, visitor.Path);
        await visitor.OpenAsync("/cases?q=赵六");
        Assert.Single(visitor.Page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Errors_are_English_for_whoever_reads_English()
    {
        using var visitor = await AtTheFormAsync();
        await visitor.OpenAsync($"/language/en?back={Registrations.Path}");
        Assert.Equal("Disability certificate", visitor.Heading);
        await visitor.SubmitAsync("register", Registrations.With(("applicant.name", " "), ("form.disabilityType", null)));

        Assert.Contains("A name is required.", visitor.ErrorAt("applicant.name"), StringComparison.Ordinal);
        Assert.Contains("Not answered yet", visitor.ErrorAt("form.disabilityType"), StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Page.QuerySelector(".errors")!.TextContent, c => c is >= '\u4e00' and <= '\u9fff');
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("draft")]
    public async Task Files_that_are_not_kept_are_said_and_do_not_leave_their_paper_received(string act)
    {
        using var visitor = await AtTheFormAsync();
        await visitor.SendFilesAsync("register", Registrations.With(("act", act), ("before.photos", "missing")), ("file.photos", "a.jpg", SampleFiles.Jpeg()));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("文件要重新选择", visitor.Main, StringComparison.Ordinal);
        Assert.Equal(("missing", "provided"), (visitor.Value("material.photos"), visitor.Value("material.id-card")));
    }

    [Fact]
    public async Task The_key_that_sends_a_form_presses_the_button_that_sends_it()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync("/register/student-family");
        Assert.NotNull(visitor.Page.QuerySelector("button[value=refresh]"));
        var first = visitor.Page.QuerySelector("form:has([name=_handler][value=register]) button")!;
        Assert.Equal((null, "-1", "true"), (first.GetAttribute("name"), first.GetAttribute("tabindex"), first.GetAttribute("aria-hidden")));
    }

    [Fact]
    public async Task An_unknown_service_is_a_calm_page_of_its_own()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync("/register/no-such-service");

        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
        Assert.Equal("没有找到这个页面", visitor.Heading);
    }

    private async Task<Visitor> AtTheFormAsync()
    {
        var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Registrations.Path);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        return visitor;
    }
}
