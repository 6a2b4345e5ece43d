using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage;

/// <summary>
/// A throw-away PostgreSQL with a migrated database. Without its programs the tests are skipped with the reason, and on
/// a build server (CI=true) they fail: there a missing database is a mistake.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    private PostgreSqlServer? _server;
    private int _databases;

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.Missing is not null) return;
        _server = await PostgreSqlServer.CreateAsync();
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.PostgreSql, ConnectionString, null));
        await using var db = new PostgreSqlOneWindowDb(builder.Options);
        await db.Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
    }

    /// <summary>The server, for tests that need a database of their own.</summary>
    public PostgreSqlServer Server
    {
        get
        {
            Require();
            return _server!;
        }
    }

    public Task<string> ConnectionStringAsync()
    {
        Require();
        return Task.FromResult(ConnectionString);
    }

    /// <summary>A database that nobody has made yet; whoever opens it first makes and migrates it.</summary>
    public async Task<string> NewDatabaseAsync() =>
        (await ConnectionStringAsync()).Replace("onewindow_test", $"onewindow_{Interlocked.Increment(ref _databases)}", StringComparison.Ordinal);

    private string ConnectionString => $"{_server!.ConnectionString("onewindow_test")};Maximum Pool Size=20";

    /// <summary>Skips the test, or fails it on a build server, where no server can be had.</summary>
    internal static void Require()
    {
        if (PostgreSqlServer.Missing is not { } missing) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Skip(missing);
    }
}
