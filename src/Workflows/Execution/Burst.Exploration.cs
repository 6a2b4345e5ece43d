using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>How an analysis runs the engine: an oracle answers for people, time and data, and a burst may stop half way.</summary>
internal sealed partial class Burst
{
    /// <summary>Null in a real run.</summary>
    public Oracle? Oracle { get; init; }

    /// <summary>What a burst that stopped half way would have run next.</summary>
    public IReadOnlyList<PendingStep> Pending => [.. _queue.Where(q => !q.IsVoid).Select(q => new PendingStep(q.Node, q.Parent!.Id, q.Variables))];

    /// <summary>A workflow that has not begun is not stored, so that a burst never stops before one.</summary>
    private bool StopsHere => Oracle?.Stops(_steps) is true && _queue.All(q => q.Scope.Root is not null);

    /// <summary>Goes on with a burst that stopped half way.</summary>
    public void Continue(IReadOnlyList<PendingStep> pending)
    {
        foreach (var (node, parent, variables) in pending)
        {
            _instances[parent].Flow?.Enter(node.Position);
            Schedule(node, _instances[parent], variables);
        }
        Drain();
    }

    /// <summary>A step that waits ends; who or what made it do so is all the same.</summary>
    public void Answer(string bookmarkId, Outcome outcome)
    {
        var bookmark = Find(bookmarkId);
        var instance = _instances[bookmark.InstanceId];
        RemoveBookmark(bookmark, "answered");
        instance.Bookmarks!.Remove(bookmark);
        if (bookmark.Kind == BookmarkKind.WorkItem) NoteAnswered(AnswerKey(instance.Node, instance.Scope));
        Settle(instance, outcome);
        Drain();
    }
}

/// <summary>A step that is to run, by the number of the container it belongs to.</summary>
internal sealed record PendingStep(PlanNode Node, int Parent, Dictionary<string, Value>? Variables);
