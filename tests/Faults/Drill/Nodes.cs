using OneWindow.Driving;

namespace OneWindow.Faults.Drill;

/// <summary>The servers that run at the moment; clients take them in turn, as behind a plain load balancer.</summary>
internal sealed class Nodes : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly List<(ServerProcess Server, HttpClient Client)> _nodes = [];
    private int _turn;

    public int Count => _nodes.Count;

    public async Task<ServerProcess> AddAsync(ServerSettings settings)
    {
        var server = await ServerProcess.StartAsync(settings);
        lock (_nodes) _nodes.Add((server, new HttpClient { BaseAddress = server.Address, Timeout = Patience }));
        return server;
    }

    /// <summary>The next in turn; one that was killed stays in turn, as a balancer notices late.</summary>
    public HttpClient Next()
    {
        lock (_nodes) return _nodes[(int)((uint)Interlocked.Increment(ref _turn) % (uint)_nodes.Count)].Client;
    }

    /// <summary>Kills all that run.</summary>
    public async Task KillAsync()
    {
        foreach (var (server, _) in _nodes) await server.KillAsync();
    }

    /// <summary>Forgets a node that is gone.</summary>
    public void Remove(ServerProcess server)
    {
        lock (_nodes) _nodes.RemoveAll(n => n.Server == server);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (server, client) in _nodes)
        {
            await server.DisposeAsync();
            client.Dispose();
        }

        _nodes.Clear();
    }
}
