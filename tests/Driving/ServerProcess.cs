using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace OneWindow.Driving;

/// <summary>How a server is started.</summary>
/// <param name="Provider">Sqlite, PostgreSql or SqlServer.</param>
/// <param name="ConnectionString">Where its data is.</param>
/// <param name="Folder">The folder it is started in, where it keeps its key and its files.</param>
public sealed record ServerSettings(string Provider, string ConnectionString, string Folder)
{
    /// <summary>The built program; by default the one that lies beside the program that starts it.</summary>
    public string Program { get; init; } = Path.Combine(AppContext.BaseDirectory, "OneWindow.Api.dll");

    /// <summary>More environment variables, such as settings of the product; they win over the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public static ServerSettings Sqlite(string folder, string file = "onewindow.db") =>
        new("Sqlite", $"Data Source={Path.Combine(folder, file)}", folder);
}

/// <summary>The real server in a process of its own, which can be killed as a power cut would.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string?> _lines = new();
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>What the server wrote, for whoever must find out what went wrong.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Most memory that it has held, in bytes; 0 where the system does not say.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.HasExited ? 0 : _process.PeakWorkingSet64;
        }
    }

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the server with demonstration data and waits until it listens, which it does only when it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(ServerSettings settings, CancellationToken ct = default)
    {
        var server = Create(settings, ["--urls", "http://127.0.0.1:0"]);
        server.Begin();
        try
        {
            server.Address = await server._listening.Task.WaitAsync(StartLimit, ct);
            return server;
        }
        catch (Exception exception)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"The server did not start: {exception.Message}\n{server.Log}", exception);
        }
    }

    /// <summary>Runs a verb of the program, such as <c>check-integrity</c>, to its end.</summary>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int Code, string Output)> RunAsync(ServerSettings settings, params string[] arguments)
    {
        await using var run = Create(settings, arguments);
        run.Begin();
        await run._process.WaitForExitAsync();
        return (run._process.ExitCode, run.Log);
    }

    /// <summary>SIGKILL: nothing is flushed, closed or rolled back by the program.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGTERM, as a service manager stops it, and waits until it is gone.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopLimit);
        return _process.ExitCode;
    }

    /// <summary>Sends a signal by its name: STOP holds the process still, CONT lets it go on.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"The signal {name} could not be sent.");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private static ServerProcess Create(ServerSettings settings, string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [settings.Program, .. arguments])
        {
            WorkingDirectory = settings.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__Provider"] = settings.Provider;
        start.Environment["ConnectionStrings__OneWindow"] = settings.ConnectionString;
        start.Environment["Security__DataKey"] = Convert.ToBase64String(new byte[32]);
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Jobs__WakeUpSeconds"] = "1";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in settings.Environment) start.Environment[name] = value;
        return new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
    }

    private void Begin()
    {
        const string Mark = "Now listening on: ";
        _process.OutputDataReceived += (_, line) =>
        {
            _lines.Enqueue(line.Data);
            if (line.Data?.IndexOf(Mark, StringComparison.Ordinal) is { } at and >= 0) _listening.TrySetResult(new Uri(line.Data[(at + Mark.Length)..].Split('"')[0].Trim()));
        };
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The server ended with {_process.ExitCode}."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
