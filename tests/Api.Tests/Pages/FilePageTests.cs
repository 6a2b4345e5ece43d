using System.Net;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

/// <summary>Files at the pages, without any script.</summary>
public sealed class FilePageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Photos = "file.photos";
    private readonly FileDriver _files = new(api);
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task The_window_uploads_on_the_case_page_and_the_body_finds_it_with_the_task()
    {
        var number = await _files.RegisteredAsync();
        using var visitor = await Visitor.SignedInAsync(api, FileDriver.Clerk);
        await visitor.OpenAsync($"/cases/{number}");
        await visitor.SendFilesAsync("upload", (Photos, "正面.jpg", SampleFiles.Jpeg()), (Photos, "背面.png", SampleFiles.Png()));
        Assert.Equal((HttpStatusCode.OK, $"/cases/{number}"), (visitor.Status, visitor.Path));
        Assert.Equal(["正面.jpg", "背面.png"], visitor.Page.QuerySelectorAll(".files a").Select(a => a.TextContent));
        Assert.Contains("上传材料", visitor.Page.QuerySelector(".timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Null(visitor.Page.QuerySelector("button[name=received]"));

        await visitor.OpenAsync(visitor.Page.QuerySelector(".cards a")!.GetAttribute("href")!);
        var link = visitor.Page.QuerySelector(".files a")!.GetAttribute("href")!;
        await visitor.OpenAsync(link);
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_stands_beside_its_field_and_nothing_is_kept()
    {
        var number = await _files.RegisteredAsync();
        using var visitor = await Visitor.SignedInAsync(api, FileDriver.Clerk);
        await visitor.OpenAsync($"/cases/{number}");
        await visitor.SendFilesAsync("upload", (Photos, "a.jpg", SampleFiles.Jpeg()), ("file.id-card", "a.jpg", "<html>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("网页", visitor.ErrorAt("file.id-card"), StringComparison.Ordinal);
        Assert.Null(visitor.ErrorAt(Photos));
        Assert.Contains("网页", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.True(visitor.Page.QuerySelector("details:has(input[type=file])")!.HasAttribute("open"));
        Assert.Empty(await _files.FilesAsync(number));
    }

    [Fact]
    public async Task Nothing_chosen_is_told_beside_the_first_field()
    {
        var number = await _files.RegisteredAsync();
        using var visitor = await Visitor.SignedInAsync(api, FileDriver.Clerk);
        await visitor.OpenAsync($"/cases/{number}");
        await visitor.SendFilesAsync("upload");
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("请选择文件", Assert.Single(visitor.Page.QuerySelectorAll(".field .error")).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resident_sends_what_is_asked_for_from_the_track_page()
    {
        var number = await _files.WaitingAsync();
        using var resident = await TrackedAsync(number);
        Assert.Equal("请您补齐材料", resident.Heading);
        await resident.SendFilesAsync("track", (Photos, "我.jpg", SampleFiles.Jpeg()));
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("已收到", resident.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.NotEqual("请您补齐材料", resident.Heading);
        Assert.Empty(resident.Page.QuerySelectorAll("input[type=file]"));
        Assert.DoesNotContain("1234", resident.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("supplement", CaseDriver.Open(await _cases.CaseAsync(number)));
    }

    [Fact]
    public async Task A_resident_reads_what_is_wrong_and_may_try_again()
    {
        var number = await _files.WaitingAsync();
        using var resident = await TrackedAsync(number);
        await resident.SendFilesAsync("track", (Photos, "a.jpg", SampleFiles.Pdf()));
        Assert.Equal(HttpStatusCode.BadRequest, resident.Status);
        Assert.Contains("PDF", resident.ErrorAt(Photos), StringComparison.Ordinal);
        await resident.SendFilesAsync("track");
        Assert.Contains("请选择文件", resident.ErrorAt(Photos), StringComparison.Ordinal);
        await resident.SendFilesAsync("track", (Photos, "a.pdf", SampleFiles.Pdf()));
        Assert.Equal(HttpStatusCode.OK, resident.Status);
    }

    [Fact]
    public async Task One_bad_paper_keeps_no_other_back_and_a_promised_one_may_come_at_any_time()
    {
        var number = await _cases.RegisterAsync(Application.Certificate.With("photos", "missing").With("assessment-form", "missing"));
        await _cases.AnswerAsync(number, "accept", "gaps", "缺两项", new { missing = new[] { "photos", "assessment-form" } });
        using var resident = await TrackedAsync(number);
        await resident.SendFilesAsync("track", (Photos, "1.jpg", SampleFiles.Jpeg()), (Photos, "2.jpg", SampleFiles.Jpeg(900)),
            ("file.assessment-form", "1.pdf", SampleFiles.Pdf()), ("file.assessment-form", "2.pdf", []));
        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Contains("空的", resident.ErrorAt("file.assessment-form"), StringComparison.Ordinal);
        Assert.Contains("其余材料已收到", resident.Page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(resident.Page.QuerySelector(".errors a[href='#track-file-assessment-form']"));
        Assert.Equal(["photos", "photos"], (await _files.FilesAsync(number)).Select(f => f.Text("material")));
        Assert.Contains("supplement", CaseDriver.Open(await _cases.CaseAsync(number)));
        await resident.SendFilesAsync("track", ("file.assessment-form", "2.pdf", SampleFiles.Pdf()));
        Assert.DoesNotContain("supplement", CaseDriver.Open(await _cases.CaseAsync(number)));

        var promised = await _cases.RegisterAsync(Application.Certificate.With("photos", "promised"));
        using var later = await TrackedAsync(promised);
        Assert.NotEqual("请您补齐材料", later.Heading);
        await later.SendFilesAsync("track", (Photos, "1.jpg", SampleFiles.Jpeg()));
        Assert.Equal((HttpStatusCode.OK, 0), (later.Status, later.Page.QuerySelectorAll("input[type=file]").Length));
    }

    private async Task<Visitor> TrackedAsync(string number)
    {
        var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{number}");
        await resident.SubmitAsync("track", ("tail", "1234"));
        return resident;
    }
}
