using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Api.Storage;

[assembly: AssemblyFixture(typeof(OneWindow.Api.Tests.Storage.PostgreSqlCluster.End))]

namespace OneWindow.Api.Tests.Storage;

/// <summary>
/// A migrated database of its own on a throw-away PostgreSQL, which all tests of this run share: making a server takes
/// seconds, a database of a template does not. Without its programs the tests are skipped with the reason, and on a build
/// server (CI=true) they fail: there a missing database is a mistake.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    private const string Template = "onewindow_template";
    private static readonly Lazy<Task<PostgreSqlServer>> Shared = new(StartAsync);
    private static int _databases;

    private readonly string _name = NextName();
    private PostgreSqlServer? _server;

    public async ValueTask InitializeAsync()
    {
        if (PostgreSqlServer.Missing is not null) return;
        _server = await Shared.Value;
        await _server.RunClientAsync("createdb", $"--template={Template}", _name);
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    /// <summary>The server, for tests that need further databases. Whoever stops a server makes one of its own.</summary>
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
        (await ConnectionStringAsync()).Replace(_name, NextName(), StringComparison.Ordinal);

    private string ConnectionString => On(_server!, _name);

    private static string NextName() => $"onewindow_{Interlocked.Increment(ref _databases):0000}";

    private static string On(PostgreSqlServer server, string database) => $"{server.ConnectionString(database)};Maximum Pool Size=20";

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var server = await PostgreSqlServer.CreateAsync();
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.PostgreSql, On(server, Template), null));
        await using var db = new PostgreSqlOneWindowDb(builder.Options);
        await db.Database.MigrateAsync();
        // A database with a connection cannot be copied.
        NpgsqlConnection.ClearAllPools();
        return server;
    }

    /// <summary>Skips the test, or fails it on a build server, where no server can be had.</summary>
    internal static void Require()
    {
        if (PostgreSqlServer.Missing is not { } missing) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Skip(missing);
    }

    /// <summary>Ends the server with the run.</summary>
    public sealed class End : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (!Shared.IsValueCreated) return;
            NpgsqlConnection.ClearAllPools();
            await (await Shared.Value).DisposeAsync();
        }
    }
}
