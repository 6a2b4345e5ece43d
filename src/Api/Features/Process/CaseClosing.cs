using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Grants;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>
/// Closes a case from outside its workflow. Nothing of it is open or may fire any more afterwards, with what no workflow
/// waits for: visits, incidents. What was granted before it was opened again is taken back. The caller saves.
/// </summary>
internal sealed class CaseClosing(OneWindowDb db, CaseReader cases, CaseProcess process, AidGuard aid)
{
    /// <param name="result">The key that the case is closed with, and why in words; null where none were given.</param>
    /// <param name="cause">withdrawn or cancelled: what its workflow and its open tasks are told.</param>
    public async Task CloseAsync(CaseFile file, (string Result, string? Reason) result, string cause, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        // Closed first: a case that is still open would get a new due date, and a timer for it, from the clock running on.
        file.Close(result.Result, result.Reason, now);
        await process.AdvanceAsync(file, new CancelStimulus(cause), actor, now, ct);
        var moving = await cases.OfAsync(file, ct);
        foreach (var timer in moving.Timers) timer.Cancel();
        foreach (var item in moving.Items.Where(i => i.IsOpen)) item.Cancel(cause, actor.UserName, now);
        foreach (var visit in await db.FollowUps.Where(f => f.CaseId == file.Id).ToListAsync(ct)) visit.Cancel();
        await aid.EndAsync(file, actor, now, ct);
    }
}
