using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage;

/// <summary>
/// A throw-away PostgreSQL on a socket of its own. Without its programs the tests are skipped with the reason, and on
/// a build server (CI=true) they fail: there a missing database is a mistake.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onewindow-pg-").FullName;
    private string? _unavailable;
    private string? _programs;

    public async ValueTask InitializeAsync()
    {
        _programs = FindPrograms();
        if (_programs is null)
        {
            _unavailable = "PostgreSQL's initdb and pg_ctl are not installed.";
            return;
        }

        // Its programs refuse to run as root.
        if (IsRoot) await RunAsync("chown", "postgres", _folder);
        await RunProgramAsync("initdb", "-D", Data, "-U", "onewindow", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await RunProgramAsync("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -h ''", "start");
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.PostgreSql, ConnectionString, null));
        await using var db = new PostgreSqlOneWindowDb(builder.Options);
        await db.Database.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_programs is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await RunProgramAsync("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        }

        Directory.Delete(_folder, recursive: true);
    }

    public Task<string> ConnectionStringAsync()
    {
        if (_unavailable is null) return Task.FromResult(ConnectionString);
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(_unavailable);
        Assert.Skip(_unavailable);
        return Task.FromResult("");
    }

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder, "data");

    private string ConnectionString => $"Host={_folder};Username=onewindow;Database=onewindow_test;Maximum Pool Size=20";

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private Task RunProgramAsync(string program, params string[] arguments) => IsRoot
        ? RunAsync("runuser", ["-u", "postgres", "--", Path.Combine(_programs!, program), .. arguments])
        : RunAsync(Path.Combine(_programs!, program), arguments);

    // Their output is kept from this process's own, which the test runner reads results from.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {string.Concat(output)}");
    }
}
