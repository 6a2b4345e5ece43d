using System.Collections.Concurrent;
using OneWindow.Api.Telemetry;

namespace OneWindow.Api.Jobs;

/// <summary>Every kind of due work, in the order in which one makes work for the next: what fires may owe a message.</summary>
internal sealed class AllDueWork(IEnumerable<IDueWork> kinds)
{
    private readonly List<IDueWork> _kinds = [.. kinds];
    private readonly ConcurrentDictionary<string, IDueWork> _running = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Names => [.. _kinds.Select(k => k.Name)];

    /// <summary>Null for a kind that only another build knows.</summary>
    public IDueWork? Find(string name) => _kinds.Find(k => k.Name == name);

    /// <summary>
    /// Runs one kind, unless this node is still at it from the wake-up before. Nothing but load hangs on that: several
    /// nodes may run a kind at once, and so may the demonstration's clock.
    /// </summary>
    /// <param name="name">A kind that only another build knows is left to that build.</param>
    /// <param name="ct">Ends the run after the row at hand.</param>
    /// <returns>How many rows were run.</returns>
    public async Task<int> RunAsync(string name, CancellationToken ct)
    {
        if (Find(name) is not { } kind || !_running.TryAdd(name, kind)) return 0;
        try
        {
            return await RunAsync(kind, ct);
        }
        finally
        {
            _running.TryRemove(name, out _);
        }
    }

    /// <summary>Runs one kind after the other.</summary>
    /// <returns>How many rows were run.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var ran = 0;
        foreach (var kind in _kinds) ran += await RunAsync(kind, ct);
        return ran;
    }

    private static async Task<int> RunAsync(IDueWork kind, CancellationToken ct)
    {
        var ran = await kind.RunAsync(ct);
        Instruments.RowsRan(kind.Name, ran);
        return ran;
    }
}
