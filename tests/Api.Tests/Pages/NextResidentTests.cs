using System.Net;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

/// <summary>One resident after the other: papers come with the registration, and the receipt leads on to the next one.</summary>
public sealed class NextResidentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Photos = "file.photos";
    private readonly FileDriver _files = new(api);

    [Fact]
    public async Task Papers_are_photographed_on_the_registration_screen_and_count_as_received()
    {
        using var clerk = await AtTheFormAsync();
        await clerk.SendFilesAsync("register", Registrations.With(("material.photos", "missing")), (Photos, "正面.jpg", SampleFiles.Jpeg()), ("file.id-card", "a.pdf", SampleFiles.Pdf()));
        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
        Assert.Null(clerk.Page.QuerySelector("article .notice"));
        var number = clerk.Path.Split('/')[2];
        Assert.Equal(["photos", "id-card"], (await _files.FilesAsync(number)).Select(f => f.Text("material")));
        Assert.DoesNotContain("missing", (await new CaseDriver(api).CaseAsync(number)).GetProperty("materials").EnumerateArray().Select(m => m.Text("state")));
        Assert.Empty(await Integrity.StoreFindings.OfAsync(api));
    }

    [Fact]
    public async Task A_file_that_is_not_taken_registers_nobody_and_loses_nothing_typed()
    {
        using var clerk = await AtTheFormAsync();
        await clerk.SendFilesAsync("register", Registrations.With(("applicant.name", "旦正加")), (Photos, "a.jpg", "<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        Assert.Contains("网页", clerk.ErrorAt(Photos), StringComparison.Ordinal);
        Assert.Equal("旦正加", clerk.Value("applicant.name"));
        Assert.Contains("重新选择", clerk.Main, StringComparison.Ordinal);
        await clerk.OpenAsync("/cases?q=旦正加");
        Assert.Empty(clerk.Page.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task The_receipt_leads_to_an_empty_form_for_the_same_service_with_the_focus_where_one_goes_on()
    {
        using var clerk = await AtTheFormAsync();
        await clerk.SubmitAsync("register", Registrations.Complete("拉毛"));
        var next = clerk.Page.QuerySelector("[autofocus]")!;
        Assert.Equal((Registrations.Path, "n"), (next.GetAttribute("href"), next.GetAttribute("accesskey")));
        await clerk.OpenAsync(Registrations.Path);
        Assert.Equal(("applicant.name", ""), (clerk.Page.QuerySelector("[autofocus]")!.GetAttribute("name"), clerk.Value("applicant.name")));
        await clerk.OpenAsync("/desk");
        Assert.NotNull(clerk.Page.QuerySelector($".start a[href='{Registrations.Path}']"));
    }

    [Fact]
    public async Task The_receipt_is_printed_on_the_paper_that_the_window_has()
    {
        using var clerk = await AtTheFormAsync();
        await clerk.SubmitAsync("register", Registrations.With(("material.photos", "missing")));
        Assert.Equal("sheet", clerk.Page.QuerySelector("article")!.ClassName!.Trim());
        var number = clerk.Path.Split('/')[2];
        foreach (var page in new[] { "receipt", "notice" })
        {
            await clerk.OpenAsync($"/cases/{number}/{page}");
            await clerk.OpenAsync(clerk.Page.QuerySelector(".tabs a:not([aria-current])")!.GetAttribute("href")!);
            Assert.Equal("sheet a5", clerk.Page.QuerySelector("article")!.ClassName);
        }
    }

    [Fact]
    public async Task The_design_page_shows_every_token_of_the_style_sheet()
    {
        using var clerk = await Visitor.SignedInAsync(api, "window");
        await clerk.OpenAsync("/design");
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        var shown = clerk.Page.QuerySelectorAll("main code").Select(c => c.TextContent).ToList();
        Assert.All(["--ink", "--alarm", "--t-title", "--s-7"], token => Assert.Contains(token, shown));
        Assert.Equal("noindex", clerk.Page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal("/design", clerk.Page.QuerySelector("footer a")!.GetAttribute("href"));
    }

    private async Task<Visitor> AtTheFormAsync()
    {
        var clerk = await Visitor.SignedInAsync(api, FileDriver.Clerk);
        await clerk.OpenAsync(Registrations.Path);
        return clerk;
    }
}
