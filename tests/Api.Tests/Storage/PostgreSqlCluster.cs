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
            if (_server is null) Without();
            return _server!;
        }
    }

    public Task<string> ConnectionStringAsync() => Task.FromResult(_server is null ? Without() : ConnectionString);

    private string ConnectionString => $"{_server!.ConnectionString("onewindow_test")};Maximum Pool Size=20";

    private static string Without()
    {
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(PostgreSqlServer.Missing);
        Assert.Skip(PostgreSqlServer.Missing!);
        return "";
    }
}
