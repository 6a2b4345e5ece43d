using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>One move of the exploration, wherever it led.</summary>
/// <param name="Way">What happened on it, and where it began.</param>
/// <param name="Grants">Steps that granted aid on it.</param>
internal sealed record Stretch(Passage Way, Place To, MovedBy By, IReadOnlyList<PlanNode> Grants);

/// <summary>
/// Money that nobody decides: a limit lapses, silence counts as an answer or a notice ends without objection, and before
/// anybody answers anything aid is granted. Every answer of a person on the way is taken for a decision.
/// </summary>
internal static class GrantsByTime
{
    /// <summary>Whether a definition grants aid at all.</summary>
    public static bool Concerns(Plan plan) =>
        plan.Nodes.Any(n => n.Activity is Activities.GrantAid || (n.Activity is WorkflowActivity used && Concerns(used.Plan)));

    /// <summary>Steps that granted aid in a burst and do not say that time may lead there.</summary>
    public static IReadOnlyList<PlanNode> In(Plan plan, IReadOnlyList<JournalEntry> journal) =>
        [.. journal.Where(e => e.Event == "Completed").Select(e => plan.Find(e.ActivityId)!).Where(n => n.Activity is Activities.GrantAid && !Activities.GrantAid.MayFollowTime(n))];

    /// <summary>A finding for each such grant, with a short way to it.</summary>
    public static IEnumerable<Finding> In(StateSpace space)
    {
        var found = new Dictionary<PlanNode, IReadOnlyList<string>>();
        var onwards = space.Stretches.Where(s => s.Way.From is not null).ToLookup(s => s.Way.From!);
        var open = new Queue<(Stretch Last, IReadOnlyList<string> Trace)>(
            space.Stretches.Where(s => s.By is MovedBy.Time).OrderBy(s => s.Way.Length).Select(s => (s, s.Way.Trace())));
        var seen = new HashSet<Place>();
        while (open.TryDequeue(out var at))
        {
            foreach (var grant in at.Last.Grants)
                if (!found.TryGetValue(grant, out var known) || at.Trace.Count < known.Count) found[grant] = at.Trace;
            if (!seen.Add(at.Last.To)) continue;
            foreach (var next in onwards[at.Last.To].Where(s => s.By is MovedBy.Nobody)) open.Enqueue((next, [.. at.Trace, .. next.Way.Words]));
        }

        return found.OrderBy(f => f.Key.Index).Select(f => Describe(f.Key, f.Value));
    }

    private static Finding Describe(PlanNode grant, IReadOnlyList<string> trace)
    {
        var message = $"{TraceWords.Name(grant)} can grant aid after a time has run out, and nobody decides in between.";
        return new Finding("OW310-grant-by-time", FindingSeverity.Error, grant.Id, grant.Definition.JsonPath, message) { Trace = trace };
    }
}
