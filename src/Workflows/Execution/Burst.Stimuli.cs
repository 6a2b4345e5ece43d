namespace OneWindow.Workflows.Execution;

/// <summary>How each stimulus moves an instance.</summary>
internal sealed partial class Burst
{
    /// <summary>Resumes a bookmark and runs what comes of it.</summary>
    public void Resume(string bookmarkId, Stimulus stimulus, string reason)
    {
        Resume(Find(bookmarkId), stimulus, reason);
        Drain();
    }

    private Bookmark Find(string id) => _bookmarks.GetValueOrDefault(id) ?? throw EngineErrors.BookmarkGone();

    /// <summary>What hung on the bookmark is released first.</summary>
    private void Resume(Bookmark bookmark, Stimulus stimulus, string reason)
    {
        var instance = _instances[bookmark.InstanceId];
        Check(bookmark, stimulus, instance.Node);
        RemoveBookmark(bookmark, reason, resumedByTimer: stimulus is TimerStimulus);
        instance.Bookmarks!.Remove(bookmark);
        if (bookmark.Kind == BookmarkKind.WorkItem) NoteAnswered(AnswerKey(instance.Node, instance.Scope));
        Log("Resumed", instance, (stimulus as AnswerStimulus)?.Outcome);
        Settle(instance, Resume(instance, stimulus));
    }

    private static void Check(Bookmark bookmark, Stimulus stimulus, PlanNode node)
    {
        if (stimulus is AnswerStimulus answer)
        {
            if (bookmark.Kind != BookmarkKind.WorkItem) throw EngineErrors.BookmarkGone();
            if (!node.Activity.AnswersOf(node).Contains(answer.Outcome, StringComparer.Ordinal)) throw EngineErrors.OutcomeUnknown(answer.Outcome);
        }
        else if ((stimulus is TimerStimulus && bookmark.DueAt is null) || (stimulus is TaskStimulus && bookmark.Kind != BookmarkKind.Task)) throw EngineErrors.BookmarkGone();
    }

    private static string AnswerKey(PlanNode node, Scope scope) => scope.Prefix + node.Id;

    /// <summary>
    /// Sends the case back along the steps it has been at. Everything after the target starts over: other steps that
    /// wait there are withdrawn, joins forget what reached them from there.
    /// </summary>
    public void Return(string bookmarkId, string? to)
    {
        var current = _instances[Find(bookmarkId).InstanceId];
        var flowchart = current.Parent;
        if (flowchart?.Node.Graph is null) throw EngineErrors.NothingToReturnTo();
        var graph = flowchart.Graph;
        var target = TargetsOf(current, flowchart).LastOrDefault(t => to is null || t.Key == to).Step
            ?? throw (to is null ? EngineErrors.NothingToReturnTo() : EngineErrors.ReturnTargetUnknown(to));
        var after = graph.ForwardReach(target.Position);
        CancelChildren(flowchart, node => after.Contains(node.Position), "returned");
        flowchart.Flow!.Rewind(after, target.Position);
        ForgetAnswers(flowchart, after.Contains);
        Log("Returned", current, target.Id);
        flowchart.Flow.Enter(target.Position);
        Schedule(target, flowchart, null);
        Drain();
    }

    /// <summary>Begins again at a step that was answered or waits; whatever else lives is withdrawn.</summary>
    public void Reopen(string to)
    {
        var flowchart = _instances.Values.FirstOrDefault(i => i.Node.Graph is not null && i.Scope == Main && Sibling(i, to) is not null);
        var target = flowchart is null ? null : Sibling(flowchart, to);
        if (flowchart is null || target is null || !WasAt(flowchart, target)) throw EngineErrors.ReopenTargetUnknown(to);
        var after = flowchart.Graph.ForwardReach(target.Position);
        CancelChildren(flowchart, _ => true, "reopened");
        flowchart.Flow!.Rewind(after, target.Position);
        ForgetAnswers(flowchart, after.Contains);
        Log("Reopened", flowchart, target.Id);
        flowchart.Flow.Enter(target.Position);
        Schedule(target, flowchart, null);
        Drain();
    }

    private bool WasAt(ActivityInstance flowchart, PlanNode step) =>
        _answered.Contains(AnswerKey(step, flowchart.Scope)) || flowchart.Children.Any(c => c.Node == step);

    /// <summary>Where a work item can send the case back to, oldest answer first.</summary>
    public IReadOnlyList<string> ReturnTargets(string bookmarkId)
    {
        var current = _instances[Find(bookmarkId).InstanceId];
        return current.Parent is { Node.Graph: not null } flowchart ? [.. TargetsOf(current, flowchart).Select(t => t.Key)] : [];
    }

    /// <summary>The human steps answered so far from which the current one can be reached, in the order of their answers.</summary>
    private IEnumerable<(string Key, PlanNode Step)> TargetsOf(ActivityInstance current, ActivityInstance flowchart)
    {
        foreach (var answered in _answered)
            if (Sibling(flowchart, answered) is { } step && step != current.Node && flowchart.Graph.ForwardReach(step.Position).Contains(current.Node.Position)) yield return (answered, step);
    }

    private static PlanNode? Sibling(ActivityInstance flowchart, string answered) =>
        flowchart.Node.Children.FirstOrDefault(c => AnswerKey(c, flowchart.Scope) == answered);

    /// <summary>Tries a faulted step again, or passes over it by one of its ports.</summary>
    public void Retry(RetryStimulus retry)
    {
        var incident = _incidents.Find(i => i.Id == retry.IncidentId) ?? throw EngineErrors.IncidentUnknown();
        var instance = _instances[incident.InstanceId];
        if (retry.SkipByPort is null && instance.Node.Activity.Descriptor.IsContainer) throw EngineErrors.RetryNotHere();
        if (retry.SkipByPort is { } port && !instance.Node.Activity.OutcomesOf(instance.Node).Contains(port, StringComparer.Ordinal)) throw EngineErrors.OutcomeUnknown(port);
        _incidents.Remove(incident);
        instance.IsFaulted = false;
        Log("Resumed", instance, retry.SkipByPort is null ? "retry" : "skip");
        Settle(instance, retry.SkipByPort is { } skip ? Outcome.Done(skip) : Execute(instance));
        Drain();
    }
}
