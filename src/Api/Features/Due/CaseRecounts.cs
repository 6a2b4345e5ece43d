using System.Collections.Concurrent;
using MediatR;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Counts single cases anew after a correction, each in its own transaction. One that cannot be counted holds nothing up:
/// it is written to the log and tried again, alone, while the node lives.
/// </summary>
internal sealed class CaseRecounts(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CaseRecounts> logger)
{
    /// <summary>Cases that could not be counted are tried again after so long.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<Guid, IReadOnlyList<int>> _failed = new();
    private DateTimeOffset _restsUntil = DateTimeOffset.MinValue;

    /// <returns>False where the case could not be counted; it is tried again later.</returns>
    public async Task<bool> TryAsync(Guid caseId, IReadOnlyList<int> years)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecountCase(caseId, years), CancellationToken.None);
            return true;
        }
        // A database that is away says nothing about the case.
        catch (Exception exception) when (!StoreUnavailable.Is(exception))
        {
            logger.LogError(exception, "The dates of case {CaseId} could not be counted anew", caseId);
            // Closed meanwhile or not, it is counted by every year that it was not.
            _failed.AddOrUpdate(caseId, years, (_, before) => [.. before.Union(years).Order()]);
            _restsUntil = clock.GetUtcNow() + Rest;
            return false;
        }
    }

    /// <summary>Tries again what could not be counted, after a rest.</summary>
    /// <returns>How many were counted.</returns>
    public async Task<int> AgainAsync(CancellationToken ct)
    {
        if (_failed.IsEmpty || clock.GetUtcNow() < _restsUntil) return 0;
        var counted = 0;
        foreach (var (id, years) in _failed.TakeWhile(_ => !ct.IsCancellationRequested))
            if (await TryAsync(id, years) && _failed.TryRemove(id, out _)) counted++;
        return counted;
    }
}
