using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;

namespace OneWindow.Api.Features.Cases;

/// <summary>What others did with a case since somebody last opened it.</summary>
/// <param name="Since">When the person last read something new there; null where the person has never opened it.</param>
/// <param name="Items">Oldest first; empty where nothing happened, or where all of it is new.</param>
/// <param name="Version">The case's version at which this was true.</param>
internal sealed record CaseNews(string Number, DateTimeOffset? Since, IReadOnlyList<NewsItem> Items, int Version)
{
    public bool IsNew => Since is null;
}

/// <param name="Actor">User name, "system" or "applicant".</param>
/// <param name="Title">Of the step that it happened at; null for none.</param>
internal sealed record NewsItem(DateTimeOffset At, string Action, string Actor, string? ActorBody, string? Title, string? TitleEn);

/// <summary>Compares how far somebody has read cases with how far they have come since.</summary>
internal sealed class NewsReader(OneWindowDb db, CatalogueSnapshot catalogue)
{
    /// <summary>Enough to say what happened; who wants all of it reads the timeline.</summary>
    private const int Most = 200;

    /// <param name="cases">Those that the person may see.</param>
    public async Task<IReadOnlyList<CaseNews>> OfAsync(string userName, IReadOnlyList<CaseStand> cases, CancellationToken ct)
    {
        if (cases.Count == 0) return [];
        var ids = cases.Select(c => c.Id).ToArray();
        var looks = await db.LastLooks.AsNoTracking().Where(l => l.UserName == userName && ids.Contains(l.CaseId))
            .Select(l => new { l.CaseId, l.Seen, l.At }).ToDictionaryAsync(l => l.CaseId, ct);
        var moved = cases.Where(c => looks.TryGetValue(c.Id, out var look) && look.Seen < c.AuditCount).Select(c => c.Id).ToArray();
        var items = await ItemsAsync(userName, moved, ct);
        return [.. cases.Select(c => new CaseNews(
            c.Number, looks.TryGetValue(c.Id, out var look) ? catalogue.Calendar.Local(look.At) : null, [.. items[c.Id]], c.Version))];
    }

    private async Task<ILookup<Guid, NewsItem>> ItemsAsync(string userName, Guid[] cases, CancellationToken ct)
    {
        if (cases.Length == 0) return Array.Empty<AuditEntry>().ToLookup(_ => Guid.Empty, View);
        var rows = await (from look in db.LastLooks.AsNoTracking()
                          where look.UserName == userName && cases.Contains(look.CaseId)
                          join entry in db.Audit.AsNoTracking() on (Guid?)look.CaseId equals entry.CaseId
                          where entry.Sequence > look.Seen && entry.Actor != userName
                          orderby entry.CaseId, entry.Sequence
                          select entry).Take(Most).ToListAsync(ct);
        return rows.ToLookup(e => e.CaseId!.Value, View);
    }

    private NewsItem View(AuditEntry entry)
    {
        var detail = AuditDetail.Of(entry.DetailJson);
        return new NewsItem(catalogue.Calendar.Local(entry.At), entry.Action, entry.Actor, entry.ActorBody, detail.Title, detail.TitleEn);
    }
}

/// <summary>How far a case has come.</summary>
internal sealed record CaseStand(Guid Id, string Number, int AuditCount, int Version);
