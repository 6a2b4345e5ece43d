using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Process;

/// <summary>
/// The body that answers for what a case came to: its letters name it, ratings go to it and objections above it. It is the
/// body whose answer did it; where time did, the body whose step ran out or that decided last; where nobody did, the
/// window is all that the applicant met.
/// </summary>
internal static class DecidingBody
{
    /// <summary>Of a move that is being made.</summary>
    /// <param name="open">The tasks that were open before it.</param>
    public static async Task<string> OfMoveAsync(OneWindowDb db, CaseFile file, IEnumerable<WorkItem> open, (Stimulus Stimulus, Actor Actor) move, CancellationToken ct) =>
        move.Actor.Body
        ?? (move.Stimulus is TimerStimulus timer ? open.FirstOrDefault(i => i.Kind is WorkItemKind.Step && i.BookmarkId == timer.BookmarkId)?.Body : null)
        ?? await LastAsync(db, file, ct) ?? file.Station;

    /// <summary>Of a case that is closed.</summary>
    public static async Task<string> OfClosedAsync(OneWindowDb db, CaseFile file, CancellationToken ct) =>
        await db.Audit.Where(a => a.CaseId == file.Id && a.Action == "closed").OrderByDescending(a => a.Sequence).Select(a => a.ActorBody).FirstOrDefaultAsync(ct)
        ?? await LastAsync(db, file, ct) ?? file.Station;

    private static Task<string?> LastAsync(OneWindowDb db, CaseFile file, CancellationToken ct) =>
        db.WorkItems.Where(w => w.CaseId == file.Id && w.Kind == WorkItemKind.Step && w.State == WorkItemState.Done)
            .OrderByDescending(w => w.ClosedAt).ThenByDescending(w => w.Id).Select(w => w.Body).FirstOrDefaultAsync(ct);
}
