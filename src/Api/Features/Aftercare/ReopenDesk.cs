using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Objections;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>Lets a closed case go on at an earlier step; what its closing had set going is settled.</summary>
internal sealed class ReopenDesk(
    OneWindowDb db, AftercareTasks tasks, VisitDesk visits, RatingDesk ratings, CaseProcess process, MessageWriter messages, MatterDesk matters)
{
    /// <param name="anew">The whole limit begins again; otherwise only the time in which the case was closed does not count.</param>
    /// <param name="reason">Why; an audit row keeps it.</param>
    public async Task ReopenAsync(CaseFile file, string step, bool anew, string reason, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        await visits.SettleAsync(file, actor, now, ct);
        await ratings.SettleAsync(file, actor, now, ct);
        foreach (var objection in await db.Objections.Where(o => o.CaseId == file.Id && o.Outcome == ObjectionOutcome.Open).ToListAsync(ct))
        {
            // The one that is being decided in this very step is read as it was stored.
            if (objection.Outcome is not ObjectionOutcome.Open) continue;
            await tasks.CancelAsync(objection.WorkItemId, actor, now, ct);
            objection.Drop(now);
        }

        file.Reopen(anew, now);
        tasks.Note(file, actor, "reopened", step, new { reason, body = actor.Body }, now);
        messages.Tell(file, OutboxMessage.Applicant, $"办件 {file.Number} 已重新办理。", $"Case {file.Number} has been opened again.", now);
        await process.ReopenAsync(file, step, actor, now, ct);
        if (await matters.ReopenedAsync(file, actor, now, ct) is not var (matter, waiting)) return;
        if (waiting is not null) await ReopenAsync(matter, waiting, anew: false, reason, actor, now, ct);
        await matters.GoOnAsync(process, matter, actor, now, ct);
    }
}
