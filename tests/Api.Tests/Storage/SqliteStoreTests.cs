using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Storage.SqlServer;

namespace OneWindow.Api.Tests.Storage;

public sealed class SqliteStoreTests(SqliteFile file) : StoreContract, IClassFixture<SqliteFile>
{
    [Fact]
    public async Task A_committed_step_survives_a_power_cut()
    {
        await using var db = await OpenAsync();
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("wal", "2", "1"), (await PragmaAsync(db, "journal_mode"), await PragmaAsync(db, "synchronous"), await PragmaAsync(db, "foreign_keys")));
    }

    private protected override Task<OneWindowDb> OpenAsync() => file.OpenAsync();

    private static async Task<string?> PragmaAsync(OneWindowDb db, string name)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))?.ToString();
    }
}

/// <summary>A migrated database file that goes with the tests.</summary>
public sealed class SqliteFile : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-store-").FullName;

    public async ValueTask InitializeAsync()
    {
        await using var db = await OpenAsync();
        await db.Database.MigrateAsync();
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal Task<OneWindowDb> OpenAsync()
    {
        var builder = new DbContextOptionsBuilder<SqliteOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.Sqlite, $"Data Source={Path.Combine(_folder, "store.db")}", null));
        builder.AddInterceptors(SqlServerShadow.Instance);
        return Task.FromResult<OneWindowDb>(new SqliteOneWindowDb(builder.Options));
    }
}
