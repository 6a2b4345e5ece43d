namespace OneWindow.Api.Features.Live;

/// <summary>
/// The one loop of a node that looks for changes, whichever node made them: the versions of the cases that open pages
/// show, some hundred to a query, and the heads of the worklists. Nobody watching, nobody asks.
/// </summary>
internal sealed class LivePulse(LiveHub hub, LiveSettings settings, IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<LivePulse> logger)
    : BackgroundService
{
    /// <summary>Lists are looked at every other time: who reads a list waits two seconds as gladly as one.</summary>
    private const int ListsEvery = 2;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.IsOn) return;
        await using var closing = lifetime.ApplicationStopping.Register(hub.Close);
        using var timer = new PeriodicTimer(settings.Rhythm, TimeProvider.System);
        var (ticks, lastBeat) = (0, TimeProvider.System.GetTimestamp());
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (hub.Count == 0) continue;
            await LookAsync(withLists: ticks++ % ListsEvery == 0, stoppingToken);
            hub.EndOver(TimeProvider.System.GetUtcNow());
            if (TimeProvider.System.GetElapsedTime(lastBeat) < LiveSettings.Beat) continue;
            hub.Beat();
            lastBeat = TimeProvider.System.GetTimestamp();
        }
    }

    private async Task LookAsync(bool withLists, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var marks = scope.ServiceProvider.GetRequiredService<LiveMarks>();
            var subjects = hub.Subjects;
            hub.Tell(await marks.OfCasesAsync(subjects.OfType<LiveSubject.OfCase>(), ct));
            if (!withLists) return;
            foreach (var list in subjects.Where(s => s is not LiveSubject.OfCase)) hub.Tell([(list, await marks.OfListAsync(list, ct))]);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // The database is away for a moment, or something is wrong with a row or a word of it. Pages stay as they are
            // until the next look; what left this loop would end the node.
            logger.LogWarning("Nobody could look for changes: {Error}", exception.GetBaseException().GetType().Name);
        }
    }
}
