using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Replays;

/// <summary>A place where a run waits, named so that two versions can be compared: ids of bookmarks differ, ids of steps do not.</summary>
/// <param name="Ordinal">Counts the waits of one step, which a loop may open several times at once.</param>
internal sealed record Wait(PlanNode Node, int Ordinal, string BookmarkId)
{
    public string ActivityId => Node.Id;
}

/// <summary>What one move opened.</summary>
internal sealed record Opened(PlanNode? After, DateTimeOffset At, IReadOnlyList<(PlanNode Node, string? Body)> Steps);

/// <summary>One version's run of a past case.</summary>
internal sealed class ReplayedRun(Plan plan, EngineFacts facts, Limit? caseLimit)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public SimulatedCase Case { get; } = new(plan, facts, caseLimit);

    /// <summary>What each move opened, in order.</summary>
    public List<Opened> Path { get; } = [];

    public void Begin(StartStimulus start, DateTimeOffset at)
    {
        Case.Begin(start, at);
        Note(null, at);
    }

    /// <param name="step">The step that the stimulus ends; null where it ends none.</param>
    public void Send(Stimulus stimulus, PlanNode? step, DateTimeOffset at)
    {
        Case.Send(stimulus, at);
        Note(step, at);
    }

    /// <summary>The wait with this bookmark; null where there is none.</summary>
    public Wait? Find(string bookmarkId) => Waits().FirstOrDefault(w => w.BookmarkId == bookmarkId);

    /// <summary>The wait of a step; null where it does not wait.</summary>
    public Wait? Find(string activityId, int ordinal) => Waits().FirstOrDefault(w => w.ActivityId == activityId && w.Ordinal == ordinal);

    public IEnumerable<Wait> Waits()
    {
        var count = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var bookmark in Case.State.Bookmarks)
        {
            var node = NodeOf(bookmark.InstanceId);
            count[node.Id] = count.GetValueOrDefault(node.Id) + 1;
            yield return new Wait(node, count[node.Id], bookmark.Id);
        }
    }

    /// <summary>When the work item of a wait is late; null where it has no limit.</summary>
    public DateTimeOffset? LateFrom(string bookmarkId) => Case.OpenItems.FirstOrDefault(i => i.Item.BookmarkId == bookmarkId)?.DueAt;

    private PlanNode NodeOf(int instanceId)
    {
        var instance = Case.State.Instances.First(i => i.Id == instanceId);
        return plan.Find(Situation.PrefixOf(Case.State, instance) + instance.Node)!;
    }

    private void Note(PlanNode? after, DateTimeOffset at)
    {
        var opened = Case.State.Bookmarks.Where(b => _known.Add(b.Id)).Select(b => (NodeOf(b.InstanceId), Case.OpenItems.FirstOrDefault(i => i.Item.BookmarkId == b.Id)?.Item.Body));
        Path.Add(new Opened(after, at, [.. opened.OrderBy(s => s.Item1.Id, StringComparer.Ordinal)]));
    }
}
