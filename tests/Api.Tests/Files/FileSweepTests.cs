using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace OneWindow.Api.Tests.Files;

/// <summary>What no case names is cleared away after a day, and what a case has lost is found.</summary>
public sealed class FileSweepTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string> Stores => ["Folder", "Database"];

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_crash_between_content_and_row_leaves_an_orphan_that_a_later_sweep_takes(string store)
    {
        await using var api = Api(store);
        var files = new FileDriver(api);
        var number = await files.RegisteredAsync();
        await files.OkAsync(number, SampleFiles.Pdf("kept"));
        var orphan = await CrashAsync(api, number, SampleFiles.Pdf("lost"));
        Assert.True(await HasAsync(api, orphan));
        Assert.Equal(0, await SweepAsync(api));
        api.Clock.Advance(23 * Hour);
        Assert.Equal(0, await SweepAsync(api));
        Assert.True(await HasAsync(api, orphan));
        api.Clock.Advance(3 * Hour);
        Assert.Equal(1, await SweepAsync(api));
        Assert.False(await HasAsync(api, orphan));
        var file = Assert.Single(await files.FilesAsync(number));
        Assert.Equal(SampleFiles.Pdf("kept"), await (await files.FetchAsync(number, file.Text("id"))).Content.ReadAsByteArrayAsync(Answers.Ct));
    }

    [Fact]
    public async Task An_upload_that_broke_off_is_cleared_away_after_a_day()
    {
        await using var api = Api("Folder");
        api.CreateClient();
        var incoming = Directory.CreateDirectory(Path.Combine(api.FilesFolder, "incoming")).FullName;
        var left = Path.Combine(incoming, "left");
        await File.WriteAllTextAsync(left, "", Answers.Ct);
        File.SetLastWriteTimeUtc(left, api.Clock.GetUtcNow().UtcDateTime);
        await SweepAsync(api);
        Assert.True(File.Exists(left));
        api.Clock.Advance(25 * Hour);
        await SweepAsync(api);
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Of_two_nodes_one_sweeps_and_once_a_day()
    {
        await using var api = Api("Folder");
        await CrashAsync(api, await new FileDriver(api).RegisteredAsync(), SampleFiles.Pdf("lost"));
        api.Clock.Advance(25 * Hour);
        var nodes = Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<FileSweep>(api.Services)).ToList();
        Assert.Equal(1, (await Task.WhenAll(nodes.Select(n => n.RunAsync(Answers.Ct)))).Sum());
        await CrashAsync(api, await new FileDriver(api).RegisteredAsync(), SampleFiles.Pdf("another"));
        api.Clock.Advance(23 * Hour);
        Assert.Equal(0, (await Task.WhenAll(nodes.Select(n => n.RunAsync(Answers.Ct)))).Sum());
    }

    [Fact]
    public async Task Lost_and_damaged_contents_are_found()
    {
        await using var api = Api("Folder");
        var files = new FileDriver(api);
        var number = await files.RegisteredAsync();
        foreach (var text in new[] { "whole", "lost", "damaged" }) await files.OkAsync(number, SampleFiles.Pdf(text), $"{text}.pdf");
        var rows = (await files.FilesAsync(number)).ToDictionary(f => f.Text("name")!, f => (Id: f.GetProperty("id").GetGuid(), Path: Path.Combine(api.FilesFolder, f.Text("checksum")![..2], f.Text("checksum")!)));
        File.Delete(rows["lost.pdf"].Path);
        var bytes = await File.ReadAllBytesAsync(rows["damaged.pdf"].Path, Answers.Ct);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(rows["damaged.pdf"].Path, bytes, Answers.Ct);

        var audit = api.Services.GetRequiredService<FileAudit>();
        Assert.Equal((rows["lost.pdf"].Id, FileFault.Missing), Assert.Single(await FindAsync(audit, readsContents: false)));
        Assert.Equal(
            new[] { (rows["lost.pdf"].Id, FileFault.Missing), (rows["damaged.pdf"].Id, FileFault.Damaged) }.OrderBy(f => f.Id),
            (await FindAsync(audit, readsContents: true)).OrderBy(f => f.Id));
        await (await files.FetchAsync(number, rows["lost.pdf"].Id.ToString())).ProblemAsync(System.Net.HttpStatusCode.NotFound, "file-unavailable");
    }

    private static ApiFactory Api(string store) => new() { Settings = new Dictionary<string, string> { ["Files:Store"] = store } };

    private static Task<int> SweepAsync(ApiFactory api) => api.Services.GetServices<IDueWork>().Single(k => k.Name == "file-sweep").RunAsync(Answers.Ct);

    private static Task<bool> HasAsync(ApiFactory api, string address) => api.Services.GetRequiredService<IFileStore>().HasAsync(address, Answers.Ct);

    private static async Task<List<(Guid Id, FileFault Fault)>> FindAsync(FileAudit audit, bool readsContents) =>
        await audit.FindAsync(readsContents, Answers.Ct).Select(f => (f.FileId, f.Fault)).ToListAsync(Answers.Ct);

    /// <summary>Does everything that an upload does up to the commit, and then no more.</summary>
    private static async Task<string> CrashAsync(ApiFactory api, string number, byte[] content)
    {
        await using var scope = api.Services.CreateAsyncScope();
        var (db, desk) = (scope.ServiceProvider.GetRequiredService<OneWindowDb>(), scope.ServiceProvider.GetRequiredService<FileDesk>());
        await using var uploads = new Uploads("file", new[] { new IncomingFile("file", "photos", "a.pdf", new MemoryStream(content)) }.ToAsyncEnumerable());
        var staged = await desk.StageAsync(uploads, Answers.Ct);
        var file = await db.Cases.SingleAsync(c => c.Number == number, Answers.Ct);
        await desk.AttachAsync(file, [], staged, new Actor("window", null), api.Clock.GetUtcNow(), Answers.Ct);
        return staged[0].Spool.Address!;
    }
}
