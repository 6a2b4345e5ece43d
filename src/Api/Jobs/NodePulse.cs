namespace OneWindow.Api.Jobs;

/// <summary>
/// The node's own rhythm, which no clock on the wall can disturb. The scheduler's wake-ups go to one node of the cluster
/// each, so a node that gets none for a while would otherwise fall behind.
/// </summary>
internal sealed class NodePulse(IServiceScopeFactory scopes, JobSettings settings, ILogger<NodePulse> logger) : BackgroundService
{
    private long _lastBeat = TimeProvider.System.GetTimestamp();
    private DateTimeOffset _lastTime = TimeProvider.System.GetUtcNow();

    /// <summary>How long ago the node last saw the database's state. The first beat counts from the start.</summary>
    public TimeSpan SinceLastBeat => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _lastBeat));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Rhythm, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await BeatAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node ends; that is no failure of its pulse.
        }
    }

    private async Task BeatAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<NodeRefresh>().RunAsync(ct);
            if (scope.ServiceProvider.GetService<WakeUps>() is { } wakeUps) await FollowClockAsync(wakeUps, ct);
            Interlocked.Exchange(ref _lastBeat, TimeProvider.System.GetTimestamp());
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // The database is away for a moment, or a published document cannot be read. The next beat tries again, and
            // readiness tells how long it has been; what left this loop would end the node.
            logger.LogWarning("The node could not look for news: {Error}", exception.GetBaseException().GetType().Name);
        }
    }

    /// <summary>A clock that was set back would have the scheduler wait until it is as late again as it was.</summary>
    private async Task FollowClockAsync(WakeUps wakeUps, CancellationToken ct)
    {
        var time = TimeProvider.System.GetUtcNow();
        if (time < _lastTime)
        {
            logger.LogWarning("The clock was set back by {Seconds} seconds", Math.Round((_lastTime - time).TotalSeconds));
            await wakeUps.ScheduleAsync(ct);
        }
        _lastTime = time;
    }
}
