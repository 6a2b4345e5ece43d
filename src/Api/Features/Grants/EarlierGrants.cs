using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Results;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Grants;

/// <summary>
/// What a case that was opened again had granted before. A new decision takes the place of the old one: a grant takes
/// back what earlier rounds granted for the same cause, and a closing with another result takes back the rest. Nothing is
/// granted twice, and nothing that nobody decided anew is touched.
/// </summary>
internal sealed class EarlierGrants(OneWindowDb db)
{
    /// <summary>Grants of earlier rounds that stand; none where the case was never closed.</summary>
    public async Task<IReadOnlyList<Grant>> OfAsync(CaseFile file, CancellationToken ct) => file.ReopenedAt is { } reopened
        ? await db.Grants.Where(g => g.CaseId == file.Id && g.ReversesId == null && g.GrantedAt < reopened && !db.Grants.Any(r => r.ReversesId == g.Id)).ToListAsync(ct)
        : [];

    /// <summary>Those that a burst takes back.</summary>
    public async Task<IReadOnlyList<Grant>> TakenBackAsync(CaseFile file, IReadOnlyList<Grant> earlier, IReadOnlyList<Effect> effects, CancellationToken ct)
    {
        if (earlier.Count == 0) return [];
        var causes = effects.OfType<GrantAid>().Select(g => g.Cause).ToHashSet(StringComparer.Ordinal);
        var replaced = earlier.Where(g => causes.Contains(g.Cause)).ToList();
        if (replaced.Count == earlier.Count || effects.OfType<CloseCase>().FirstOrDefault() is not { } closing) return replaced;
        return await LastResultAsync(file, ct) is { } before && before != closing.Result ? earlier : replaced;
    }

    /// <summary>
    /// Takes back what earlier rounds granted where the case ends outside its workflow with another result than before:
    /// withdrawn, or refused because a promised paper did not come. The caller has closed it.
    /// </summary>
    public async Task TakeBackClosedAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var earlier = await OfAsync(file, ct);
        if (earlier.Count > 0 && await LastResultAsync(file, ct) is { } before && before != file.Result) TakeBack(file, earlier, actor, now);
    }

    /// <summary>Writes the counter-entries into the step's own transaction.</summary>
    public void TakeBack(CaseFile file, IEnumerable<Grant> grants, Actor actor, DateTimeOffset now)
    {
        foreach (var grant in grants)
        {
            db.Grants.Add(grant.Reversal(now));
            db.Audit.Add(file.Audit(new AuditFact(actor.UserName, actor.Body, "aid-taken-back", null,
                JsonSerializer.Serialize(new { amount = grant.Amount, body = grant.Body }, CaseJson.Detail)), now));
        }
    }

    /// <summary>The result that the case was closed with last, before this unit of work; null where it never was.</summary>
    private async Task<string?> LastResultAsync(CaseFile file, CancellationToken ct)
    {
        var last = await db.Audit.Where(a => a.CaseId == file.Id && (a.Action == "closed" || a.Action == "withdrawn")).OrderByDescending(a => a.Sequence)
            .Select(a => new { a.Action, a.DetailJson }).FirstOrDefaultAsync(ct);
        if (last?.Action == "withdrawn") return ServiceDefinition.WithdrawnResult;
        return last?.DetailJson is { } detail && JsonElement.Parse(detail).TryGetProperty("result", out var result) ? result.GetString() : null;
    }
}
