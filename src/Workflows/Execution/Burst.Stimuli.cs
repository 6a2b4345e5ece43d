namespace OneWindow.Workflows.Execution;

/// <summary>How each stimulus moves an instance.</summary>
internal sealed partial class Burst
{
    /// <summary>Resumes a bookmark; what hung on it is released first.</summary>
    public void Resume(Bookmark bookmark, Stimulus stimulus, string reason)
    {
        var instance = _instances[bookmark.InstanceId];
        var node = instance.Node;
        if (stimulus is AnswerStimulus answer)
        {
            if (bookmark.Kind != BookmarkKind.WorkItem) throw EngineErrors.BookmarkGone();
            if (!node.Activity.OutcomesOf(node).Contains(answer.Outcome, StringComparer.Ordinal)) throw EngineErrors.OutcomeUnknown(answer.Outcome);
        }
        else if (stimulus is TimerStimulus && bookmark.DueAt is null) throw EngineErrors.BookmarkGone();
        RemoveBookmark(bookmark, reason, resumedByTimer: stimulus is TimerStimulus);
        if (bookmark.Kind == BookmarkKind.WorkItem) NoteAnswered(node.Id);
        Log("Resumed", node, (stimulus as AnswerStimulus)?.Outcome);
        Guarded(instance, context => node.Activity.Resume(context, stimulus));
        Drain();
    }

    /// <summary>An event may reach several bookmarks, of which an earlier one may have withdrawn a later.</summary>
    public void ResumeIfThere(Bookmark bookmark, EventStimulus stimulus)
    {
        if (!_finished && _bookmarks.Contains(bookmark)) Resume(bookmark, stimulus, "answered");
    }

    /// <summary>
    /// Sends the case back along the steps it has been at. Everything after the target starts over: other steps that
    /// wait there are withdrawn, joins forget what reached them from there.
    /// </summary>
    public void Return(Bookmark bookmark, string? to)
    {
        var current = _instances[bookmark.InstanceId];
        var flowchart = current.Parent;
        if (flowchart?.Node.Graph is not { } graph) throw EngineErrors.NothingToReturnTo();
        var target = to is null ? Previous(current, graph) : _answered.Contains(to) ? Sibling(flowchart.Node, to) : null;
        if (target is null || target == current.Node) throw to is null ? EngineErrors.NothingToReturnTo() : EngineErrors.ReturnTargetUnknown(to);
        var after = graph.ForwardReach(target.Position);
        if (!after.Contains(current.Node.Position)) throw EngineErrors.ReturnTargetUnknown(target.Id);
        CancelChildren(flowchart, node => after.Contains(node.Position), "returned");
        flowchart.Flow!.Rewind(after, target.Position);
        ForgetAnswers(flowchart.Node, after);
        Log("Returned", current.Node, target.Id);
        flowchart.Flow.Enter(target.Position);
        Schedule(target, flowchart);
        Drain();
    }

    /// <summary>The human step answered last from which the current one can be reached.</summary>
    private PlanNode? Previous(ActivityInstance current, FlowGraph graph)
    {
        for (var i = _answered.Count - 1; i >= 0; i--)
            if (Sibling(current.Parent!.Node, _answered[i]) is { } step && step != current.Node && graph.ForwardReach(step.Position).Contains(current.Node.Position)) return step;
        return null;
    }

    private static PlanNode? Sibling(PlanNode flowchart, string id) => flowchart.Children.FirstOrDefault(c => c.Id == id);

    /// <summary>Tries a faulted step again, or passes over it by one of its ports.</summary>
    public void Retry(RetryStimulus retry)
    {
        var incident = _incidents.Find(i => i.Id == retry.IncidentId) ?? throw EngineErrors.IncidentUnknown();
        var instance = _instances[incident.InstanceId];
        if (retry.SkipByPort is null && instance.Node.Activity.Descriptor.IsContainer) throw EngineErrors.RetryNotHere();
        if (retry.SkipByPort is { } port && !instance.Node.Activity.OutcomesOf(instance.Node).Contains(port, StringComparer.Ordinal)) throw EngineErrors.OutcomeUnknown(port);
        _incidents.Remove(incident);
        instance.IsFaulted = false;
        Log("Resumed", instance.Node, retry.SkipByPort is null ? "retry" : "skip");
        Guarded(instance, context =>
        {
            if (retry.SkipByPort is { } skip) return Outcome.Done(skip);
            instance.Inputs = instance.Node.HasDynamicInputs ? Evaluate(instance) : null;
            return instance.Node.Activity.Execute(context);
        });
        Drain();
    }
}
