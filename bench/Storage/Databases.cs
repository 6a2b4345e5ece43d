using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using OneWindow.Driving;

namespace OneWindow.Bench.Storage;

/// <summary>An empty database that lasts as long as the measurement.</summary>
internal interface IDatabase
{
    string Provider { get; }

    string ConnectionString { get; }

    /// <summary>An open connection, set up as the application sets its own up.</summary>
    Task<DbConnection> OpenAsync();

    /// <summary>What the database does by itself once it has run for a while; null for nothing.</summary>
    string? Maintenance { get; }

    /// <summary>A new identifier as the application stores it.</summary>
    object NewId();
}

internal sealed class SqliteFile : IDatabase, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-bench-").FullName;

    public string Provider => "Sqlite";

    public string? Maintenance => null;

    public string ConnectionString => $"Data Source={Path.Combine(_folder, "bench.db")}";

    public object NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString().ToUpperInvariant();

    public async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
        await pragmas.ExecuteNonQueryAsync();
        return connection;
    }

    public ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

/// <summary>A PostgreSQL with the settings that it comes with.</summary>
internal sealed class PostgreSqlBench(PostgreSqlServer server) : IDatabase
{
    public string Provider => "PostgreSql";

    public string? Maintenance => "ANALYZE";

    public string ConnectionString => server.ConnectionString("bench");

    public object NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
