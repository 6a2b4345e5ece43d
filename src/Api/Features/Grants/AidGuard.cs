using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Results;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Grants;

/// <summary>
/// Refuses grants over a cap, over a budget, or for what another body has aided already, before anything of the step is
/// stored. What it counts is guarded by rows, so that no two decisions pass by each other.
/// </summary>
internal sealed class AidGuard(OneWindowDb db, CatalogueSnapshot catalogue, EarlierGrants earlier, AccessPolicy access, CurrentCaller caller)
{
    /// <summary>Lets the grants of a burst pass, and takes back what they replace.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>grant-over-cap</c>, <c>grant-over-budget</c> or <c>double-aid</c>.</exception>
    public async Task PassAsync(CaseFile file, IReadOnlyList<Effect> effects, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var back = await earlier.TakenBackAsync(file, await earlier.OfAsync(file, ct), effects, ct);
        var granted = new List<GrantAid>();
        foreach (var grant in effects.OfType<GrantAid>())
        {
            // The guards first: whoever grants between them and the counting has changed what they hold, and is met at saving.
            await EnterAsync(file.ApplicantIdNumberIndex, grant.Cause, ct);
            await EnterAsync(grant.Body, $"{Year(now)}", ct);
            await RefuseOverCapAsync(file, grant, (granted, back), now, ct);
            await RefuseOverBudgetAsync(grant, (granted, back), now, ct);
            await RefuseDoubleAsync(file, grant, now, ct);
            granted.Add(grant);
        }

        earlier.TakeBack(file, back, actor, now);
    }

    /// <summary>A case that was closed from outside its workflow takes back what an earlier round granted.</summary>
    public Task EndAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct) => earlier.TakeBackClosedAsync(file, actor, now, ct);

    private async Task RefuseOverCapAsync(CaseFile file, GrantAid grant, (List<GrantAid> Before, IReadOnlyList<Grant> Back) step, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var cap in catalogue.Aid.CapsOf(file.ServiceKey, grant.Cause))
        {
            var grants = cap.Per is CapSpan.Case
                ? db.Grants.Where(g => g.CaseId == file.Id && g.Cause == grant.Cause)
                : Within(Year(now), db.Grants.Where(g => g.ApplicantIndex == file.ApplicantIdNumberIndex && g.Cause == grant.Cause));
            var sum = await SumAsync(grants, ct) + step.Before.Where(g => g.Cause == grant.Cause).Sum(g => g.Amount) - step.Back.Where(g => g.Cause == grant.Cause).Sum(g => g.Amount);
            if (sum + grant.Amount > cap.Amount) throw AidErrors.OverCap(cap, sum, grant.Amount);
        }
    }

    private async Task RefuseOverBudgetAsync(GrantAid grant, (List<GrantAid> Before, IReadOnlyList<Grant> Back) step, DateTimeOffset now, CancellationToken ct)
    {
        var year = Year(now);
        if (catalogue.Aid.Budget(grant.Body, year) is not { } budget) return;
        var spent = await SumAsync(Within(year, db.Grants.Where(g => g.Body == grant.Body)), ct)
            + step.Before.Where(g => g.Body == grant.Body).Sum(g => g.Amount) - step.Back.Where(g => g.Body == grant.Body).Sum(g => g.Amount);
        if (spent + grant.Amount > budget) throw AidErrors.OverBudget(year, budget, spent, grant.Amount);
    }

    private async Task RefuseDoubleAsync(CaseFile file, GrantAid grant, DateTimeOffset now, CancellationToken ct)
    {
        if (catalogue.Aid.DoubleAidSince(catalogue.Calendar.LocalDate(now)) is not { } since) return;
        var from = catalogue.Calendar.EndOf(since.AddDays(-1));
        var other = await db.Grants.AsNoTracking()
            .Where(g => g.ApplicantIndex == file.ApplicantIdNumberIndex && g.GrantedAt >= from && g.Cause == grant.Cause && g.CaseId != file.Id && g.Body != grant.Body)
            .Where(g => g.ReversesId == null && !db.Grants.Any(r => r.ReversesId == g.Id))
            .OrderByDescending(g => g.GrantedAt).FirstOrDefaultAsync(ct);
        if (other is null || await db.AidPermits.AnyAsync(p => p.CaseId == file.Id, ct)) return;
        throw AidErrors.DoubleAid(
            (catalogue.BodyName(other.Body), catalogue.BodyNameEn(other.Body)), catalogue.Calendar.LocalDate(other.GrantedAt), await KnownNumberAsync(other.CaseId, ct));
    }

    /// <summary>The number of a case that whoever decides may see; null for any other.</summary>
    private async Task<string?> KnownNumberAsync(Guid caseId, CancellationToken ct) => caller.Value is { } who
        ? await access.VisibleCases(who).Where(c => c.Id == caseId).Select(c => c.Number).FirstOrDefaultAsync(ct)
        : null;

    private async Task EnterAsync(string holder, string purpose, CancellationToken ct)
    {
        var account = await db.AidAccounts.FindAsync([holder, purpose], ct);
        if (account is null) db.AidAccounts.Add(account = new AidAccount(holder, purpose));
        account.Enter();
    }

    private IQueryable<Grant> Within(int year, IQueryable<Grant> grants)
    {
        var (from, until) = catalogue.Calendar.Span(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return grants.Where(g => g.GrantedAt >= from && g.GrantedAt < until);
    }

    private static async Task<decimal> SumAsync(IQueryable<Grant> grants, CancellationToken ct) => await grants.SumAsync(g => g.Amount, ct);

    private int Year(DateTimeOffset now) => catalogue.Calendar.LocalDate(now).Year;
}
