using System.Diagnostics;

namespace OneWindow.Driving;

/// <summary>A PostgreSQL server of its own on a socket in a temporary folder, which can be stopped and started.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private static readonly string? Programs = FindPrograms();

    private readonly string _folder;
    private bool _running;

    private PostgreSqlServer(string folder) => _folder = folder;

    /// <summary>Why no server can be had here; null where one can.</summary>
    public static string? Missing => Programs is null ? "PostgreSQL's initdb and pg_ctl are not installed." : null;

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes a cluster and starts it.</summary>
    /// <param name="parent">Where its folder is made; the system's temporary folder where null.</param>
    public static async Task<PostgreSqlServer> CreateAsync(string? parent = null)
    {
        var folder = parent is null ? Directory.CreateTempSubdirectory("onewindow-pg-") : Directory.CreateDirectory(Path.Combine(parent, "pg"));
        var server = new PostgreSqlServer(folder.FullName);
        // Its programs refuse to run as root.
        if (IsRoot) await RunAsync("chown", "postgres", server._folder);
        await server.RunProgramAsync("initdb", "-D", server.Data, "-U", "onewindow", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.StartAsync();
        return server;
    }

    /// <summary>How a client reaches one of its databases, which is made by whoever migrates it.</summary>
    public string ConnectionString(string database) => $"Host={_folder};Username=onewindow;Database={database}";

    public async Task StartAsync()
    {
        await RunProgramAsync("pg_ctl", "-D", Data, "-w", "-s", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -h ''", "start");
        _running = true;
    }

    /// <summary>Stops it with its clients connected.</summary>
    /// <param name="mode">"fast" rolls back what runs; "immediate" is a crash, after which it recovers from its log.</param>
    public async Task StopAsync(string mode)
    {
        await RunProgramAsync("pg_ctl", "-D", Data, "-s", "-m", mode, "stop");
        _running = false;
    }

    /// <summary>Whether it takes connections.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            await RunClientAsync("pg_isready", "-q");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Runs one of the programs that come with the server, such as pg_dump, against it.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Host and user are added.</param>
    public Task RunClientAsync(string program, params string[] arguments) =>
        RunProgramAsync(program, ["-h", _folder, "-U", "onewindow", .. arguments]);

    public async ValueTask DisposeAsync()
    {
        if (_running) await StopAsync("immediate");
        Directory.Delete(_folder, recursive: true);
    }

    private static string? FindPrograms() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        : null;

    private Task RunProgramAsync(string program, params string[] arguments)
    {
        if (Programs is null) throw new InvalidOperationException(Missing);
        var path = Path.Combine(Programs, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its words go to a file: the server that pg_ctl leaves behind would keep a pipe open for ever.
        var words = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1", "sh", words, program, .. arguments]) { WorkingDirectory = Path.GetTempPath() };
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(words)}");
        }
        finally
        {
            File.Delete(words);
        }
    }
}
