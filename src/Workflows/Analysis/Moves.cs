using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>Who makes a move.</summary>
internal enum MovedBy
{
    /// <summary>Somebody decides, here or in an office outside.</summary>
    People,

    /// <summary>A time ran out in which somebody could have answered.</summary>
    Time,

    /// <summary>Nobody decides anything: the case begins, a wait without alternatives ends, or a burst only goes on.</summary>
    Nobody,
}

/// <summary>Something that may happen next to a case.</summary>
/// <param name="Words">In a sentence; null where nothing comes from outside and a burst only goes on.</param>
/// <param name="Make">Makes it happen.</param>
/// <param name="IsReturn">A step sends the case back.</param>
internal sealed record Move(string? Words, Action<Burst> Make, bool IsReturn = false)
{
    public MovedBy By { get; init; } = MovedBy.People;
}

/// <summary>Everything that may happen next.</summary>
internal static class Moves
{
    /// <summary>A case begins by hand or by one of the triggers.</summary>
    public static IEnumerable<Move> Starts(Plan plan, FlowchartMode mode)
    {
        var byHand = new StartStimulus(WorkflowState.NoValues) { Mode = mode };
        yield return new Move(null, burst => burst.Begin(byHand)) { By = MovedBy.Nobody };
        foreach (var trigger in plan.Triggers)
            yield return new Move(TraceWords.Start(trigger), burst => burst.Begin(byHand with { TriggerActivityId = trigger.Path })) { By = MovedBy.Nobody };
    }

    public static IEnumerable<Move> From(Plan plan, Situation situation, SoundnessOptions options)
    {
        if (situation.Pending.Count > 0) return [new Move(null, burst => burst.Continue(situation.Pending)) { By = MovedBy.Nobody }];
        var state = situation.State;
        var moves = state.Bookmarks.SelectMany(b => Answers(b, situation.Nodes[b.InstanceId]))
            .Concat(state.Incidents.SelectMany(i => Skips(i, situation.Nodes[i.InstanceId])));
        if (state.Bookmarks.Count > 0) moves = moves.Concat(options.ReopenAt.Select(step => new Move(TraceWords.Reopen(step), burst => burst.Reopen(step), IsReturn: true)));
        if (!options.WithReturns) return moves;
        return moves.Concat(state.Bookmarks.Where(b => b.Kind == BookmarkKind.WorkItem).SelectMany(b => Returns(plan, state, b, situation.Nodes[b.InstanceId])));
    }

    private static IEnumerable<Move> Answers(Bookmark bookmark, PlanNode node) =>
        node.Activity.EndsOf(node).Select(end => new Move(TraceWords.Answer(node, bookmark.Kind, string.Join(", ", end.Ports)), burst => burst.Answer(bookmark.Id, end)) { By = ByOf(node, bookmark.Kind, end) });

    private static MovedBy ByOf(PlanNode node, BookmarkKind kind, Outcome end) => kind switch
    {
        BookmarkKind.WorkItem => end.Ports.Any(port => node.Activity.IsGivenByTime(node, port)) ? MovedBy.Time : MovedBy.People,
        BookmarkKind.Event => MovedBy.People,
        _ => MovedBy.Nobody,
    };

    /// <summary>A step that faulted on purpose is passed over; a container that faulted is drawn wrongly, and nothing mends it.</summary>
    private static IEnumerable<Move> Skips(Incident incident, PlanNode node) => node.Activity.Descriptor.IsContainer
        ? []
        : node.Activity.OutcomesOf(node).Select(port => new Move(TraceWords.Skip(node, port), burst => burst.Retry(new RetryStimulus(incident.Id, port))));

    private static IEnumerable<Move> Returns(Plan plan, WorkflowState state, Bookmark bookmark, PlanNode node) =>
        from answered in state.Answered
        let target = plan.Find(answered)
        where target is not null && target != node && target.Parent == node.Parent
        select new Move(TraceWords.Return(node, target), burst => burst.Return(bookmark.Id, answered), IsReturn: true);
}
