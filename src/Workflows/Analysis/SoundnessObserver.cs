using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>A stretch just travelled, with what there was to see.</summary>
/// <param name="Closing">Steps that closed the case on it.</param>
/// <param name="PassedOver">Joins that were passed over although control had reached them.</param>
internal sealed record Sight(Passage Way, Situation To, IReadOnlyList<JournalEntry> Journal, IReadOnlyList<PlanNode> Closing, IReadOnlyList<PlanNode> PassedOver);

/// <summary>Looks at every stretch of an exploration; keeps each defect with the shortest way to it.</summary>
internal sealed class SoundnessObserver(Plan plan)
{
    private readonly Dictionary<(string Code, PlanNode At), (Passage Way, string Message, FindingSeverity Severity)> _defects = [];
    private readonly Dictionary<PlanNode, Passage> _started = [];
    private readonly Dictionary<(PlanNode Node, string Port), Passage> _left = [];
    private readonly bool _closes = HasClosing(plan);

    /// <summary>A shortest way to the end of the workflow; null where it never ends.</summary>
    public Passage? End { get; private set; }

    public IEnumerable<Finding> Findings => _defects
        .OrderBy(d => d.Key.Code, StringComparer.Ordinal).ThenBy(d => d.Key.At.Index)
        .Select(d => Defect(d.Key.Code, d.Key.At, d.Value.Message, d.Value.Way, d.Value.Severity));

    /// <summary>A shortest way on which an activity begins; null where it never does.</summary>
    public Passage? StartOf(PlanNode node) => _started.GetValueOrDefault(node);

    /// <summary>A shortest way on which an activity ends by a port; null where it never does.</summary>
    public Passage? LeaveOf(PlanNode node, string port) => _left.GetValueOrDefault((node, port));

    public static Finding Defect(string code, PlanNode at, string message, Passage? way, FindingSeverity severity = FindingSeverity.Error) =>
        new(code, severity, at.Id, at.Definition.JsonPath, message) { Trace = way?.Trace() ?? [] };

    public void See(Sight sight)
    {
        foreach (var entry in sight.Journal) Note(entry, sight.Way);
        foreach (var join in sight.PassedOver)
            Keep("OW309-join-passed-over", join, sight.Way, $"{TraceWords.Name(join)} can be passed over although control has reached it: not all that it waits for came, and what had come ends there.", FindingSeverity.Warning);
        // A case that rests although it is closed has been reported; what comes of it needs no finding of its own.
        if (sight.Way.From?.Situation is not { Rests: true, ClosedBy: not null }) SeeClosing(sight);
        if (sight.To.HasEnded) SeeEnd(sight);
        else if (sight.To is { Rests: true, ClosedBy: { } closing }) SeeClosed(sight, closing);
    }

    public void Stuck(Place place)
    {
        var state = place.Situation.State;
        var faults = string.Concat(state.Incidents.Select(i => $" “{i.ActivityId}” has faulted with {i.Code}."));
        var at = place.Situation.Nodes[state.Instances[^1].Id];
        var joins = state.Instances.SelectMany(i => Expected(i, place.Situation.Nodes[i.Id])).ToList();
        var waits = joins.Count == 0 ? "" : $" Control has come to {TraceWords.Names(joins)} and waits there for more.";
        Keep("OW303-stuck", at, place.Reached, $"The case can get stuck in {TraceWords.Name(at)}: the workflow has not ended, and nothing can move it.{waits}{faults}");
    }

    /// <summary>Steps of a flowchart in token mode that a token leads to.</summary>
    private static IEnumerable<PlanNode> Expected(InstanceState instance, PlanNode flowchart)
    {
        if (instance.Tokens is null) return [];
        var tokens = new FlowTokens(flowchart.Graph!);
        tokens.Read(instance.Tokens);
        return flowchart.Children.Where(c => tokens.IsExpected(c.Position));
    }

    private void Note(JournalEntry entry, Passage way)
    {
        if (entry.Event is not ("Started" or "Completed")) return;
        var node = plan.Find(entry.ActivityId)!;
        // A step that ends at once is not said to have started.
        Shorter(_started, node, way);
        if (entry.Event == "Completed")
            foreach (var port in (entry.Detail ?? Outcome.DonePort).Split(',')) Shorter(_left, (node, port), way);
    }

    private void SeeEnd(Sight sight)
    {
        if (End is null || sight.Way.Length < End.Length) End = sight.Way;
        if (!_closes || sight.To.ClosedBy is not null) return;
        var last = sight.Journal.Where(e => e.Event == "Completed").Select(e => plan.Find(e.ActivityId)!).LastOrDefault(n => !n.Activity.Descriptor.IsContainer) ?? plan.Root;
        Keep("OW307-not-closed", last, sight.Way, $"The workflow can end without closing the case; {TraceWords.Name(last)} is then its last step.");
    }

    private void SeeClosing(Sight sight)
    {
        var first = sight.Way.From?.Situation.ClosedBy is null ? 1 : 0;
        foreach (var again in sight.Closing.Skip(first))
            Keep("OW308-closed-twice", again, sight.Way, $"{TraceWords.Name(again)} can close a case that is closed already, which is refused.");
    }

    private void SeeClosed(Sight sight, PlanNode closing)
    {
        var waits = sight.To.State.Bookmarks.ToLookup(b => b.Kind == BookmarkKind.WorkItem, b => sight.To.Nodes[b.InstanceId]);
        if (waits[true].Any())
            Keep("OW305-early-close", closing, sight.Way, $"{TraceWords.Name(closing)} can close the case while an answer is still awaited from {TraceWords.Names(waits[true])}.");
        foreach (var left in waits[false])
            Keep("OW306-left-waiting", left, sight.Way, $"{TraceWords.Name(left)} can still be waiting when {TraceWords.Name(closing)} has closed the case.");
    }

    private static bool HasClosing(Plan plan) =>
        plan.Nodes.Any(n => n.Activity is Activities.CloseCase || (n.Activity is WorkflowActivity used && HasClosing(used.Plan)));

    private void Keep(string code, PlanNode at, Passage way, string message, FindingSeverity severity = FindingSeverity.Error)
    {
        if (!_defects.TryGetValue((code, at), out var known) || way.Length < known.Way.Length) _defects[(code, at)] = (way, message, severity);
    }

    private static void Shorter<TKey>(Dictionary<TKey, Passage> known, TKey key, Passage way)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var shortest) || way.Length < shortest.Length) known[key] = way;
    }
}
