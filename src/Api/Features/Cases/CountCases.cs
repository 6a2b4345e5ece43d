using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>How much there is, within what the caller may see, as far as it is worth counting.</summary>
internal sealed record CountCases : IRequest<CaseCounts>;

/// <param name="Open">Cases that are not closed; at most <see cref="Most"/>, as all others.</param>
/// <param name="Late">Of these, the ones past their limit.</param>
/// <param name="Incidents">Open tasks about workflows that cannot go on by themselves.</param>
/// <param name="Yellow">Of the open ones, those with a yellow card that are not late yet.</param>
internal sealed record CaseCounts(int Open, int Late, int Incidents, int Yellow)
{
    /// <summary>This, or more: nobody acts otherwise on a million than on a thousand, and counting that far reads that far.</summary>
    public const int Most = 1000;

    /// <summary>A count for people.</summary>
    public static string Shown(int count) => count < Most ? count.ToString() : $"{Most}+";
}

internal sealed class CountCasesHandler(AccessPolicy access, CurrentCaller caller, TimeProvider clock) : IRequestHandler<CountCases, CaseCounts>
{
    public async Task<CaseCounts> Handle(CountCases request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.Required, clock.GetUtcNow());
        var cases = access.VisibleCases(who);
        var open = await CountAsync(CaseSearch.OpenStatuses.Select(status => cases.Where(c => c.Status == status)), cancellationToken);
        var late = await CountAsync(CaseSearch.LateByStatus(cases, now), cancellationToken);
        var incidents = access.VisibleTasks(who).Where(w => w.State == WorkItemState.Open && w.Kind == WorkItemKind.Incident);
        return new CaseCounts(open, late, await CountAsync([incidents], cancellationToken), await CountAsync(CaseSearch.YellowByStatus(cases, now), cancellationToken));
    }

    private static async Task<int> CountAsync<T>(IEnumerable<IQueryable<T>> parts, CancellationToken ct)
    {
        var count = 0;
        foreach (var part in parts)
            if (count < CaseCounts.Most) count += await part.Take(CaseCounts.Most - count).CountAsync(ct);
        return count;
    }
}
