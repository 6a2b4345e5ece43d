using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage.SqlServer;

/// <summary>Runs where ONEWINDOW_TEST_SQLSERVER is the connection string of a server on which databases may be made.</summary>
[Trait("server", "sqlserver")]
public sealed class SqlServerStoreTests(SqlServerDatabase database) : ServerStoreContract, IClassFixture<SqlServerDatabase>
{
    [Fact]
    public async Task Readers_do_not_wait_for_writers()
    {
        await using var db = await OpenAsync();
        Assert.True(await SqlServerAdvice.ReadsCommittedSnapshotsAsync(db, TestContext.Current.CancellationToken));
    }

    private protected override Task<OneWindowDb> OpenAsync() => database.OpenAsync();
}

/// <summary>A database of its own, made by the migrations and dropped afterwards.</summary>
public sealed class SqlServerDatabase : IAsyncLifetime
{
    private const string Setting = "ONEWINDOW_TEST_SQLSERVER";
    private readonly string? _server = Environment.GetEnvironmentVariable(Setting);
    private readonly string _name = $"onewindow_test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrWhiteSpace(_server)) return;
        await using var db = await OpenAsync();
        await db.Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (string.IsNullOrWhiteSpace(_server)) return;
        await using var db = await OpenAsync();
        await db.Database.EnsureDeletedAsync();
    }

    internal Task<OneWindowDb> OpenAsync()
    {
        // Not a mistake on a build server either: this one cannot be installed wherever tests run.
        Assert.SkipWhen(string.IsNullOrWhiteSpace(_server), $"{Setting} names no SQL Server.");
        var builder = new DbContextOptionsBuilder<SqlServerOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.SqlServer, $"{_server};Database={_name}", null));
        return Task.FromResult<OneWindowDb>(new SqlServerOneWindowDb(builder.Options));
    }
}
