using System.Collections.Concurrent;
using System.Diagnostics;
using OneWindow.Api.Storage;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Faults;

/// <summary>The real server in a process of its own, which can be killed as a power cut would.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string?> _lines = new();
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    /// <summary>Starts the server and waits until it listens, which it does only when it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(StorageOptions storage, string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "OneWindow.Api.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program, "--urls", "http://127.0.0.1:0"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Storage__Provider"] = storage.Provider.ToString();
        start.Environment["ConnectionStrings__OneWindow"] = storage.ConnectionString;
        start.Environment["Security__DataKey"] = Convert.ToBase64String(new byte[32]);
        start.Environment["Demo__Enabled"] = "true";
        start.Environment["Jobs__WakeUpSeconds"] = "1";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.Begin();
        server.Address = await server._listening.Task.WaitAsync(StartLimit, Answers.Ct);
        return server;
    }

    /// <summary>What the server wrote, for whoever must find out what went wrong.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>SIGKILL: nothing is flushed, closed or rolled back by the program.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
    }

    private void Begin()
    {
        const string Mark = "Now listening on: ";
        _process.OutputDataReceived += (_, line) =>
        {
            _lines.Enqueue(line.Data);
            if (line.Data?.IndexOf(Mark, StringComparison.Ordinal) is { } at and >= 0) _listening.TrySetResult(new Uri(line.Data[(at + Mark.Length)..].Trim()));
        };
        _process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data);
        _process.Exited += (_, _) => _listening.TrySetException(new InvalidOperationException($"The server ended with {_process.ExitCode}."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }
}
