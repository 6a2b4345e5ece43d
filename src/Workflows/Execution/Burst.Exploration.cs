namespace OneWindow.Workflows.Execution;

/// <summary>How an analysis runs the engine: an oracle answers for people, time and data, and a burst may stop half way.</summary>
internal sealed partial class Burst
{
    /// <summary>Null in a real run.</summary>
    public Oracle? Oracle { get; init; }

    public IReadOnlyList<JournalEntry> Journal => _journal;

    /// <summary>What a burst that stopped half way would have run next, by the number of the containers.</summary>
    public IReadOnlyList<(PlanNode Node, int Parent)> Queued => [.. _queue.Where(q => !q.Parent.IsGone).Select(q => (q.Node, q.Parent.Id))];

    /// <summary>Goes on with a burst that stopped half way.</summary>
    public void Continue(IReadOnlyList<(PlanNode Node, int Parent)> queued)
    {
        foreach (var (node, parent) in queued)
        {
            _instances[parent].Flow?.Enter(node.Position);
            Schedule(node, _instances[parent]);
        }
        Drain();
    }

    /// <summary>A step that waits leaves by a port; who or what made it do so is all the same.</summary>
    public void Answer(Bookmark bookmark, string port)
    {
        var instance = _instances[bookmark.InstanceId];
        RemoveBookmark(bookmark, "answered");
        if (bookmark.Kind == BookmarkKind.WorkItem) NoteAnswered(instance.Node.Id);
        Settle(instance, Outcome.Done(port));
        Drain();
    }
}
