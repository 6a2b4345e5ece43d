using MediatR;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Due;

/// <summary>Fires timers that are due, oldest first, each in its own transaction; one that fails rests and holds up no other.</summary>
internal sealed class DueTimers(IServiceScopeFactory scopes, StorageOptions storage, TimeProvider clock, ILogger<DueTimers> logger) : IDueWork
{
    /// <summary>So few that a node is through with them long before its claim ends.</summary>
    private const int BatchSize = 50;

    /// <inheritdoc/>
    public string Name => "timers";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var fired = 0;
        while (await ClaimAsync(ct) is { Count: > 0 } claimed)
        {
            // Whoever shuts down lets the row at hand finish and begins no other; the claims on the rest end by themselves.
            foreach (var id in claimed.TakeWhile(_ => !ct.IsCancellationRequested))
            {
                if (await FireAsync(id)) fired++;
            }
        }
        return fired;
    }

    private async Task<List<Guid>> ClaimAsync(CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return [];
        await using var scope = scopes.CreateAsyncScope();
        return await TimerClaims.ClaimAsync(
            scope.ServiceProvider.GetRequiredService<OneWindowDb>(), storage.Provider, BatchSize, clock.GetUtcNow(), ct);
    }

    private async Task<bool> FireAsync(Guid id)
    {
        try
        {
            return await SendAsync(new FireTimer(id));
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Timer {TimerId} could not be fired", id);
        }

        try
        {
            await SendAsync(new RestTimer(id));
        }
        catch (Exception exception)
        {
            // The database is away. The claim ends by itself, and then the timer is tried again.
            logger.LogWarning("Timer {TimerId} could not be put to rest: {Error}", id, exception.GetType().Name);
        }
        return false;
    }

    private async Task<bool> SendAsync(IRequest<bool> request)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, CancellationToken.None);
    }
}
