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
/// A resident sends papers that the case waits for, proved by number and phone tail as when tracking. A page that is sent
/// again gives the same answer.
/// </summary>
internal sealed record AttachAskedFiles(string? Number, string? Tail, Uploads Uploads) : ICommand<TrackView>;

internal sealed class AttachAskedFilesHandler(OneWindowDb db, TrackDoor door, FileDesk desk, TrackViewBuilder views, TimeProvider clock)
    : IRequestHandler<AttachAskedFiles, TrackView>
{
    private static readonly Actor Applicant = new("applicant", null);

    public async Task<TrackView> Handle(AttachAskedFiles request, CancellationToken cancellationToken)
    {
        var id = (await door.EnterAsync(request.Number, request.Tail, cancellationToken)).Id;
        var staged = await desk.StageAsync(request.Uploads, cancellationToken);
        var file = await db.Cases.SingleAsync(c => c.Id == id, cancellationToken);
        var present = await desk.FilesAsync(id, cancellationToken);
        var wanted = staged.Where(s => FileDesk.Same(s, present) is null).ToList();
        if (wanted.Count > 0)
        {
            await RefuseUnaskedAsync(file, wanted, cancellationToken);
            await desk.AttachAsync(file, present, wanted, Applicant, clock.GetUtcNow(), cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return await views.BuildAsync(file, cancellationToken);
    }

    /// <summary>What the track page asks for is what may be sent: missing and promised papers of a case that waits for papers.</summary>
    private async Task RefuseUnaskedAsync(CaseFile file, IReadOnlyList<StagedFile> wanted, CancellationToken ct)
    {
        var waits = await db.WorkItems.AnyAsync(w => w.CaseId == file.Id && w.State == WorkItemState.Open && w.Kind == WorkItemKind.Materials, ct);
        foreach (var one in wanted)
        {
            if (!waits || !file.Materials.Any(m => m.Key == one.Material && m.State is not MaterialState.Provided)) throw FileErrors.NotAsked(one.Field);
        }
    }
}
