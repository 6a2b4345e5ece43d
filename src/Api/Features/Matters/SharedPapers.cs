using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Matters;

/// <summary>
/// What is handed in for a matter is handed in once: a paper that comes to the matter, with the files that come with it,
/// goes to each open part that waits for it.
/// </summary>
internal sealed class SharedPapers(OneWindowDb db, CatalogueSnapshot catalogue, MatterDesk matters)
{
    /// <summary>Passes on what has come to a matter; any other case has nothing to pass on.</summary>
    /// <param name="received">Keys of the matter's papers that have come, be it once more: a part may have found the first one wanting.</param>
    /// <returns>The parts that papers came to.</returns>
    public async Task<IReadOnlyList<CaseFile>> PassOnAsync(CaseFile matter, IReadOnlyCollection<string> received, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (matter.Parts is null || catalogue.Service(matter.ServiceKey, matter.ServiceVersion)?.Definition is not { } definition) return [];
        var changed = new List<CaseFile>();
        foreach (var part in await matters.OpenPartsAsync(matter, ct))
        {
            var terms = definition.Parts.First(p => p.Service == part.ServiceKey);
            var files = Files(matter, part, terms, now);
            var come = part.Materials.Where(m => m.State is not MaterialState.Provided && received.Contains(terms.MaterialFor(m.Key))).Select(m => m.Key).ToList();
            if (files.Count == 0 && come.Count == 0) continue;
            foreach (var key in come) part.SetMaterial(new CaseMaterial(key, MaterialState.Provided), now);
            db.Files.AddRange(files);
            db.Audit.Add(part.Audit(new(actor.UserName, actor.Body, "materials-received", null, JsonSerializer.Serialize(
                new { materials = come.Select(key => new { key, state = MaterialState.Provided }), files = files.Count, matter = matter.Number }, CaseJson.Detail)), now));
            changed.Add(part);
        }

        return changed;
    }

    /// <summary>A file that was the wrong one for a matter is the wrong one for its open parts, which got it from there.</summary>
    public async Task RemoveAsync(CaseFile matter, UploadedFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (matter.Parts is null || catalogue.Service(matter.ServiceKey, matter.ServiceVersion)?.Definition is not { } definition) return;
        foreach (var part in await matters.OpenPartsAsync(matter, ct))
        {
            var terms = definition.Parts.First(p => p.Service == part.ServiceKey);
            var copies = await db.Files.Where(f => f.CaseId == part.Id && f.RemovedAt == null && f.Checksum == file.Checksum).ToListAsync(ct);
            foreach (var copy in copies.Where(c => c.MaterialKey is { } key && terms.MaterialFor(key) == file.MaterialKey && c.Remove(actor.UserName, now)))
                db.Audit.Add(part.Audit(new(actor.UserName, actor.Body, "file-removed", null, JsonSerializer.Serialize(new { file = copy.Id, material = copy.MaterialKey, matter = matter.Number }, CaseJson.Detail)), now));
        }
    }

    /// <summary>Rows for the files of this unit of work; what lay there before went to the part when it began.</summary>
    private List<UploadedFile> Files(CaseFile matter, CaseFile part, MatterPart terms, DateTimeOffset now)
    {
        var added = db.ChangeTracker.Entries<UploadedFile>().Where(e => e.State is EntityState.Added && e.Entity.CaseId == matter.Id).Select(e => e.Entity).ToList();
        return [.. from file in added
                   from material in part.Materials
                   where terms.MaterialFor(material.Key) == file.MaterialKey
                   select new UploadedFile(Guid.CreateVersion7(now), part.Id, new FileFacts(material.Key, file.NameSealed, file.MediaType, file.Size, file.Checksum), file.UploadedBy, file.UploadedAt)];
    }
}
