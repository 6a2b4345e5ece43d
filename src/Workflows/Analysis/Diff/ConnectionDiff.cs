using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>Differences in the arrows of a flowchart. Arrows of steps that are gone have gone with them and are not listed.</summary>
internal static class ConnectionDiff
{
    public static void Compare(ActivityDefinition from, ActivityDefinition to, StepPairs steps, DiffList diff)
    {
        var names = Names(to);
        var gone = Names(from);
        var kept = gone.Where(s => steps.ToOf(s.Value) is not null).ToDictionary(s => s.Key, s => steps.ToOf(s.Value)!.Id, StringComparer.Ordinal);
        // Targets that are gone keep their old id, which no arrow of the newer version can have.
        var before = from.Connections.Where(c => kept.ContainsKey(c.Source)).ToLookup(c => (kept[c.Source], Port(c)), c => kept.GetValueOrDefault(c.Target, c.Target));
        var after = to.Connections.ToLookup(c => (c.Source, Port(c)), c => c.Target);
        foreach (var key in before.Select(g => g.Key).Union(after.Select(g => g.Key)))
        {
            var (source, port) = key;
            var (lost, won) = (Less(before[key], after[key]), Less(after[key], before[key]));
            var (zh, en) = (Zh(names, source), En(names, source));
            var (portZh, portEn) = port == Outcome.DonePort ? ("", "") : ($"的“{port}”", $" by “{port}”");
            var rerouted = Math.Min(lost.Count, won.Count);
            for (var i = 0; i < rerouted; i++)
                diff.Add(DiffKind.ConnectionRerouted, source, $"{zh}{portZh}原来通往{Zh(names, lost[i], gone)}，改为通往{Zh(names, won[i])}。", $"From {en}{portEn} the way leads to {En(names, won[i])} instead of {En(names, lost[i], gone)}.");
            foreach (var target in lost.Skip(rerouted))
                diff.Add(DiffKind.ConnectionRemoved, source, $"{zh}{portZh}不再通往{Zh(names, target, gone)}。", $"From {en}{portEn} no way leads to {En(names, target, gone)} any more.");
            foreach (var target in won.Skip(rerouted))
                diff.Add(DiffKind.ConnectionAdded, source, $"{zh}{portZh}通往{Zh(names, target)}。", $"From {en}{portEn} a way leads to {En(names, target)}.");
        }
    }

    private static string Port(ConnectionDefinition connection) => connection.SourcePort ?? Outcome.DonePort;

    /// <summary>Targets beyond those that the other version has too; arrows drawn twice count twice.</summary>
    private static List<string> Less(IEnumerable<string> targets, IEnumerable<string> others)
    {
        var count = others.CountBy(t => t, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var more = new List<string>();
        foreach (var target in targets)
        {
            if (count.GetValueOrDefault(target) > 0) count[target]--;
            else more.Add(target);
        }
        return more;
    }

    private static Dictionary<string, ActivityDefinition> Names(ActivityDefinition flowchart) =>
        flowchart.Children.Select(c => c.Activity).DistinctBy(a => a.Id, StringComparer.Ordinal).ToDictionary(a => a.Id, StringComparer.Ordinal);

    private static string Zh(Dictionary<string, ActivityDefinition> names, string id, Dictionary<string, ActivityDefinition>? others = null) =>
        names.TryGetValue(id, out var step) || others?.TryGetValue(id, out step) == true ? Words.Zh(step!) : $"“{id}”";

    private static string En(Dictionary<string, ActivityDefinition> names, string id, Dictionary<string, ActivityDefinition>? others = null) =>
        names.TryGetValue(id, out var step) || others?.TryGetValue(id, out step) == true ? Words.En(step!) : $"“{id}”";
}
