using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Fires one timer, in the transaction that also marks it. A timer that fired or was cancelled meanwhile does nothing,
/// so that two nodes, or a restart in between, do no harm.
/// </summary>
/// <returns>Whether it fired now.</returns>
internal sealed record FireTimer(Guid Id) : ICommand<bool>;

internal sealed class FireTimerHandler(
    OneWindowDb db, CaseReader cases, CaseProcess process, VisitDesk visits, CardDesk cards, PromiseDesk promises, TimeProvider clock)
    : IRequestHandler<FireTimer, bool>
{
    public async Task<bool> Handle(FireTimer request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await cases.OfTimerAsync(request.Id, cancellationToken) is not { } moving) return false;
        var timer = moving.Timers.FirstOrDefault(t => t.Id == request.Id);
        if (timer is null || timer.DueAt > now || !timer.Fire(now)) return false;
        await FireAsync(timer, moving, LawTime(timer, moving.File), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// A limit ends when the law says, not when the machine woke up: after a standstill everything is dated at its due
    /// instant, but never before what already happened to the case.
    /// </summary>
    private static DateTimeOffset LawTime(CaseTimer timer, CaseFile file) =>
        timer.DueAt > file.UpdatedAt || timer.Kind is not (TimerKind.Resume or TimerKind.PromiseLapse) ? timer.DueAt : file.UpdatedAt;

    private async Task FireAsync(CaseTimer timer, CaseInMotion moving, DateTimeOffset at, CancellationToken ct)
    {
        var (file, rows) = (moving.File, new CaseRows(moving.Items, moving.Timers, moving.Bodies));
        switch (timer.Kind)
        {
            case TimerKind.Resume:
                await ResumeAsync(timer, file, at, ct);
                break;
            case TimerKind.FollowUp:
                if (await db.FollowUps.SingleOrDefaultAsync(f => f.Id == Guid.Parse(timer.TargetId), ct) is { } visit) await visits.OpenAsync(visit, file, clock.GetUtcNow(), ct);
                break;
            case TimerKind.CaseYellow:
                cards.Yellow(file, at);
                break;
            case TimerKind.CaseOverdue:
                cards.Red(file, rows, at);
                break;
            case TimerKind.Escalate when timer.TargetId == file.Id.ToString():
                if (!file.IsClosed) cards.Escalate(file, null, rows, at);
                break;
            case TimerKind.PromiseReminder:
                promises.Remind(file, timer.TargetId, at);
                break;
            case TimerKind.PromiseLapse:
                await promises.LapseAsync(file, timer.TargetId, rows, at, ct);
                break;
            default:
                if (moving.Items.FirstOrDefault(i => i.IsOpen && i.Id.ToString() == timer.TargetId) is not { } item) break;
                if (timer.Kind is not TimerKind.Overdue || !await visits.LapseAsync(item, file, clock.GetUtcNow(), ct)) Warn(timer.Kind, file, item, rows, at);
                break;
        }
    }

    private void Warn(TimerKind kind, CaseFile file, WorkItem item, CaseRows rows, DateTimeOffset at)
    {
        switch (kind)
        {
            case TimerKind.Remind:
                cards.Remind(file, item, at);
                break;
            case TimerKind.Yellow:
                cards.Yellow(file, item, at);
                break;
            case TimerKind.Overdue:
                cards.Red(file, item, rows, at);
                break;
            case TimerKind.Escalate:
                cards.Escalate(file, item, rows, at);
                break;
            default:
                throw new InvalidOperationException($"Nothing fires a timer of the kind {kind}.");
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
        catch (RefusedException refused) when (AidErrors.IsOne(refused.Code))
        {
            await TellRefusedGrantAsync(timer, refused.Code, ct);
            throw;
        }
    }

    /// <summary>Time would grant what the rules refuse: nothing of the step is stored, the timer tries again, and the office hears of it once.</summary>
    private async Task TellRefusedGrantAsync(CaseTimer timer, string code, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        if (await db.Timers.AnyAsync(t => t.Id == timer.Id && t.Failures > 0, ct)) return;
        cards.GrantRefused(await db.Cases.SingleAsync(c => c.Id == timer.CaseId, ct), code, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
