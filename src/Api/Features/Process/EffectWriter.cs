using OneWindow.Api.Features.Letters;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Domain.Timers;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>Turns each effect of a burst into rows. The set of effects is closed, and so is the switch over it.</summary>
internal sealed class EffectWriter(TaskWriter tasks, StepTimers timers, ResultWriter results, LetterWriter letters, MessageWriter messages)
{
    /// <summary>Writes all effects, in order, and counts the case's due date anew where its clock changed.</summary>
    public void Write(Step step, BurstResult result, CaseRows rows)
    {
        foreach (var effect in result.Effects) Write(step, effect, rows);
        letters.Write(step, result.Effects);
        foreach (var incident in result.State.Incidents.Where(i => i.At == step.Now)) tasks.OpenIncident(step, incident, rows);
        tasks.CloseAsked(step, rows);
        if (step.File.IsClosed) CloseTimers(rows);
        else timers.CountCase(step.File, rows, step.Now);
    }

    private void Write(Step step, Effect effect, CaseRows rows)
    {
        var (file, now) = (step.File, step.Now);
        switch (effect)
        {
            case OpenWorkItem open:
                tasks.Open(step, open, rows);
                break;
            case CloseWorkItem close:
                tasks.Close(step, close, rows);
                break;
            case StartTimer start:
                timers.Add(file.Id, TimerKind.Resume, start.BookmarkId, start.DueAt, rows, now);
                break;
            case CancelTimer cancel:
                rows.CancelTimers(cancel.BookmarkId, TimerKind.Resume);
                break;
            case SetStage stage:
                file.EnterStage(stage.ActivityId, stage.Title.Zh, stage.Title.En, stage.ResidentText?.Zh, stage.ResidentText?.En, now);
                break;
            case PauseClock pause:
                file.Pause(pause.BookmarkId, pause.Reason.Zh, pause.Reason.En, now);
                break;
            case ResumeClock resume:
                if (!file.IsClosed) file.ResumeClock(resume.BookmarkId, now);
                break;
            case ScheduleFollowUp visit:
                tasks.Schedule(step, visit, rows);
                break;
            case SendMessage message:
                messages.Tell(file, message.To, message.Text.Zh, message.Text.En, now);
                break;
            case IssueResult or GrantAid or CloseCase:
                results.Write(step, effect);
                break;
            // An event for other cases is refused when a definition is published; one from an older definition reaches nobody.
            case WriteLine or PublishEvent:
                break;
            default:
                throw new InvalidOperationException($"Nothing writes the effect {effect.GetType().Name}.");
        }
    }

    private static void CloseTimers(CaseRows rows)
    {
        // What is asked after closing has limits of its own.
        var visits = rows.OpenItems.Where(i => Domain.WorkItems.WorkItemKinds.AfterClosing.Contains(i.Kind)).Select(i => i.Id.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var timer in rows.Timers)
            if (timer.Kind is not TimerKind.FollowUp && !visits.Contains(timer.TargetId)) timer.Cancel();
    }
}
