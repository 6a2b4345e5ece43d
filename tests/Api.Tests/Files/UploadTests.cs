using System.Net;
using System.Text;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Files;

/// <summary>Staff attach files to a case.</summary>
public sealed class UploadTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const int DefaultMost = 20 << 20;
    private readonly FileDriver _files = new(api);
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task The_last_missing_paper_lets_the_case_go_on()
    {
        var number = await _files.WaitingAsync();
        Assert.Equal(["supplement"], CaseDriver.Open(await _cases.CaseAsync(number)));
        var answer = await _files.OkAsync(number, SampleFiles.Jpeg(), "照片.jpg");
        Assert.Equal("InProgress", answer.GetProperty("case").Text("status"));
        var found = await _cases.CaseAsync(number);
        Assert.DoesNotContain("supplement", CaseDriver.Open(found));
        Assert.Equal("provided", found.GetProperty("materials").EnumerateArray().Single(m => m.Text("key") == "photos").Text("state"));
        var file = Assert.Single(await _files.FilesAsync(number));
        Assert.Equal(("照片.jpg", "photos", "image/jpeg", FileDriver.Clerk), (file.Text("name"), file.Text("material"), file.Text("type"), file.Text("uploadedBy")));
    }

    [Fact]
    public async Task The_audit_says_what_came_and_not_what_it_was_called()
    {
        var number = await _files.RegisteredAsync();
        await _files.OkAsync(number, SampleFiles.Pdf("audit"), "张三 632622198001010011.pdf");
        var entry = Assert.Single(await _cases.EntriesAsync(number, "files-attached"));
        Assert.Equal(FileDriver.Clerk, entry.Text("actor"));
        Assert.Equal("application/pdf", entry.GetProperty("detail").GetProperty("files")[0].Text("type"));
        Assert.DoesNotContain("632622198001010011", entry.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_content_for_the_same_paper_is_one_file_however_often_it_is_sent()
    {
        var number = await _files.RegisteredAsync();
        var sent = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => _files.OkAsync(number, SampleFiles.Pdf("same"), $"{i}.pdf")));
        Assert.Single(sent.Select(s => s.GetProperty("files")[0].GetString()).Distinct());
        Assert.Single(await _files.FilesAsync(number));
        Assert.Single(await _cases.EntriesAsync(number, "files-attached"));
    }

    [Fact]
    public async Task Different_files_at_once_all_land()
    {
        var number = await _files.RegisteredAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => _files.OkAsync(number, SampleFiles.Pdf($"page {i}"))));
        Assert.Equal(4, (await _files.FilesAsync(number)).Count);
        Assert.Equal(4, (await _cases.EntriesAsync(number, "files-attached")).Count);
    }

    [Fact]
    public async Task A_file_of_the_case_as_a_whole_changes_no_paper()
    {
        var number = await _files.RegisteredAsync();
        await _files.OkAsync(number, SampleFiles.Pdf("whole"), material: null);
        Assert.Equal("missing", (await _cases.CaseAsync(number)).GetProperty("materials").EnumerateArray().Single(m => m.Text("key") == "photos").Text("state"));
        Assert.Null(Assert.Single(await _files.FilesAsync(number)).Text("material"));
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData(@"..\..\boot.pdf", "boot.pdf")]
    [InlineData("a\0b.pdf", "ab.pdf")]
    [InlineData("a\r\nSet-Cookie: a=b.pdf", "aSet-Cookie: a=b.pdf")]
    [InlineData("fdp\u202Efdp.pdf", "fdpfdp.pdf")]
    [InlineData("", "file.pdf")]
    [InlineData("..", "file.pdf")]
    [InlineData("<script>alert(1)<a b='\"'>.pdf", "<script>alert(1)<a b='\"'>.pdf")]
    public async Task A_hostile_name_is_only_ever_shown(string name, string shown)
    {
        var number = await _files.RegisteredAsync();
        // A name that is not there at all makes it a field; of an empty name the header still speaks.
        await _files.OkAsync(number, SampleFiles.Pdf(), name.Length == 0 ? " " : name);
        var file = Assert.Single(await _files.FilesAsync(number));
        Assert.Equal(shown, file.Text("name"));
        var fetched = await _files.FetchAsync(number, file.Text("id"));
        Assert.Equal(HttpStatusCode.OK, fetched.StatusCode);
        Assert.Equal(shown, fetched.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.False(fetched.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_name_of_three_hundred_characters_is_cut()
    {
        var number = await _files.RegisteredAsync();
        await _files.OkAsync(number, SampleFiles.Pdf(), $"{new string('长', 300)}.pdf");
        Assert.Equal($"{new string('长', 196)}.pdf", Assert.Single(await _files.FilesAsync(number)).Text("name"));
    }

    [Theory]
    [InlineData("MZ program", "a.pdf", "file-type-refused")]
    [InlineData("<html><script>", "a.jpg", "file-type-refused")]
    [InlineData("<svg onload='x'>", "a.png", "file-type-refused")]
    [InlineData("%PDF-1.4 %%EOF", "a.jpg", "file-type-mismatch")]
    [InlineData("%PDF-1.4 %%EOF", "a.exe", "file-type-mismatch")]
    [InlineData("%PDF-1.4", "a.pdf", "file-damaged")]
    [InlineData("", "a.pdf", "file-empty")]
    public async Task What_is_refused_leaves_nothing_behind(string content, string name, string code)
    {
        var number = await _files.RegisteredAsync();
        var problem = await (await _files.SendAsync(FileDriver.Clerk, number, Encoding.ASCII.GetBytes(content), name)).ProblemAsync(HttpStatusCode.BadRequest, code);
        Assert.True(problem.GetProperty("errors").TryGetProperty("file", out _));
        Assert.Empty(await _files.FilesAsync(number));
        Assert.Empty(await _cases.EntriesAsync(number, "files-attached"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(api.FilesFolder, "incoming")));
    }

    [Fact]
    public async Task The_largest_file_is_taken_and_a_larger_one_is_not()
    {
        var number = await _files.RegisteredAsync();
        await _files.OkAsync(number, SampleFiles.PdfOf(DefaultMost));
        await (await _files.SendAsync(FileDriver.Clerk, number, SampleFiles.PdfOf(DefaultMost + 1))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        var file = Assert.Single(await _files.FilesAsync(number));
        Assert.Equal(DefaultMost, file.GetProperty("size").GetInt64());
        Assert.Equal(SampleFiles.PdfOf(DefaultMost), await (await _files.FetchAsync(number, file.Text("id"))).Content.ReadAsByteArrayAsync(Answers.Ct));
    }

    [Fact]
    public async Task A_request_beyond_measure_and_a_case_that_is_full_are_told_so()
    {
        await using var small = new ApiFactory { Settings = new Dictionary<string, string> { ["Files:MaxBytes"] = "100000", ["Files:MaxBytesPerCase"] = "150000" } };
        var files = new FileDriver(small);
        var number = await files.RegisteredAsync();
        await (await files.SendAsync(FileDriver.Clerk, number, SampleFiles.PdfOf(3_000_000))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "file-too-large");
        await files.OkAsync(number, SampleFiles.PdfOf(90_000));
        await (await files.SendAsync(FileDriver.Clerk, number, SampleFiles.PdfOf(80_000))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "case-files-full");
        Assert.Single(await files.FilesAsync(number));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_says_try_again_and_the_case_stays_as_it_was()
    {
        await using var broken = new ApiFactory();
        var files = new FileDriver(broken);
        var number = await files.RegisteredAsync();
        await File.WriteAllTextAsync(broken.FilesFolder, "a file where the folder should be", Answers.Ct);
        await (await files.SendAsync(FileDriver.Clerk, number, SampleFiles.Pdf())).ProblemAsync(HttpStatusCode.ServiceUnavailable, "storage-unavailable");
        File.Delete(broken.FilesFolder);
        await files.OkAsync(number, SampleFiles.Pdf());
        Assert.Single(await files.FilesAsync(number));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.4 the connection broke")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"mat")]
    [InlineData("--b\r\nno header\r\n\r\nx\r\n--b--\r\n")]
    [InlineData("no boundary at all")]
    public async Task A_form_that_is_cut_off_is_refused(string body)
    {
        var number = await _files.RegisteredAsync();
        var response = await (await api.ClientAsync(FileDriver.Clerk)).PostAsync($"/api/cases/{number}/files", FileDriver.Multipart(Encoding.ASCII.GetBytes(body)), Answers.Ct);
        await response.ProblemAsync(HttpStatusCode.BadRequest, "upload-invalid");
        Assert.Empty(await _files.FilesAsync(number));
    }

    [Fact]
    public async Task A_form_without_a_file_and_no_form_at_all_are_refused()
    {
        var number = await _files.RegisteredAsync();
        var client = await api.ClientAsync(FileDriver.Clerk);
        var empty = FileDriver.Multipart("--b\r\nContent-Disposition: form-data; name=\"material\"\r\n\r\nphotos\r\n--b--\r\n"u8.ToArray());
        await (await client.PostAsync($"/api/cases/{number}/files", empty, Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, "file-required");
        await (await client.PostAsync($"/api/cases/{number}/files", new StringContent("{}"), Answers.Ct)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "media-type-unsupported");
    }

    [Fact]
    public async Task An_unknown_paper_and_a_closed_case_take_no_files()
    {
        var number = await _files.RegisteredAsync();
        await (await _files.SendAsync(FileDriver.Clerk, number, SampleFiles.Pdf(), material: "nothing")).ProblemAsync(HttpStatusCode.BadRequest, "material-unknown");
        await CaseDriver.OkAsync(await _cases.PostAsync(FileDriver.Clerk, $"/api/cases/{number}/withdraw", new { reason = "不再需要" }));
        await (await _files.SendAsync(FileDriver.Clerk, number, SampleFiles.Pdf())).ProblemAsync(HttpStatusCode.Conflict, "case-closed");
        Assert.Empty(await _files.FilesAsync(number));
    }

    [Fact]
    public async Task A_case_of_others_takes_and_shows_nothing()
    {
        var number = await _files.RegisteredAsync();
        var id = (await _files.OkAsync(number, SampleFiles.Pdf("foreign"))).GetProperty("files")[0].GetString();
        const string Stranger = "law-firm.handler";
        await (await _files.SendAsync(Stranger, number, SampleFiles.Pdf("x"))).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await (await _files.FetchAsync(number, id, Stranger)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await (await _files.FetchAsync(number, "", Stranger)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        await (await api.CreateClient().GetAsync($"/api/cases/{number}/files/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        // A file of another case is not found under one's own.
        var own = await _files.RegisteredAsync();
        await (await _files.FetchAsync(own, id)).ProblemAsync(HttpStatusCode.NotFound, "file-not-found");
    }
}
