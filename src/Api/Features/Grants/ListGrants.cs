using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Results;

namespace OneWindow.Api.Features.Grants;

/// <summary>The ledger of grants (救助台账), newest first; a body sees its own, the joint office all.</summary>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
internal sealed record ListGrants(string? Body, string? Cause, string? Service, DateOnly? From, DateOnly? To, string? Cursor, int? Size) : IRequest<Page<LedgerEntry>>;

/// <summary>Sums of the same list, by body and cause.</summary>
internal sealed record SumGrants(string? Body, string? Cause, string? Service, DateOnly? From, DateOnly? To) : IRequest<LedgerSums>;

/// <param name="Amount">Yuan; below zero where a grant is taken back.</param>
internal sealed record LedgerEntry(
    Guid Id, string CaseNumber, string Service, string ServiceName, string ServiceNameEn, string Cause, string CauseName, string CauseNameEn,
    string Body, string BodyName, string BodyNameEn, decimal Amount, DateTimeOffset GrantedAt, bool IsReversal);

/// <param name="Amount">Of everything in the list, in yuan.</param>
internal sealed record LedgerSums(int Count, decimal Amount, IReadOnlyList<LedgerSum> Items, IReadOnlyList<BudgetView> Budgets);

internal sealed record LedgerSum(string Body, string BodyName, string BodyNameEn, string Cause, string CauseName, string CauseNameEn, int Count, decimal Amount);

/// <summary>A body's budget of the present year, in yuan.</summary>
internal sealed record BudgetView(string Body, string BodyName, string BodyNameEn, int Year, decimal Amount, decimal Spent);

/// <summary>The rows that a reader may see, narrowed as asked.</summary>
internal sealed class GrantLedger(OneWindowDb db, CatalogueSnapshot catalogue)
{
    public IQueryable<Grant> Visible(Caller who)
    {
        if (who.SeesEverything) return db.Grants.AsNoTracking();
        var bodies = who.Bodies.ToArray();
        return db.Grants.AsNoTracking().Where(g => bodies.Contains(g.Body));
    }

    public IQueryable<Grant> Narrowed(Caller who, SumGrants by)
    {
        var grants = Visible(who);
        if (!string.IsNullOrEmpty(by.Body)) grants = grants.Where(g => g.Body == by.Body);
        if (!string.IsNullOrEmpty(by.Cause)) grants = grants.Where(g => g.Cause == by.Cause);
        if (!string.IsNullOrEmpty(by.Service)) grants = grants.Where(g => db.Cases.Any(c => c.Id == g.CaseId && c.ServiceKey == by.Service));
        var (from, until) = catalogue.Calendar.Span(by.From, by.To);
        if (from is not null) grants = grants.Where(g => g.GrantedAt >= from);
        return until is null ? grants : grants.Where(g => g.GrantedAt < until);
    }
}

internal sealed class ListGrantsHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue, GrantLedger ledger)
    : IRequestHandler<ListGrants, Page<LedgerEntry>>
{
    public async Task<Page<LedgerEntry>> Handle(ListGrants request, CancellationToken cancellationToken)
    {
        var size = Cursor.SizeOf(request.Size);
        var grants = ledger.Narrowed(caller.Required, new SumGrants(request.Body, request.Cause, request.Service, request.From, request.To));
        if (Cursor.Read(request.Cursor) is { } left)
        {
            var (at, id) = (UtcMicroseconds.FromMicroseconds(left.Sort), left.TieAsGuid());
            grants = grants.Where(g => g.GrantedAt < at || (g.GrantedAt == at && g.Id < id));
        }

        var rows = await grants.Join(db.Cases, g => g.CaseId, c => c.Id, (g, c) => new { Grant = g, c.Number, c.ServiceKey, c.ServiceVersion })
            .OrderByDescending(r => r.Grant.GrantedAt).ThenByDescending(r => r.Grant.Id).Take(size + 1).ToListAsync(cancellationToken);
        return Cursor.Cut(rows, size, r => Entry(r.Grant, r.Number, r.ServiceKey, r.ServiceVersion), r => new Cursor(UtcMicroseconds.ToMicroseconds(r.Grant.GrantedAt), r.Grant.Id.ToString()));
    }

    private LedgerEntry Entry(Grant grant, string number, string service, int version)
    {
        var (definition, cause) = (catalogue.Service(service, version)?.Definition, catalogue.Cause(grant.Cause));
        return new LedgerEntry(
            grant.Id, number, service, definition?.Name ?? service, definition?.NameEn ?? service, grant.Cause, cause.Name, cause.NameEn ?? cause.Name,
            grant.Body, catalogue.BodyName(grant.Body), catalogue.BodyNameEn(grant.Body), grant.Amount, catalogue.Calendar.Local(grant.GrantedAt), grant.IsReversal);
    }
}

internal sealed class SumGrantsHandler(CurrentCaller caller, CatalogueSnapshot catalogue, GrantLedger ledger, TimeProvider clock)
    : IRequestHandler<SumGrants, LedgerSums>
{
    public async Task<LedgerSums> Handle(SumGrants request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var groups = await ledger.Narrowed(who, request).GroupBy(g => new { g.Body, g.Cause })
            .Select(g => new { g.Key.Body, g.Key.Cause, Count = g.Count(), Amount = g.Sum(x => x.Amount) }).ToListAsync(cancellationToken);
        var items = from g in groups
                    orderby g.Body, g.Cause
                    let cause = catalogue.Cause(g.Cause)
                    select new LedgerSum(g.Body, catalogue.BodyName(g.Body), catalogue.BodyNameEn(g.Body), g.Cause, cause.Name, cause.NameEn ?? cause.Name, g.Count, g.Amount);
        return new LedgerSums(groups.Sum(g => g.Count), groups.Sum(g => g.Amount), [.. items], await BudgetsAsync(who, cancellationToken));
    }

    private async Task<IReadOnlyList<BudgetView>> BudgetsAsync(Caller who, CancellationToken ct)
    {
        var year = catalogue.Calendar.LocalDate(clock.GetUtcNow()).Year;
        var wanted = new SumGrants(null, null, null, new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var spent = await ledger.Narrowed(who, wanted).GroupBy(g => g.Body).Select(g => new { Body = g.Key, Amount = g.Sum(x => x.Amount) }).ToDictionaryAsync(g => g.Body, g => g.Amount, ct);
        return [.. from budget in catalogue.Aid.Budgets
                   where budget.Year == year && (who.SeesEverything || who.Bodies.Contains(budget.Body))
                   orderby budget.Body
                   select new BudgetView(budget.Body, catalogue.BodyName(budget.Body), catalogue.BodyNameEn(budget.Body), year, budget.Amount, spent.GetValueOrDefault(budget.Body))];
    }
}
