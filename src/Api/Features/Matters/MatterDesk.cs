using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Files;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Matters;

/// <summary>
/// Keeps a matter and its parts in step, in the unit of work of whatever moves one of them: each part's end is noted on
/// the matter's own record, so that of two parts that end at once one loses the race, runs again and sees the other's end.
/// </summary>
internal sealed class MatterDesk(OneWindowDb db, CatalogueSnapshot catalogue, CaseReader cases, PartRegistration registrations)
{
    /// <summary>After a step of any case: a part that ended tells its matter, and a matter whose parts are over goes on.</summary>
    public async Task FollowAsync(CaseProcess process, CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (file is { IsClosed: true, MatterId: { } id })
        {
            var matter = await OfAsync(id, ct);
            var succeeded = TermsOf(matter, file).Succeeds.Contains(file.Result!);
            if (matter.EndPart(file, succeeded, now) is null) return;
            Note(matter, actor, "part-closed", file, now);
            await GoOnAsync(process, matter, actor, now, ct);
        }
        else if (file is { IsClosed: false, Parts: not null }) await FinishAsync(process, file, now, ct);
    }

    /// <summary>Begins every part whose turn it is, and drops those for which it will not come.</summary>
    public async Task GoOnAsync(CaseProcess process, CaseFile matter, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        while (!matter.IsClosed && matter.NextPart() is var (part, begins))
        {
            if (begins) await BeginAsync(process, matter, part, actor, now, ct);
            else Drop(matter, part, actor, now);
        }

        if (!matter.IsClosed) await FinishAsync(process, matter, now, ct);
    }

    /// <summary>The cases of a matter's parts that are still open; a matter that is withdrawn takes them along.</summary>
    public async Task<IReadOnlyList<CaseFile>> OpenPartsAsync(CaseFile matter, CancellationToken ct)
    {
        var ids = (matter.Parts ?? []).Where(p => p.State is PartState.Running).Select(p => p.CaseId!.Value).ToArray();
        // Those of a matter that is only being registered are not stored yet.
        List<CaseFile> here = [.. db.ChangeTracker.Entries<CaseFile>().Select(e => e.Entity).Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id)];
        var parts = here.Count == ids.Length ? here : await db.Cases.Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id).ToListAsync(ct);
        // The matter was read before the part's end was noted on it: another command was faster.
        return parts.Exists(p => p.IsClosed) ? throw new DbUpdateConcurrencyException("A part of the matter has just ended.") : parts;
    }

    /// <summary>The other cases of a matter that is under way, seen from it or from one of its parts: it, and its open parts.</summary>
    public async Task<IReadOnlyList<CaseFile>> RelativesAsync(CaseFile file, CancellationToken ct)
    {
        var matter = file.MatterId is { } id ? await OfAsync(id, ct) : file;
        var parts = await OpenPartsAsync(matter, ct);
        return [.. parts.Prepend(matter).Where(c => c.Id != file.Id)];
    }

    /// <summary>What has not begun does not begin any more.</summary>
    public void DropWaiting(CaseFile matter, Actor actor, DateTimeOffset now)
    {
        foreach (var part in (matter.Parts ?? []).Where(p => p.State is PartState.Waiting)) Drop(matter, part, actor, now);
    }

    /// <summary>A part that had ended was opened again, and may have ended anew in the same step.</summary>
    /// <returns>The matter, and where it has to be opened again with the part the step at which it waits; null for a case that stands alone.</returns>
    public async Task<(CaseFile Matter, string? Step)?> ReopenedAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (file.MatterId is not { } id) return null;
        var matter = await OfAsync(id, ct);
        if (matter.ReopenPart(file, now) is null) return null;
        Note(matter, actor, "part-reopened", file, now);
        if (file.IsClosed && matter.EndPart(file, TermsOf(matter, file).Succeeds.Contains(file.Result!), now) is not null) Note(matter, actor, "part-closed", file, now);
        if (!matter.IsClosed) return (matter, null);
        var step = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == id && w.Kind == WorkItemKind.Parts).Select(w => w.ActivityId).FirstAsync(ct);
        return (matter, step);
    }

    private async Task<CaseFile> OfAsync(Guid id, CancellationToken ct) =>
        db.ChangeTracker.Entries<CaseFile>().Select(e => e.Entity).FirstOrDefault(c => c.Id == id) ?? (await cases.OfCaseAsync(id, ct))!.File;

    private Domain.Catalogue.MatterPart TermsOf(CaseFile matter, CaseFile part)
    {
        catalogue.RefuseUnknown(matter.ServiceKey, matter.ServiceVersion);
        return catalogue.Service(matter.ServiceKey, matter.ServiceVersion)!.Definition.Parts.First(p => p.Service == part.ServiceKey);
    }

    private async Task BeginAsync(CaseProcess process, CaseFile matter, CasePart part, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        var registration = registrations.Of(matter, part, now);
        var file = CaseFile.Register(registration);
        db.Cases.Add(file);
        db.CaseBodies.Add(new CaseBody(file, file.Station));
        db.Audit.Add(file.Audit(new AuditFact(actor.UserName, actor.Body, "registered", null,
            JsonSerializer.Serialize(new { service = file.ServiceKey, channel = file.Channel, matter = matter.Number }, CaseJson.Detail)), now));
        string[] gaps = [.. file.Materials.Where(m => m.State is MaterialState.Missing).Select(m => m.Key)];
        if (gaps.Length > 0) file.GiveNotice(gaps, now);
        matter.BeginPart(part.Key, file, now);
        Note(matter, actor, "part-begun", file, now);
        await CopyFilesAsync(matter, file, now, ct);
        await process.BeginAsync(file, CaseStart.Of(registration, catalogue.Calendar.LocalDate(now)), actor, now, ct);
    }

    /// <summary>Papers that lie with the matter are looked at by the part's bodies too; the content is stored once.</summary>
    private async Task CopyFilesAsync(CaseFile matter, CaseFile part, DateTimeOffset now, CancellationToken ct)
    {
        var terms = TermsOf(matter, part);
        var present = await db.Files.AsNoTracking().Where(f => f.CaseId == matter.Id && f.RemovedAt == null).OrderBy(f => f.UploadedAt).ThenBy(f => f.Id).ToListAsync(ct);
        foreach (var (material, i) in part.Materials.Select((m, i) => (m, i)))
            foreach (var paper in present.Where(f => f.MaterialKey == terms.MaterialFor(material.Key)))
                db.Files.Add(new UploadedFile(Guid.CreateVersion7(now), part.Id, FactsOf(paper, material.Key), paper.UploadedBy, now.AddMicroseconds(i)));
    }

    private static FileFacts FactsOf(UploadedFile paper, string material) => new(material, paper.NameSealed, paper.MediaType, paper.Size, paper.Checksum);

    private void Drop(CaseFile matter, CasePart part, Actor actor, DateTimeOffset now)
    {
        matter.DropPart(part.Key, now);
        Note(matter, actor, "part-dropped", part.Service, part.ServiceVersion, null, now);
    }

    /// <summary>The step that waits for the parts is answered by their ends, once.</summary>
    private async Task FinishAsync(CaseProcess process, CaseFile matter, DateTimeOffset now, CancellationToken ct)
    {
        if (!matter.ArePartsOver) return;
        var item = (await cases.OfAsync(matter, ct)).Items.FirstOrDefault(i => i is { IsOpen: true, Kind: WorkItemKind.Parts });
        if (item is null) return;
        var won = matter.Parts!.Count(p => p.Succeeded);
        var outcome = won == matter.Parts!.Count ? AwaitParts.All : won == 0 ? AwaitParts.None : AwaitParts.Some;
        item.Satisfy(outcome, Actor.System.UserName, now);
        matter.Advance(now);
        db.Audit.Add(matter.Audit(new AuditFact(Actor.System.UserName, null, "completed", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, outcome, body = item.Body }, CaseJson.Detail)), now));
        await process.AdvanceAsync(matter, new AnswerStimulus(item.BookmarkId!, outcome, null, Value.Null), Actor.System, now, ct);
    }

    private void Note(CaseFile matter, Actor actor, string action, CaseFile part, DateTimeOffset now)
    {
        if (!matter.IsClosed) matter.Advance(now);
        Note(matter, actor, action, part.ServiceKey, part.ServiceVersion, part, now);
    }

    private void Note(CaseFile matter, Actor actor, string action, string service, int version, CaseFile? part, DateTimeOffset now)
    {
        var named = catalogue.Service(service, version)?.Definition;
        db.Audit.Add(matter.Audit(new AuditFact(actor.UserName, actor.Body, action, null,
            JsonSerializer.Serialize(new { title = named?.Name ?? service, titleEn = named?.NameEn ?? service, number = part?.Number, result = part?.Result }, CaseJson.Detail)), now));
    }
}
