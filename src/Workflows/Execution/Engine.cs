using OneWindow.Domain.Errors;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// Advances workflows. A pure function: the same plan, state, stimulus, instant and facts always give the same state,
/// effects and journal; nothing is read or changed anywhere else.
/// </summary>
public static class Engine
{
    /// <summary>Begins an instance.</summary>
    /// <exception cref="RefusedException">input-invalid: an input does not convert to its declared type.</exception>
    public static BurstResult Start(Plan plan, StartStimulus stimulus, DateTimeOffset now, EngineFacts facts)
    {
        var burst = new Burst(plan, now, facts);
        burst.Begin(stimulus);
        return burst.Result();
    }

    /// <summary>Ids of the steps that a work item can send the case back to: visited before it, oldest answer first.</summary>
    /// <exception cref="RefusedException">bookmark-gone.</exception>
    public static IReadOnlyList<string> ReturnTargets(Plan plan, WorkflowState state, string bookmarkId, DateTimeOffset now, EngineFacts facts)
    {
        var burst = new Burst(plan, now, facts);
        burst.Load(state);
        return burst.ReturnTargets(bookmarkId);
    }

    /// <summary>Moves an instance on.</summary>
    /// <param name="state">Stays as it is.</param>
    /// <exception cref="RefusedException">
    /// workflow-ended, bookmark-gone, outcome-unknown, return-target-unknown: the stimulus does not fit the state; nothing has changed.
    /// </exception>
    public static BurstResult Advance(Plan plan, WorkflowState state, Stimulus stimulus, DateTimeOffset now, EngineFacts facts)
    {
        if (!state.IsAlive) throw EngineErrors.Ended();
        var burst = new Burst(plan, now, facts);
        burst.Load(state);
        switch (stimulus)
        {
            case AnswerStimulus answer:
                burst.Resume(answer.BookmarkId, answer, "answered");
                break;
            case TimerStimulus timer:
                burst.Resume(timer.BookmarkId, timer, "lapsed");
                break;
            case TaskStimulus task:
                burst.Resume(task.BookmarkId, task, "answered");
                break;
            case EventStimulus @event:
                burst.Hear(@event);
                break;
            case ReturnStimulus back:
                burst.Return(back.BookmarkId, back.ToActivityId);
                break;
            case CancelStimulus cancel:
                burst.Cancel(cancel.Reason);
                break;
            case RetryStimulus retry:
                burst.Retry(retry);
                break;
            default:
                throw new ArgumentException($"{stimulus.GetType().Name} does not move a running instance.", nameof(stimulus));
        }
        return burst.Result();
    }

    /// <summary>
    /// Lets an instance that has ended go on at a step that it has been at: as it stood before its last burst, sent back
    /// to that step. What hung on the bookmarks of that earlier state is over and is not closed again.
    /// </summary>
    /// <param name="before">The state before the burst that ended it.</param>
    /// <param name="ended">The state after it; numbers go on from there, so that none is used twice.</param>
    /// <exception cref="RefusedException">reopen-target-unknown: it has not been at that step.</exception>
    public static BurstResult Reopen(Plan plan, WorkflowState before, WorkflowState ended, ReopenStimulus stimulus, DateTimeOffset now, EngineFacts facts)
    {
        var burst = new Burst(plan, now, facts);
        burst.Load(before with { Counter = Math.Max(before.Counter, ended.Counter), Sequence = Math.Max(before.Sequence, ended.Sequence) });
        burst.Reopen(stimulus.ToActivityId);
        var over = before.Bookmarks.Select(b => b.Id).ToHashSet(StringComparer.Ordinal);
        var result = burst.Result();
        return result with { Effects = [.. result.Effects.Where(e => e is not (CloseWorkItem or CancelTimer or ResumeClock) || !over.Contains(BookmarkOf(e)))] };
    }

    private static string BookmarkOf(Effect effect) => effect switch
    {
        CloseWorkItem close => close.BookmarkId,
        CancelTimer cancel => cancel.BookmarkId,
        ResumeClock resume => resume.BookmarkId,
        _ => "",
    };
}

/// <summary>The ways in which the engine says no.</summary>
internal static class EngineErrors
{
    public static RefusedException Ended() => new(RefusalKind.Conflict, "workflow-ended", "办件的流程已经结束。");

    public static RefusedException BookmarkGone() => new(RefusalKind.Conflict, "bookmark-gone", "这一步已经不在等待办理。");

    public static RefusedException OutcomeUnknown(string outcome) =>
        new(RefusalKind.Invalid, "outcome-unknown", $"没有“{outcome}”这个办理结果。", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["outcome"] = ["没有这个办理结果。"] });

    public static RefusedException NothingToReturnTo() => new(RefusalKind.Conflict, "return-nowhere", "前面没有可以退回的环节。");

    public static RefusedException ReturnTargetUnknown(string target) =>
        new(RefusalKind.Invalid, "return-target-unknown", $"办件没有经过环节“{target}”，不能退回。");

    public static RefusedException ReopenTargetUnknown(string target) =>
        new(RefusalKind.Conflict, "reopen-target-unknown", $"办件没有经过环节“{target}”，不能从那里重新办理。");

    public static RefusedException InputInvalid(string name, string message) =>
        new(RefusalKind.Invalid, "input-invalid", $"流程输入“{name}”不对：{message}", new Dictionary<string, string[]>(StringComparer.Ordinal) { [name] = [message] });

    public static RefusedException RetryNotHere() =>
        new(RefusalKind.Conflict, "retry-not-here", "出错的是一组环节，不能从头再来；请跳过它，或结束办件。");

    public static RefusedException WorkflowUnknown(string definitionId) =>
        new(RefusalKind.Invalid, "workflow-unknown", $"没有已发布的流程“{definitionId}”。");

    public static RefusedException TooDeep() =>
        new(RefusalKind.Invalid, "workflows-too-deep", "流程互相启动的层数太多。");

    public static RefusedException IncidentUnknown() => new(RefusalKind.NotFound, "incident-not-found", "没有这个流程异常。");
}
