using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Files;

/// <summary>Files are given out whole or in part, to be saved, and to those who may see the case.</summary>
public sealed class DownloadTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly FileDriver _files = new(api);

    [Fact]
    public async Task A_file_comes_as_something_to_save_that_no_browser_reinterprets_or_keeps()
    {
        var (number, id) = await SentAsync(SampleFiles.Pdf("whole"), "证明.pdf");
        var response = await _files.FetchAsync(number, id);
        Assert.Equal(SampleFiles.Pdf("whole"), await response.Content.ReadAsByteArrayAsync(Answers.Ct));
        var disposition = response.Content.Headers.ContentDisposition!;
        Assert.Equal(("attachment", "证明.pdf", "application/pdf"), (disposition.DispositionType, disposition.FileNameStar, response.Content.Headers.ContentType!.MediaType));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("pdf", "inline")]
    [InlineData("docx", "attachment")]
    public async Task Only_what_a_browser_shows_by_itself_is_shown(string kind, string disposition)
    {
        var (number, id) = await SentAsync(kind == "pdf" ? SampleFiles.Pdf("view") : SampleFiles.Docx, $"a.{kind}");
        var response = await _files.FetchAsync(number, id, query: "?view=true");
        Assert.Equal(disposition, response.Content.Headers.ContentDisposition!.DispositionType);
        // Within a page of this site and of no other; what is only saved, within none at all. Neither may run anything.
        var shown = disposition == "inline";
        Assert.Equal(shown ? "SAMEORIGIN" : "DENY", response.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains(shown ? "default-src 'none'" : "frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_download_that_broke_off_is_gone_on_with()
    {
        var content = SampleFiles.PdfOf(300_000);
        var (number, id) = await SentAsync(content, "a.pdf");
        var whole = await _files.FetchAsync(number, id);
        var tag = whole.Headers.ETag!;
        var rest = await _files.FetchAsync(number, id, headers: h =>
        {
            h.Range = new RangeHeaderValue(200_000, null);
            h.IfRange = new RangeConditionHeaderValue(tag);
        });
        Assert.Equal(HttpStatusCode.PartialContent, rest.StatusCode);
        Assert.Equal(content[200_000..], await rest.Content.ReadAsByteArrayAsync(Answers.Ct));
        var same = await _files.FetchAsync(number, id, headers: h => h.IfNoneMatch.Add(tag));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Fact]
    public async Task Every_look_is_written_down_and_changes_nothing_of_the_case()
    {
        var (number, id) = await SentAsync(SampleFiles.Pdf("log"), "a.pdf");
        var office = await api.ClientAsync("office");
        var before = (await office.GetAsync($"/api/cases/{number}", Answers.Ct)).Headers.ETag;
        await _files.FetchAsync(number, id);
        await _files.FetchAsync(number, id, "office");
        Assert.Equal(before, (await office.GetAsync($"/api/cases/{number}", Answers.Ct)).Headers.ETag);
        var looks = await api.WithDbAsync(db => db.Audit.AsNoTracking().Where(a => a.Action == "file-opened" && a.DetailJson!.Contains(id)).OrderBy(a => a.Id).ToListAsync(Answers.Ct));
        Assert.Equal(["office", FileDriver.Clerk], looks.Select(l => l.Actor).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_removed_file_is_not_given_out_and_not_forgotten()
    {
        var (number, id) = await SentAsync(SampleFiles.Pdf("wrong person"), "a.pdf");
        var client = await api.ClientAsync(FileDriver.Clerk);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/cases/{number}/files/{id}", Answers.Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/cases/{number}/files/{id}", Answers.Ct)).StatusCode);
        Assert.Empty(await _files.FilesAsync(number));
        await (await _files.FetchAsync(number, id)).ProblemAsync(HttpStatusCode.NotFound, "file-not-found");
        Assert.Single(await new CaseDriver(api).EntriesAsync(number, "file-removed"));
        var row = await api.WithDbAsync(db => db.Files.AsNoTracking().SingleAsync(f => f.Id == Guid.Parse(id), Answers.Ct));
        Assert.Equal(FileDriver.Clerk, row.RemovedBy);
        await (await (await api.ClientAsync("law-firm.handler")).DeleteAsync($"/api/cases/{number}/files/{id}", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
    }

    [Fact]
    public async Task Neither_content_nor_name_can_be_read_at_rest()
    {
        var (_, id) = await SentAsync(SampleFiles.Pdf("a secret of mine"), "very-telling-name.pdf");
        var row = await api.WithDbAsync(db => db.Files.AsNoTracking().SingleAsync(f => f.Id == Guid.Parse(id), Answers.Ct));
        var lying = await File.ReadAllTextAsync(Path.Combine(api.FilesFolder, row.Checksum[..2], row.Checksum), Answers.Ct);
        Assert.DoesNotContain("secret", lying, StringComparison.Ordinal);
        Assert.DoesNotContain("telling", row.NameSealed, StringComparison.Ordinal);
    }

    private async Task<(string Number, string Id)> SentAsync(byte[] content, string name)
    {
        var number = await _files.RegisteredAsync();
        return (number, (await _files.OkAsync(number, content, name)).GetProperty("files")[0].GetString()!);
    }
}
