using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>How much there is, within what the caller may see.</summary>
internal sealed record CountCases : IRequest<CaseCounts>;

/// <param name="Open">Cases that are not closed.</param>
/// <param name="Late">Of these, the ones past their limit.</param>
/// <param name="Incidents">Open tasks about workflows that cannot go on by themselves.</param>
internal sealed record CaseCounts(int Open, int Late, int Incidents);

internal sealed class CountCasesHandler(AccessPolicy access, CurrentCaller caller, TimeProvider clock) : IRequestHandler<CountCases, CaseCounts>
{
    public async Task<CaseCounts> Handle(CountCases request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var now = clock.GetUtcNow();
        var open = access.VisibleCases(who).Where(c => c.Status != CaseStatus.Closed);
        return new CaseCounts(
            await open.CountAsync(cancellationToken),
            await open.CountAsync(c => c.DueAt <= now, cancellationToken),
            await access.VisibleTasks(who).CountAsync(w => w.State == WorkItemState.Open && w.Kind == WorkItemKind.Incident, cancellationToken));
    }
}
