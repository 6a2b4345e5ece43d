using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>Attaches files to a case, whoever brings them.</summary>
internal sealed class FileDesk(OneWindowDb db, FileIntake intake, IFileStore store, Sealer sealer, MaterialDesk materials)
{
    /// <summary>The files of a case that count.</summary>
    public Task<List<UploadedFile>> FilesAsync(Guid caseId, CancellationToken ct) =>
        db.Files.Where(f => f.CaseId == caseId && f.RemovedAt == null).OrderBy(f => f.UploadedAt).ThenBy(f => f.Id).ToListAsync(ct);

    /// <summary>The row of the same content for the same material; null where it is new.</summary>
    public static UploadedFile? Same(StagedFile staged, IEnumerable<UploadedFile> present) =>
        present.FirstOrDefault(f => f.MaterialKey == staged.Material && f.Checksum == staged.Spool.Address);

    /// <summary>Takes in what a command brings; what was read from the database before is forgotten.</summary>
    /// <exception cref="Domain.Errors.RefusedException">None, too many, too large, empty, or nothing that is taken.</exception>
    public Task<IReadOnlyList<StagedFile>> StageAsync(Uploads uploads, CancellationToken ct) => WithoutConnectionAsync(() => uploads.StageAsync(intake, ct));

    /// <summary>The same, each paper by itself: what is wrong with one does not keep the others back.</summary>
    public Task<StagedPapers> StagePapersAsync(Uploads uploads, CancellationToken ct) => WithoutConnectionAsync(() => uploads.StagePapersAsync(intake, ct));

    private async Task<T> WithoutConnectionAsync<T>(Func<Task<T>> read)
    {
        db.ChangeTracker.Clear();
        // A command holds a connection. There are few of them, and a phone on a thin link may take minutes.
        await db.Database.CloseConnectionAsync();
        try
        {
            return await read();
        }
        finally
        {
            await db.Database.OpenConnectionAsync(CancellationToken.None);
        }
    }

    /// <summary>
    /// Puts contents into the store, and then their rows into the caller's unit of work, with the material's new state,
    /// the audit row and whatever the case does next. The caller saves.
    /// </summary>
    /// <param name="present">The files that the case has by now.</param>
    /// <returns>The id of each file's row; that of a file that was there already is given again.</returns>
    public async Task<IReadOnlyList<Guid>> AttachAsync(
        CaseFile file, IReadOnlyList<UploadedFile> present, IReadOnlyList<StagedFile> staged, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (file.IsClosed) throw CaseErrors.Closed(file.Number);
        var (given, changed) = await KeepAsync(file, present, staged, actor, now, ct);
        if (changed) await materials.ResumeWhenCompleteAsync(file, KeysOf(staged), actor, now, ct);
        return given;
    }

    /// <summary>The same for a case that is only being registered, which waits for nothing yet; a matter's parts get theirs too.</summary>
    public async Task EncloseAsync(CaseFile file, IReadOnlyList<StagedFile> staged, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (staged.Count == 0) return;
        await KeepAsync(file, [], staged, actor, now, ct);
        if (file.Parts is not null) await materials.ResumeWhenCompleteAsync(file, KeysOf(staged), actor, now, ct);
    }

    private static IReadOnlyCollection<string> KeysOf(IEnumerable<StagedFile> staged) => [.. staged.Select(s => s.Material).OfType<string>().Distinct()];

    private async Task<(IReadOnlyList<Guid> Given, bool Changed)> KeepAsync(
        CaseFile file, IReadOnlyList<UploadedFile> present, IReadOnlyList<StagedFile> staged, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        List<UploadedFile> rows = [.. present];
        List<StagedFile> added = [];
        List<Guid> given = [];
        foreach (var one in staged)
        {
            var row = Same(one, rows);
            if (row is null)
            {
                // A microsecond apart, so that pages stay in the order in which they were sent.
                rows.Add(row = Row(one, file.Id, actor, now.AddMicroseconds(added.Count)));
                added.Add(one);
            }

            given.Add(row.Id);
        }

        intake.RefuseWhenFull(rows.Sum(r => r.Size), staged[0].Field);
        var received = Receive(file, staged, now);
        if (added.Count == 0 && received.Count == 0) return (given, false);
        foreach (var one in added) await store.PutAsync(one.Spool, ct);
        db.Files.AddRange(rows.Except(present));
        db.Audit.Add(file.Audit(new(actor.UserName, actor.Body, "files-attached", null, Detail(rows.Except(present), received)), now));
        return (given, true);
    }

    private UploadedFile Row(StagedFile one, Guid caseId, Actor actor, DateTimeOffset now) => new(
        Guid.CreateVersion7(now), caseId,
        new FileFacts(one.Material, sealer.Seal(one.Name), one.Type.MediaType, one.Spool.Size, one.Spool.Address!), actor.UserName, now);

    /// <summary>Marks the materials as provided.</summary>
    /// <returns>Those that were not before.</returns>
    private static List<string> Receive(CaseFile file, IReadOnlyList<StagedFile> staged, DateTimeOffset now)
    {
        List<string> received = [];
        foreach (var key in staged.Select(s => s.Material).OfType<string>().Distinct())
        {
            if (file.Materials.Any(m => m.Key == key && m.State is MaterialState.Provided)) continue;
            file.SetMaterial(new CaseMaterial(key, MaterialState.Provided), now);
            received.Add(key);
        }

        return received;
    }

    // Names stay out: people write other people's names and numbers into them.
    private static string Detail(IEnumerable<UploadedFile> added, List<string> received) => JsonSerializer.Serialize(
        new
        {
            files = added.Select(f => new { f.Id, material = f.MaterialKey, f.Size, type = f.MediaType, f.Checksum }),
            materials = received.Select(key => new { key, state = MaterialState.Provided }),
        }, CaseJson.Detail);
}
