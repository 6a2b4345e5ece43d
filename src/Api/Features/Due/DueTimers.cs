using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Features.Due;

/// <summary>Fires whatever is due, oldest first, each in its own transaction; one that fails does not hold up the others.</summary>
internal sealed class DueTimers(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DueTimers> logger) : IDueWork
{
    private const int BatchSize = 100;

    /// <inheritdoc/>
    public string Name => "timers";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (fired, failed) = (0, new HashSet<Guid>());
        while (true)
        {
            var due = (await NextAsync(failed.Count, ct)).Where(id => !failed.Contains(id)).ToList();
            if (due.Count == 0) return fired;
            foreach (var id in due)
            {
                if (await FireAsync(id, ct)) fired++;
                else failed.Add(id);
            }
        }
    }

    private async Task<List<Guid>> NextAsync(int failed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<OneWindowDb>().Timers.AsNoTracking()
            .Where(t => t.State == TimerState.Pending && t.DueAt <= now)
            .OrderBy(t => t.DueAt).ThenBy(t => t.Id)
            .Select(t => t.Id).Take(BatchSize + failed).ToListAsync(ct);
    }

    private async Task<bool> FireAsync(Guid id, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new FireTimer(id), ct);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // It stays due and is tried again at the next wake-up.
            logger.LogError(exception, "Timer {TimerId} could not be fired", id);
            return false;
        }
    }
}
