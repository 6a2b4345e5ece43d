using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Looks whether the calendar has learnt a year that dates wait for, and has those cases counted anew, each in its own
/// transaction. A case that cannot be counted is left to the next wake-up and holds up no other.
/// </summary>
internal sealed class CalendarNews(IServiceScopeFactory scopes, CurrentCatalogue catalogue, ILogger<CalendarNews> logger) : IDueWork
{
    private const int BatchSize = 100;

    /// <inheritdoc/>
    public string Name => "calendar";

    /// <inheritdoc/>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (counted, failed) = (0, new HashSet<Guid>());
        while (!ct.IsCancellationRequested && (await WaitingAsync(failed, ct)) is { Count: > 0 } batch)
        {
            foreach (var id in batch.TakeWhile(_ => !ct.IsCancellationRequested))
            {
                if (await CountAsync(id)) counted++;
                else failed.Add(id);
            }
        }

        return counted;
    }

    private async Task<List<Guid>> WaitingAsync(HashSet<Guid> failed, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var years = catalogue.Current.Calendar.Years.Select(y => (int?)y).ToArray();
        var cases = await db.Cases.Where(c => c.AwaitedYear != null && years.Contains(c.AwaitedYear) && CaseSearch.OpenStatuses.Contains(c.Status))
            .OrderBy(c => c.Id).Select(c => c.Id).Take(BatchSize + failed.Count).ToListAsync(ct);
        var tasks = await db.WorkItems.Where(w => w.AwaitedYear != null && years.Contains(w.AwaitedYear) && w.State == WorkItemState.Open)
            .OrderBy(w => w.CaseId).Select(w => w.CaseId).Take(BatchSize + failed.Count).ToListAsync(ct);
        return [.. cases.Concat(tasks).Distinct().Where(id => !failed.Contains(id))];
    }

    private async Task<bool> CountAsync(Guid caseId)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RecountCase(caseId), CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The dates of case {CaseId} could not be counted anew", caseId);
            return false;
        }
    }
}
