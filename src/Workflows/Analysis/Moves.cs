using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>Something that may happen next to a case.</summary>
/// <param name="Words">In a sentence; null where nothing comes from outside and a burst only goes on.</param>
/// <param name="Make">Makes it happen.</param>
/// <param name="IsReturn">A step sends the case back.</param>
internal sealed record Move(string? Words, Action<Burst> Make, bool IsReturn = false);

/// <summary>Everything that may happen next.</summary>
internal static class Moves
{
    public static IEnumerable<Move> From(Plan plan, Situation situation, bool withReturns)
    {
        if (situation.Queued.Count > 0) return [new Move(null, burst => burst.Continue(situation.Queued))];
        var nodes = situation.State.Instances.ToDictionary(i => i.Id, i => plan.Find(i.Node)!);
        var moves = situation.State.Bookmarks.SelectMany(b => Answers(b, nodes[b.InstanceId]));
        moves = moves.Concat(situation.State.Incidents.SelectMany(i => Skips(i, nodes[i.InstanceId])));
        if (!withReturns) return moves;
        return moves.Concat(situation.State.Bookmarks.Where(b => b.Kind == BookmarkKind.WorkItem).SelectMany(b => Returns(situation.State, b, nodes[b.InstanceId])));
    }

    private static IEnumerable<Move> Answers(Bookmark bookmark, PlanNode node) =>
        node.Activity.OutcomesOf(node).Select(port => new Move(TraceWords.Answer(node, bookmark.Kind, port), burst => burst.Answer(bookmark, port)));

    /// <summary>A step that faulted on purpose is passed over; a flowchart that faulted is drawn wrongly, and nothing mends it.</summary>
    private static IEnumerable<Move> Skips(Incident incident, PlanNode node) => node.Activity.Descriptor.IsContainer
        ? []
        : node.Activity.OutcomesOf(node).Select(port => new Move(TraceWords.Skip(node, port), burst => burst.Retry(new RetryStimulus(incident.Id, port))));

    private static IEnumerable<Move> Returns(WorkflowState state, Bookmark bookmark, PlanNode node) =>
        from id in state.Answered
        let target = node.Parent?.Children.FirstOrDefault(c => c.Id == id)
        where target is not null
        select new Move(TraceWords.Return(node, target), burst => burst.Return(bookmark, id), IsReturn: true);
}
