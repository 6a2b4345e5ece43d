using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Services;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Drafts;

/// <summary>A draft in a list, without who it is about.</summary>
internal sealed record DraftSummary(Guid Id, string Service, string ServiceName, string ServiceNameEn, DateTimeOffset SavedAt, DateOnly ExpiresOn);

/// <summary>A draft with everything that was entered, unchecked.</summary>
internal sealed record DraftView(Guid Id, string Service, DateTimeOffset SavedAt, DateOnly ExpiresOn, RegisterCase Content);

/// <summary>Reads and writes drafts, a clerk's own or a resident's. The caller saves.</summary>
internal sealed class DraftDesk(OneWindowDb db, CatalogueSnapshot catalogue, Sealer sealer, TimeProvider clock)
{
    /// <summary>Longest content in characters; a registration has a few thousand.</summary>
    private const int MaxContent = 100_000;

    /// <summary>The drafts of a clerk that are not yet over.</summary>
    public IQueryable<CaseDraft> Of(Caller who) => Of(who.UserName);

    /// <param name="owner">A user name, or what stands for a resident's code.</param>
    public IQueryable<CaseDraft> Of(string owner)
    {
        var now = clock.GetUtcNow();
        return db.Drafts.Where(d => d.UserName == owner && d.ExpiresAt > now);
    }

    /// <exception cref="RefusedException"><c>draft-not-found</c>, also where it is somebody else's or over.</exception>
    public async Task<CaseDraft> FindAsync(Caller who, Guid id, CancellationToken ct) =>
        await Of(who).SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw NotFound();

    /// <summary>Deletes the draft that has become a case; one that is gone already is no reason to refuse the case.</summary>
    public async Task RemoveAsync(Caller who, Guid id, CancellationToken ct)
    {
        if (await Of(who).SingleOrDefaultAsync(d => d.Id == id, ct) is { } draft) db.Drafts.Remove(draft);
    }

    /// <summary>A new draft for the service that the content names.</summary>
    /// <exception cref="RefusedException"><c>service-not-found</c>, <c>draft-too-large</c>.</exception>
    public CaseDraft Begin(Caller who, RegisterCase content)
    {
        var service = catalogue.Service(content.Service!) ?? throw ServiceErrors.NotFound(content.Service);
        var draft = new CaseDraft(Guid.CreateVersion7(clock.GetUtcNow()), who.UserName, service.Definition.Key);
        db.Drafts.Add(draft);
        Save(draft, content);
        return draft;
    }

    public void Save(CaseDraft draft, RegisterCase content)
    {
        var json = JsonSerializer.Serialize(content with { IdempotencyKey = null, Draft = null }, CaseJson.Detail);
        if (json.Length > MaxContent) throw new RefusedException(RefusalKind.TooLarge, "draft-too-large", "草稿内容过长。(The draft is too long.)");
        var now = clock.GetUtcNow();
        draft.Save(sealer.Seal(json), now, now.AddDays(catalogue.Intake.DraftsKept.Count));
    }

    public DraftView View(CaseDraft draft) => new(
        draft.Id, draft.ServiceKey, catalogue.Calendar.Local(draft.SavedAt), LastDay(draft),
        JsonSerializer.Deserialize<RegisterCase>(sealer.Open(draft.ContentSealed), CaseJson.Detail)!);

    public DraftSummary Summary(CaseDraft draft) => new(
        draft.Id, draft.ServiceKey, catalogue.Service(draft.ServiceKey)?.Definition.Name ?? draft.ServiceKey,
        catalogue.Service(draft.ServiceKey)?.Definition.NameEn ?? draft.ServiceKey, catalogue.Calendar.Local(draft.SavedAt), LastDay(draft));

    private DateOnly LastDay(CaseDraft draft) => catalogue.Calendar.LocalDate(draft.ExpiresAt.AddTicks(-1));

    private static RefusedException NotFound() => new(RefusalKind.NotFound, "draft-not-found", "没有这份草稿。(There is no such draft.)");
}
