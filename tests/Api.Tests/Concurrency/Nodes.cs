using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Concurrency;

/// <summary>Applications on one database, each as a node behind a balancer that sends every request to the next.</summary>
internal sealed class Nodes(params ApiFactory[] apis) : IAsyncDisposable
{
    private int _next;

    public ApiFactory First => apis[0];
    public ApiFactory Last => apis[^1];

    /// <summary>Drives the node whose turn it is.</summary>
    public CaseDriver Next() => new(apis[Interlocked.Increment(ref _next) % apis.Length]);

    public async ValueTask DisposeAsync()
    {
        foreach (var api in apis) await api.DisposeAsync();
    }
}
