using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Jobs;

/// <summary>Takes over what another node has done since: published something, or moved the demonstration's clock.</summary>
internal sealed class NodeRefresh(OneWindowDb db, CatalogueLoader catalogue, IServiceProvider services)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await catalogue.RefreshAsync(ct);
        if (services.GetService<DemoClock>() is { } clock) await clock.ReloadAsync(db, ct);
    }
}

/// <summary>
/// The node's own rhythm. The scheduler's wake-ups go to one node of the cluster each, so a node that gets none for a
/// while would otherwise fall behind.
/// </summary>
internal sealed class NodePulse(IServiceScopeFactory scopes, JobSettings settings, ILogger<NodePulse> logger) : BackgroundService
{
    private long _lastBeat = TimeProvider.System.GetTimestamp();

    /// <summary>How long ago the node last saw the database's state. The first beat counts from the start.</summary>
    public TimeSpan SinceLastBeat => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _lastBeat));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Rhythm, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await BeatAsync(stoppingToken);
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NodeRefresh>().RunAsync(ct);
            Interlocked.Exchange(ref _lastBeat, TimeProvider.System.GetTimestamp());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The database is away for a moment; the next beat tries again, and readiness tells how long it has been.
            logger.LogWarning("The node could not look for news: {Error}", exception.GetType().Name);
        }
    }
}
