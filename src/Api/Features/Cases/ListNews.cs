using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;

namespace OneWindow.Api.Features.Cases;

/// <summary>What happened to some cases since the caller last opened each; those that are not the caller's to see are left out.</summary>
internal sealed record ListNews(IReadOnlyCollection<string> Numbers) : IRequest<IReadOnlyList<CaseNews>>;

internal sealed class ListNewsHandler(AccessPolicy access, CurrentCaller caller, NewsReader news) : IRequestHandler<ListNews, IReadOnlyList<CaseNews>>
{
    public async Task<IReadOnlyList<CaseNews>> Handle(ListNews request, CancellationToken cancellationToken)
    {
        if (request.Numbers.Count == 0) return [];
        var (who, numbers) = (caller.Required, request.Numbers.Distinct(StringComparer.Ordinal).ToArray());
        var cases = await access.VisibleCases(who).AsNoTracking().Where(c => numbers.Contains(c.Number))
            .Select(c => new CaseStand(c.Id, c.Number, c.AuditCount, c.Version)).ToListAsync(cancellationToken);
        return await news.OfAsync(who.UserName, cases, cancellationToken);
    }
}
