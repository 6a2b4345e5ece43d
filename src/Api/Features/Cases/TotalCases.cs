using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Features.Cases;

/// <summary>How many cases the caller may see, by what they have in common. The groups add up to the total.</summary>
/// <param name="By">channel, status or service.</param>
/// <param name="From">First local day of registration that counts; null for the first there is.</param>
/// <param name="To">Last local day that counts; null for the last there is.</param>
internal sealed record TotalCases(string? By, DateOnly? From, DateOnly? To) : IRequest<CaseTotals>, IValidate
{
    private static readonly string[] Known = ["channel", "status", "service"];

    public void Validate(Findings findings)
    {
        if (By is not null && !Known.Contains(By)) findings.Add("by", $"应为 {string.Join("、", Known)}。(One of {string.Join(", ", Known)}.)");
        if (To < From) findings.Add("to", "止日早于起日。(The last day is before the first.)");
    }
}

/// <param name="By">What they were grouped by.</param>
internal sealed record CaseTotals(int Total, string By, IReadOnlyList<CaseTotal> Items);

/// <summary>One group; a group of the county's list with nothing in it is there with 0.</summary>
internal sealed record CaseTotal(string Key, string Name, string NameEn, int Count);

internal sealed class TotalCasesHandler(AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<TotalCases, CaseTotals>
{
    public async Task<CaseTotals> Handle(TotalCases request, CancellationToken cancellationToken)
    {
        var by = request.By ?? "channel";
        var cases = Within(access.VisibleCases(caller.Required), request);
        var counts = by switch
        {
            "status" => (await cases.GroupBy(c => c.Status).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken)).ToDictionary(g => g.Key.ToString(), g => g.Count),
            "service" => await cases.GroupBy(c => c.ServiceKey).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken),
            _ => await cases.GroupBy(c => c.Channel).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken),
        };
        return new CaseTotals(counts.Values.Sum(), by, [.. Groups(by).UnionBy(counts.Keys.Order(StringComparer.Ordinal).Select(k => (Key: k, Name: k, NameEn: k)), g => g.Key)
            .Select(g => new CaseTotal(g.Key, g.Name, g.NameEn, counts.GetValueOrDefault(g.Key)))]);
    }

    private IQueryable<CaseFile> Within(IQueryable<CaseFile> cases, TotalCases request)
    {
        var (from, until) = catalogue.Calendar.Span(request.From, request.To);
        if (from is not null) cases = cases.Where(c => c.RegisteredAt >= from);
        return until is null ? cases : cases.Where(c => c.RegisteredAt < until);
    }

    // What older cases came in by may be gone from the list; it is counted under its own key.
    private IEnumerable<(string Key, string Name, string NameEn)> Groups(string by) => by switch
    {
        "status" => Enum.GetNames<CaseStatus>().Select(s => (s, s, s)),
        "service" => catalogue.Services.Select(s => (s.Definition.Key, s.Definition.Name, s.Definition.NameEn)),
        _ => catalogue.Intake.Channels.Select(c => (c.Key, c.Name, c.NameEn ?? c.Name)),
    };
}
