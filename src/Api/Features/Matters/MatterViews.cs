using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Matters;

/// <summary>The matter that a case is a part of.</summary>
/// <param name="Number">Null where the caller may not see it; that there is one is said all the same.</param>
internal sealed record MatterView(string? Number, string Service, string Name, string NameEn);

/// <summary>A part of a matter, with where its own case is.</summary>
/// <param name="Number">Of its case; null while it waits, where it was dropped, and where the caller may not see it.</param>
/// <param name="Stage">Null with the number, and once closed.</param>
/// <param name="DueOn">Last local day of its case's limit; null while that does not run.</param>
/// <param name="Result">A key of its service; null until closed.</param>
/// <param name="Succeeded">Its result is what was asked for.</param>
/// <param name="AfterName">What it waits or waited for; null where it began at once.</param>
/// <param name="Asks">Its case waits for papers of the applicant.</param>
internal sealed record PartView(
    string Key, string Service, string Name, string NameEn, PartState State, string? Number, string? Stage, string? StageEn, DateOnly? DueOn,
    string? Result, string? ResultName, string? ResultNameEn, bool Succeeded, string? AfterName, string? AfterNameEn, bool Asks);

/// <summary>A part as the window hands it over.</summary>
internal sealed record RegisteredPart(string Key, string Service, string Name, string NameEn, PartState State, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Number);

/// <summary>Shows a matter with its parts, and a part with its matter, as far as the reader may see each.</summary>
internal sealed class MatterViews(OneWindowDb db, CatalogueSnapshot catalogue, AccessPolicy access)
{
    /// <summary>The parts of a matter for one of the staff; null for a case of one service.</summary>
    public Task<IReadOnlyList<PartView>?> PartsAsync(CaseFile file, Caller who, CancellationToken ct) => PartsAsync(file, cases => access.Visible(who, cases), ct);

    /// <summary>The parts of a matter for its applicant; null for a case of one service.</summary>
    public Task<IReadOnlyList<PartView>?> PartsAsync(CaseFile file, CancellationToken ct) => PartsAsync(file, cases => cases, ct);

    /// <summary>The matter of a part for one of the staff; null for a case that stands alone.</summary>
    public Task<MatterView?> MatterAsync(CaseFile file, Caller who, CancellationToken ct) => MatterAsync(file, cases => access.Visible(who, cases), ct);

    /// <summary>The matter of a part for its applicant; null for a case that stands alone.</summary>
    public Task<MatterView?> MatterAsync(CaseFile file, CancellationToken ct) => MatterAsync(file, cases => cases, ct);

    /// <summary>The parts of a matter that is being registered; null for a case of one service.</summary>
    public IReadOnlyList<RegisteredPart>? Registered(CaseFile file) => file.Parts is { } parts
        ? [.. parts.Select(p => (Part: p, Service: ServiceOf(p))).Select(p => new RegisteredPart(p.Part.Key, p.Part.Service, p.Service?.Name ?? p.Part.Service, p.Service?.NameEn ?? p.Part.Service, p.Part.State, p.Part.Number))]
        : null;

    private async Task<MatterView?> MatterAsync(CaseFile file, Func<IQueryable<CaseFile>, IQueryable<CaseFile>> visible, CancellationToken ct)
    {
        if (file.MatterId is not { } id) return null;
        var seen = visible(db.Cases);
        var found = await db.Cases.AsNoTracking().Where(c => c.Id == id)
            .Select(c => new { Number = seen.Any(s => s.Id == c.Id) ? c.Number : null, c.ServiceKey, c.ServiceVersion }).SingleOrDefaultAsync(ct);
        if (found is null) return null;
        var service = catalogue.Service(found.ServiceKey, found.ServiceVersion)?.Definition;
        return new MatterView(found.Number, found.ServiceKey, service?.Name ?? found.ServiceKey, service?.NameEn ?? found.ServiceKey);
    }

    private async Task<IReadOnlyList<PartView>?> PartsAsync(CaseFile file, Func<IQueryable<CaseFile>, IQueryable<CaseFile>> visible, CancellationToken ct)
    {
        if (file.Parts is not { } parts) return null;
        var ids = parts.Select(p => p.CaseId).OfType<Guid>().ToArray();
        var found = await visible(db.Cases.Where(c => ids.Contains(c.Id))).AsNoTracking()
            .Select(c => new PartCase(
                c.Id, c.StageZh, c.StageEn, c.StageResidentZh, c.StageResidentEn, c.DueAt,
                db.WorkItems.Any(w => w.CaseId == c.Id && w.State == WorkItemState.Open && w.Kind == WorkItemKind.Materials))).ToDictionaryAsync(c => c.Id, ct);
        return [.. parts.Select(p => View(p, parts, p.CaseId is { } id ? found.GetValueOrDefault(id) : null))];
    }

    private PartView View(CasePart part, IReadOnlyList<CasePart> all, PartCase? seen)
    {
        var service = ServiceOf(part);
        var result = service?.Results.FirstOrDefault(r => r.Key == part.Result);
        var after = all.FirstOrDefault(p => p.Key == part.After) is { } first ? ServiceOf(first) : null;
        var runs = seen is not null && part.State is PartState.Running;
        return new PartView(
            part.Key, part.Service, service?.Name ?? part.Service, service?.NameEn ?? part.Service, part.State, seen is null ? null : part.Number,
            runs ? seen!.ResidentZh ?? seen.StageZh : null, runs ? seen!.ResidentEn ?? seen.StageEn : null, runs ? catalogue.Calendar.LastDay(seen!.DueAt) : null,
            part.Result, result?.Name ?? part.Result, result?.NameEn ?? result?.Name ?? part.Result, part.Succeeded, after?.Name, after?.NameEn,
            runs && seen!.Asks);
    }

    private ServiceDefinition? ServiceOf(CasePart part) => catalogue.Service(part.Service, part.ServiceVersion)?.Definition;

    private sealed record PartCase(Guid Id, string? StageZh, string? StageEn, string? ResidentZh, string? ResidentEn, DateTimeOffset? DueAt, bool Asks);
}
