using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Storage;

namespace OneWindow.Api.Tests.Files;

/// <summary>What every store of files must do alike.</summary>
public abstract class FileStoreContract
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task What_is_put_is_read_back()
    {
        var api = await ApiAsync();
        var content = SampleFiles.PdfOf(700_000);
        var address = await PutAsync(api, content);
        Assert.Equal(content, await ReadAsync(api, address));
        Assert.True(await Store(api).HasAsync(address, Answers.Ct));
    }

    [Fact]
    public async Task An_unknown_address_has_nothing()
    {
        var api = await ApiAsync();
        var unknown = new string('0', 64);
        Assert.Null(await Store(api).OpenAsync(unknown, Answers.Ct));
        Assert.False(await Store(api).HasAsync(unknown, Answers.Ct));
        Assert.False(await Store(api).RemoveAsync(unknown, api.Clock.GetUtcNow() + Day, Answers.Ct));
    }

    [Fact]
    public async Task The_same_content_is_kept_once_however_many_put_it_at_once()
    {
        var api = await ApiAsync();
        var content = SampleFiles.PdfOf(600_001);
        var addresses = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PutAsync(api, content)));
        var address = Assert.Single(addresses.Distinct());
        Assert.Equal(content, await ReadAsync(api, address));
        Assert.Single(await OlderThanAsync(api, api.Clock.GetUtcNow() + Day), a => a == address);
    }

    [Fact]
    public async Task Files_and_steps_do_not_wait_for_each_other()
    {
        var api = await ApiAsync();
        var number = await new FileDriver(api).RegisteredAsync();
        var steps = Enumerable.Range(0, 5).Select(i => new FileDriver(api).OkAsync(number, SampleFiles.Pdf($"step {i}")));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(i => PutAsync(api, SampleFiles.PdfOf(2_000_000 + i))).Concat<Task>(steps));
        Assert.Equal(5, (await new FileDriver(api).FilesAsync(number)).Count);
    }

    [Fact]
    public async Task Only_what_nobody_put_again_is_removed()
    {
        var api = await ApiAsync();
        var (old, renewed) = (await PutAsync(api, SampleFiles.Pdf("old")), await PutAsync(api, SampleFiles.Pdf("renewed")));
        api.Clock.Advance(2 * Day);
        var before = api.Clock.GetUtcNow() - Day;
        Assert.Equal([old, renewed], (await OlderThanAsync(api, before)).Intersect([old, renewed]).Order(Comparer<string>.Create((a, _) => a == old ? -1 : 1)));
        await PutAsync(api, SampleFiles.Pdf("renewed"));
        Assert.DoesNotContain(renewed, await OlderThanAsync(api, before));
        Assert.False(await Store(api).RemoveAsync(renewed, before, Answers.Ct));
        Assert.True(await Store(api).RemoveAsync(old, before, Answers.Ct));
        Assert.Equal((false, true), (await Store(api).HasAsync(old, Answers.Ct), await Store(api).HasAsync(renewed, Answers.Ct)));
        Assert.Equal(SampleFiles.Pdf("renewed"), await ReadAsync(api, renewed));
    }

    [Fact]
    public async Task What_was_removed_can_be_put_anew()
    {
        var api = await ApiAsync();
        var address = await PutAsync(api, SampleFiles.Pdf("again"));
        api.Clock.Advance(2 * Day);
        Assert.True(await Store(api).RemoveAsync(address, api.Clock.GetUtcNow() - Day, Answers.Ct));
        Assert.Equal(address, await PutAsync(api, SampleFiles.Pdf("again")));
        Assert.Equal(SampleFiles.Pdf("again"), await ReadAsync(api, address));
    }

    /// <summary>An application that keeps its files in the store.</summary>
    private protected abstract Task<ApiFactory> ApiAsync();

    private static IFileStore Store(ApiFactory api) => api.Services.GetRequiredService<IFileStore>();

    private static async Task<string> PutAsync(ApiFactory api, byte[] content)
    {
        await using var spool = Spool.Create(AddFilesExtensions.Incoming(api.Services.GetRequiredService<FileSettings>()), api.Services.GetRequiredService<FileSealer>());
        await spool.WriteAsync(content, Answers.Ct);
        await spool.FinishAsync(Answers.Ct);
        await Store(api).PutAsync(spool, Answers.Ct);
        return spool.Address!;
    }

    private static async Task<byte[]> ReadAsync(ApiFactory api, string address)
    {
        var stored = await Store(api).OpenAsync(address, Answers.Ct);
        await using var reader = await SealedReader.OpenAsync(api.Services.GetRequiredService<FileSealer>(), stored!, Answers.Ct);
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy, Answers.Ct);
        return copy.ToArray();
    }

    private static async Task<List<string>> OlderThanAsync(ApiFactory api, DateTimeOffset before) =>
        await Store(api).OlderThanAsync(before, Answers.Ct).ToListAsync(Answers.Ct);
}

public sealed class FolderStoreTests(ApiFactory api) : FileStoreContract, IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_removal_that_was_interrupted_is_taken_back()
    {
        await What_is_put_is_read_back();
        var file = Directory.EnumerateFiles(api.FilesFolder, "*", SearchOption.AllDirectories).First();
        File.Move(file, file + ".condemned");
        var store = api.Services.GetRequiredService<IFileStore>();
        Assert.False(await store.HasAsync(Path.GetFileName(file), Answers.Ct));
        await store.OlderThanAsync(api.Clock.GetUtcNow(), Answers.Ct).ToListAsync(Answers.Ct);
        Assert.True(await store.HasAsync(Path.GetFileName(file), Answers.Ct));
    }

    private protected override Task<ApiFactory> ApiAsync() => Task.FromResult(api);
}

public sealed class SqliteFileStoreTests(FilesInSqlite files) : FileStoreContract, IClassFixture<FilesInSqlite>
{
    [Fact]
    public async Task Removing_a_file_removes_its_parts()
    {
        await What_was_removed_can_be_put_anew();
        var orphans = await files.Api.WithDbAsync(db => db.BlobParts.CountAsync(p => !db.Blobs.Any(b => b.Address == p.Address), Answers.Ct));
        Assert.Equal(0, orphans);
    }

    private protected override Task<ApiFactory> ApiAsync() => Task.FromResult(files.Api);
}

public sealed class PostgreSqlFileStoreTests(FilesInPostgreSql files) : FileStoreContract, IClassFixture<FilesInPostgreSql>
{
    private protected override Task<ApiFactory> ApiAsync() => files.ApiAsync();
}

/// <summary>An application with a SQLite file that also keeps the uploaded files.</summary>
public sealed class FilesInSqlite : IAsyncDisposable
{
    internal static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Files:Store"] = "Database" };

    internal ApiFactory Api { get; } = new() { Settings = Settings };

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class FilesInPostgreSql : IAsyncLifetime
{
    private readonly PostgreSqlCluster _cluster = new();
    private ApiFactory? _api;

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    internal async Task<ApiFactory> ApiAsync() => _api ??= new ApiFactory { PostgreSql = await _cluster.ConnectionStringAsync(), Settings = FilesInSqlite.Settings };

    public async ValueTask DisposeAsync()
    {
        if (_api is not null) await _api.DisposeAsync();
        await _cluster.DisposeAsync();
    }
}
