using System.Globalization;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>
/// Carries the tokens of a flowchart in token mode, by (source, outcome, target). A step that runs keeps a token on one
/// of the arrows that lead to it. Where control waits at a step, the arrows that lead there must be the same.
/// </summary>
internal static class MigratedTokens
{
    public static string Carry(string tokens, PlanNode old, PlanNode @new, StepMap steps, IReadOnlyList<(PlanNode Old, PlanNode New)> living, MigrationReport report)
    {
        var (before, after) = (old.Graph!, @new.Graph!);
        var moved = new SortedDictionary<int, (int Tokens, int Blocks)>();
        foreach (var entry in tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = entry.Split(':').Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
            var edge = before.Edges[parts[0]];
            var (source, target) = (steps.Within(@new, old.Children[edge.Source]), steps.Within(@new, old.Children[edge.Target]));
            var isRunning = living.FirstOrDefault(l => l.Old.Position == edge.Target).New;
            var now = isRunning is null ? Same(edge, source, target, after) : Same(edge, source, isRunning, after) ?? after.Edges.FirstOrDefault(e => e.Target == isRunning.Position);
            if (now is null || (isRunning is null && !LeadAlike(edge.Target, target!, old, @new, steps)))
            {
                report.Refuse("control-lost", old.Children[edge.Target], $"新版本改了通往{Words.Zh(old.Children[edge.Target])}的连线，那里还有分支在等。",
                    $"The new version changes the connections to {Words.En(old.Children[edge.Target])}, where control waits.");
                continue;
            }
            var held = moved.GetValueOrDefault(now.Index);
            moved[now.Index] = (held.Tokens + parts[1], held.Blocks + parts[2]);
        }
        return string.Join(' ', moved.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Key}:{m.Value.Tokens}:{m.Value.Blocks}")));
    }

    private static FlowEdge? Same(FlowEdge edge, PlanNode? source, PlanNode? target, FlowGraph graph) => source is null || target is null
        ? null
        : graph.Outbound(source.Position).FirstOrDefault(e => e.Port == edge.Port && e.Target == target.Position);

    private static bool LeadAlike(int before, PlanNode target, PlanNode old, PlanNode @new, StepMap steps)
    {
        var was = old.Graph!.Inbound(before).Select(e => (Source: steps.Within(@new, old.Children[e.Source])?.Position ?? -1, e.Port)).ToHashSet();
        return was.SetEquals(@new.Graph!.Inbound(target.Position).Select(e => (e.Source, e.Port)));
    }
}
