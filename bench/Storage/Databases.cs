using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

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

/// <summary>A PostgreSQL of its own on a socket in a temporary folder, with the settings that it comes with.</summary>
internal sealed class PostgreSqlCluster : IDatabase, IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-bench-").FullName;
    private string? _programs;

    public string Provider => "PostgreSql";

    public string? Maintenance => "ANALYZE";

    public string ConnectionString => $"Host={_folder};Username=onewindow;Database=bench";

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private string Data => Path.Combine(_folder, "data");

    public object NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    /// <returns>Why it cannot be started; null where it runs.</returns>
    public async Task<string?> StartAsync()
    {
        var programs = !Directory.Exists("/usr/lib/postgresql") ? null : Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
        if (programs is null) return "initdb is not installed.";
        // Its programs refuse to run as root.
        if (IsRoot) await ExecuteAsync("chown", "postgres", _folder);
        await ExecuteOwnAsync(programs, "initdb", "-D", Data, "-U", "onewindow", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await ExecuteOwnAsync(programs, "pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -h ''", "start");
        _programs = programs;
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_programs is { } programs) await ExecuteOwnAsync(programs, "pg_ctl", "-D", Data, "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private static Task ExecuteOwnAsync(string programs, string program, params string[] arguments) => IsRoot
        ? ExecuteAsync("runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. arguments])
        : ExecuteAsync(Path.Combine(programs, program), arguments);

    private static async Task ExecuteAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = Path.GetTempPath() };
        // Its own words are of no interest here, and a pipe that the server keeps open would never end.
        foreach (var argument in (string[])["-c", "exec \"$0\" \"$@\" >/dev/null", program, .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
