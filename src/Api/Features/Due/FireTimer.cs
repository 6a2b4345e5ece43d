using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.FollowUps;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Api.Features.Cases;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Fires one timer, in the transaction that also marks it. A timer that fired or was cancelled meanwhile does nothing,
/// so that two nodes, or a restart in between, do no harm.
/// </summary>
/// <returns>Whether it fired now.</returns>
internal sealed record FireTimer(Guid Id) : ICommand<bool>;

internal sealed class FireTimerHandler(
    OneWindowDb db, CaseReader cases, CatalogueSnapshot catalogue, CaseProcess process, VisitDesk visits, MessageWriter messages, TimeProvider clock)
    : IRequestHandler<FireTimer, bool>
{
    public async Task<bool> Handle(FireTimer request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await cases.OfTimerAsync(request.Id, cancellationToken) is not { } moving) return false;
        var (file, timer) = (moving.File, moving.Timers.FirstOrDefault(t => t.Id == request.Id));
        if (timer is null || timer.DueAt > now || !timer.Fire(now)) return false;
        await FireAsync(timer, file, LawTime(timer, file), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// A limit ends when the law says, not when the machine woke up: after a standstill everything is dated at its due
    /// instant, but never before what already happened to the case.
    /// </summary>
    private static DateTimeOffset LawTime(CaseTimer timer, CaseFile file) =>
        timer.DueAt > file.UpdatedAt || timer.Kind is not TimerKind.Resume ? timer.DueAt : file.UpdatedAt;

    private async Task FireAsync(CaseTimer timer, CaseFile file, DateTimeOffset at, CancellationToken ct)
    {
        switch (timer.Kind)
        {
            case TimerKind.Resume:
                await ResumeAsync(timer, file, at, ct);
                break;
            case TimerKind.Remind:
                if (await ItemAsync(timer, ct) is { } soon) Tell(file, soon.Body, at, $"办件 {file.Number} 的“{soon.TitleZh}”将于 {catalogue.Calendar.LastDay(soon.DueAt):yyyy-MM-dd} 到期。", $"“{soon.TitleEn}” of case {file.Number} is due on {catalogue.Calendar.LastDay(soon.DueAt):yyyy-MM-dd}.", "reminded", soon);
                break;
            case TimerKind.Overdue:
                if (await ItemAsync(timer, ct) is not { } late || await visits.LapseAsync(late, file, clock.GetUtcNow(), ct)) break;
                late.MarkOverdue(at);
                Tell(file, late.Body, at, $"办件 {file.Number} 的“{late.TitleZh}”已超期。", $"“{late.TitleEn}” of case {file.Number} is overdue.", "step-overdue", late);
                break;
            case TimerKind.CaseOverdue:
                file.MarkOverdue(at);
                Tell(file, OfficeCode(), at, $"办件 {file.Number} 已超期。", $"Case {file.Number} is overdue.", "case-overdue", null);
                break;
            case TimerKind.FollowUp:
                if (await db.FollowUps.SingleOrDefaultAsync(f => f.Id == Guid.Parse(timer.TargetId), ct) is { } visit) await visits.OpenAsync(visit, file, clock.GetUtcNow(), ct);
                break;
            default:
                throw new InvalidOperationException($"Nothing fires a timer of the kind {timer.Kind}.");
        }
    }

    private async Task ResumeAsync(CaseTimer timer, CaseFile file, DateTimeOffset at, CancellationToken ct)
    {
        if (file.IsClosed) return;
        try
        {
            await process.AdvanceAsync(file, new TimerStimulus(timer.TargetId), Actor.System, at, ct);
        }
        catch (RefusedException refused) when (refused.Code is "bookmark-gone" or "workflow-ended")
        {
            // Somebody answered in the same moment: the timer has nothing left to do, and its row says that it fired.
        }
    }

    private async Task<WorkItem?> ItemAsync(CaseTimer timer, CancellationToken ct)
    {
        var id = Guid.Parse(timer.TargetId);
        return await db.WorkItems.SingleOrDefaultAsync(w => w.Id == id && w.State == WorkItemState.Open, ct);
    }

    private void Tell(CaseFile file, string to, DateTimeOffset at, string zh, string en, string action, WorkItem? item)
    {
        messages.Tell(file, to, zh, en, at);
        db.Audit.Add(file.Audit(new AuditFact("system", null, action, item?.ActivityId,
            JsonSerializer.Serialize(new { title = item?.TitleZh, titleEn = item?.TitleEn, body = to }, CaseJson.Detail)), at));
    }

    private string OfficeCode() => catalogue.Organisations.Organisations.First(o => o.Is("joint-office")).Code;
}
