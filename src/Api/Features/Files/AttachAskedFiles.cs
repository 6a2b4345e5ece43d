using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Files;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Files;

/// <summary>
/// A resident sends papers that the case waits for, proved by number and phone tail as when tracking. Each paper is taken
/// whole or not at all, and one that cannot be taken does not keep the others back. A page that is sent again gives the
/// same answer.
/// </summary>
internal sealed record AttachAskedFiles(string? Number, string? Tail, Uploads Uploads) : ICommand<AskedUpload>;

/// <param name="Refused">What is wrong with papers that were not taken, by field; empty where all were.</param>
internal sealed record AskedUpload(TrackView View, IReadOnlyDictionary<string, string[]> Refused);

internal sealed class AttachAskedFilesHandler(OneWindowDb db, TrackDoor door, FileDesk desk, TrackViewBuilder views, TimeProvider clock)
    : IRequestHandler<AttachAskedFiles, AskedUpload>
{
    public async Task<AskedUpload> Handle(AttachAskedFiles request, CancellationToken cancellationToken)
    {
        var id = (await door.EnterAsync(request.Number, request.Tail, cancellationToken)).Id;
        var staged = (await desk.StagePapersAsync(request.Uploads, cancellationToken)).RequireAny(request.Uploads.Field);
        var file = await db.Cases.SingleAsync(c => c.Id == id, cancellationToken);
        var present = await desk.FilesAsync(id, cancellationToken);
        var wanted = staged.Files.Where(s => FileDesk.Same(s, present) is null).ToList();
        if (wanted.Count > 0)
        {
            await RefuseUnaskedAsync(file, wanted, cancellationToken);
            await desk.AttachAsync(file, present, wanted, Actor.Applicant, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new AskedUpload(await views.BuildAsync(file, cancellationToken), staged.Refused);
    }

    /// <summary>What the track page offers is what may be sent.</summary>
    private async Task RefuseUnaskedAsync(CaseFile file, IReadOnlyList<StagedFile> wanted, CancellationToken ct)
    {
        var isAwaited = await db.WorkItems.AnyAsync(w => w.CaseId == file.Id && w.State == WorkItemState.Open && w.Kind == WorkItemKind.Materials, ct);
        var asked = AskedPapers.Of(file, isAwaited);
        if (wanted.FirstOrDefault(one => asked.All(m => m.Key != one.Material)) is { } other) throw FileErrors.NotAsked(other.Field);
    }
}
