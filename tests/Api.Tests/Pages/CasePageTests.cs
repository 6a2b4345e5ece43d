using System.Net;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

public sealed class CasePageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_case_page_explains_masks_and_lists_what_is_open()
    {
        var idNumber = Application.Person("19800101");
        using var visitor = await RegisteredAsync(("applicant.idNumber", idNumber));
        await visitor.OpenAsync(CaseOf(visitor));

        Assert.Contains("由达卡乡群团服务站（一门受理窗口）办理", visitor.Page.QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(idNumber, visitor.Page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800005678", visitor.Page.Source.Text, StringComparison.Ordinal);
        Assert.Contains("肢体残疾", visitor.Main, StringComparison.Ordinal);
        Assert.Single(visitor.Page.QuerySelectorAll(".cards li"));
    }

    [Fact]
    public async Task The_deadline_page_counts_every_day_to_the_due_date()
    {
        using var visitor = await RegisteredAsync();
        await visitor.OpenAsync($"{CaseOf(visitor)}/deadline");

        var days = visitor.Page.QuerySelector("table.days")!.QuerySelectorAll("tbody tr");
        Assert.Equal("16", days[^1].QuerySelector(".count")!.TextContent);
        Assert.Equal(16, days.Count(d => d.ClassName != "off"));
        Assert.Contains(days, d => d.TextContent.Contains("国庆", StringComparison.Ordinal));
        Assert.Contains(visitor.Page.QuerySelectorAll("details"), d => d.TextContent.Contains("5个工作日", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missing_paper_is_received_with_one_press()
    {
        using var visitor = await RegisteredAsync(("material.photos", "missing"));
        await visitor.OpenAsync(CaseOf(visitor));
        Assert.Equal("photos", visitor.Page.QuerySelector("button[name=received]")!.GetAttribute("value"));
        await visitor.SubmitAsync("received", ("received", "photos"));

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Null(visitor.Page.QuerySelector("button[name=received]"));
        Assert.Contains("收到材料", visitor.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawing_asks_for_a_reason_and_closes_the_case()
    {
        using var visitor = await RegisteredAsync();
        await visitor.OpenAsync(CaseOf(visitor));
        await visitor.SubmitAsync("withdraw");
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("请写明理由", visitor.ErrorAt("reason"), StringComparison.Ordinal);

        await visitor.SubmitAsync("withdraw", ("reason", "本人已迁往外地"));

        Assert.Contains("已办结", visitor.Page.QuerySelector(".state")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("本人已迁往外地", visitor.Main, StringComparison.Ordinal);
        Assert.Empty(visitor.Page.QuerySelectorAll(".cards li"));
    }

    [Fact]
    public async Task A_search_for_a_person_is_found_again_in_the_other_language_and_typed_again_after_signing_in()
    {
        var number = await new CaseDriver(api).RegisterAsync(Driving.Application.Certificate with { Phone = "13711112222" });
        using var visitor = await Visitor.SignedInAsync(api, "office");
        await visitor.OpenAsync("/cases");
        await visitor.SubmitAsync("search", ("q", "13711112222"));
        Assert.Single(visitor.Page.QuerySelectorAll("tbody tr"));
        await visitor.SubmitWithAsync("language", ("language", "en"));
        Assert.Equal(("en", "13711112222"), (visitor.Page.DocumentElement.GetAttribute("lang"), visitor.Value("q")));
        Assert.Contains(number, Assert.Single(visitor.Page.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);

        await visitor.OpenAsync("/cases");
        visitor.Forget("onewindow");
        await visitor.SubmitAsync("search", ("q", "13711112222"));
        await visitor.SubmitAsync("sign-in", ("userName", "office"), ("password", "onewindow"));
        await visitor.SubmitWithAsync("go-on");
        Assert.Equal(("/cases", "13711112222"), (visitor.Path, visitor.Value("q")));
        Assert.NotNull(visitor.Page.QuerySelector(".again"));
    }

    [Fact]
    public async Task A_case_of_others_is_not_found()
    {
        using var window = await RegisteredAsync();
        using var stranger = await Visitor.SignedInAsync(api, "law-firm.handler");
        await stranger.OpenAsync(CaseOf(window));

        Assert.Equal(HttpStatusCode.NotFound, stranger.Status);
        Assert.Contains("没有这个办件", stranger.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_joint_office_sees_late_cases_first_and_how_many()
    {
        var (late, _) = await new CaseSeed { Name = "迟到", Age = TimeSpan.FromDays(90) }.AddAsync(api);
        await new CaseSeed { Name = "准时" }.AddAsync(api);
        using var office = await Visitor.SignedInAsync(api, "office");

        await office.OpenAsync("/cases");
        Assert.Equal(late.Number, office.Page.QuerySelector("tbody tr a")!.TextContent);
        Assert.Equal("1", office.Page.QuerySelectorAll(".counts dd")[1].TextContent.Trim());
        await office.OpenAsync("/cases?late=true&service=disability-certificate&status=Registered");
        Assert.Equal([late.Number], office.Page.QuerySelectorAll("tbody tr a").Select(a => a.TextContent));
    }

    [Fact]
    public async Task A_long_list_is_read_on_page_by_page()
    {
        for (var i = 0; i < 27; i++) await new CaseSeed { Name = $"翻页{i}" }.AddAsync(api);
        using var office = await Visitor.SignedInAsync(api, "office");
        await office.OpenAsync("/cases?q=翻页");
        var first = Numbers(office);
        await office.OpenAsync(office.Page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        var second = Numbers(office);

        Assert.Equal(27, first.Concat(second).Distinct().Count());
        Assert.Null(office.Page.QuerySelector("a[rel=next]"));
    }

    private static List<string> Numbers(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("tbody tr a").Select(a => a.TextContent)];

    private async Task<Visitor> RegisteredAsync(params (string Name, string? Value)[] changes)
    {
        var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.OpenAsync(Registrations.Path);
        await visitor.SubmitAsync("register", Registrations.With(changes));
        Assert.EndsWith("/receipt", visitor.Path, StringComparison.Ordinal);
        return visitor;
    }

    private static string CaseOf(Visitor visitor) => visitor.Path[..^"/receipt".Length];
}
