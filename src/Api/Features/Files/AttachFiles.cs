using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;

namespace OneWindow.Api.Features.Files;

/// <summary>
/// Staff attach papers to a case that they may see. Their material counts as provided; with the last missing one the case
/// goes on by itself. The same content for the same material again changes nothing.
/// </summary>
internal sealed record AttachFiles(string Number, Uploads Uploads) : ICommand<AttachedFiles>;

/// <param name="Files">In the order in which they were sent.</param>
/// <param name="Case">Where the case stands now.</param>
internal sealed record AttachedFiles(IReadOnlyList<Guid> Files, CaseProgress Case);

internal sealed class AttachFilesHandler(CommandFrame frame, FileDesk desk)
    : IRequestHandler<AttachFiles, AttachedFiles>
{
    public async Task<AttachedFiles> Handle(AttachFiles request, CancellationToken cancellationToken)
    {
        // Whoever may not see the case sends nothing; and an upload takes its time, so that the case is read again after it.
        await frame.CaseAsync(request.Number, cancellationToken);
        var staged = await desk.StageAsync(request.Uploads, cancellationToken);
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        var (now, actor) = (frame.Now(), Actor.Of(frame.Who));
        var attached = await desk.AttachAsync(file, await desk.FilesAsync(file.Id, cancellationToken), staged, actor, now, cancellationToken);
        return new AttachedFiles(attached, await frame.CommitAsync(file, now, cancellationToken));
    }
}
