using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>
/// Carries what the arrows of a running flowchart remember, by (source, outcome, target). An arrow that is new and
/// leaves a step already passed counts as not taken; steps that can be reached only so are passed over. Refused is what
/// would lose control, start a step behind the case's back, or lead to a step that has already run.
/// </summary>
internal sealed class MigratedFlow
{
    private readonly PlanNode _old;
    private readonly PlanNode _new;
    private readonly MigrationReport _report;
    private readonly PlanNode?[] _targets;
    private readonly HashSet<int> _livingBefore;
    private readonly HashSet<int> _living;
    private readonly HashSet<int> _passed = [];
    private readonly EdgeState[] _edges;
    private readonly Queue<int> _settled = new();

    public MigratedFlow(PlanNode old, PlanNode @new, StepMap steps, IReadOnlyList<(PlanNode Old, PlanNode New)> living, MigrationReport report)
    {
        (_old, _new, _report) = (old, @new, report);
        _targets = [.. old.Children.Select(c => steps.Within(@new, c))];
        _livingBefore = [.. living.Select(l => l.Old.Position)];
        _living = [.. living.Select(l => l.New.Position)];
        _edges = new EdgeState[@new.Graph!.Edges.Count];
    }

    private FlowGraph Before => _old.Graph!;

    private FlowGraph After => _new.Graph!;

    public string Carry(string edges)
    {
        if (IsSameShape()) return edges;
        var states = Before.Edges.Select(e => e.Index < edges.Length ? (EdgeState)(edges[e.Index] - '0') : EdgeState.Idle).ToArray();
        FindPassed(states);
        var carried = CarryKnown(states);
        foreach (var edge in After.Edges)
            if (!carried.Contains(edge.Index) && Counts(edge) && _passed.Contains(edge.Source)) NotTaken(edge);
        PassOver();
        foreach (var edge in After.Edges)
            if (!carried.Contains(edge.Index) && Counts(edge) && _edges[edge.Index] == EdgeState.Idle && (_passed.Contains(edge.Target) || _living.Contains(edge.Target)))
                Refuse("late-arrival", edge.Target, edge.Source, "在新版本里，还没办完的{1}通往已经开始或办过的{0}。", "On the new version {1}, which is still to come, leads to {0}, which has begun or is done.");
        return string.Create(_edges.Length, _edges, static (text, all) =>
        {
            for (var i = 0; i < all.Length; i++) text[i] = (char)('0' + (int)all[i]);
        });
    }

    private static bool Counts(FlowEdge edge) => !edge.IsBack && !edge.IsDead;

    private bool IsSameShape() =>
        Before.Start == After.Start
        && _old.Children.Count == _new.Children.Count && _old.Children.All(c => _targets[c.Position]?.Position == c.Position)
        && Before.Edges.Count == After.Edges.Count && Before.Edges.All(e => After.Edges[e.Index] is var now && (now.Source, now.Port, now.Target) == (e.Source, e.Port, e.Target));

    /// <summary>Steps of the new version that are done, or were passed over, in this round.</summary>
    private void FindPassed(EdgeState[] states)
    {
        foreach (var step in _old.Children)
        {
            if (_targets[step.Position] is not { } target || _livingBefore.Contains(step.Position)) continue;
            var outbound = Before.Outbound(step.Position).Where(Counts).ToList();
            var isPassed = outbound.Count > 0
                ? outbound.Exists(e => states[e.Index] != EdgeState.Idle)
                : Before.ForwardInbound(step.Position).Any(e => states[e.Index] is EdgeState.SpentFollowed or EdgeState.SpentDead or EdgeState.Owed);
            if (!isPassed) continue;
            if (_living.Contains(target.Position)) Refuse("done-again", target.Position, target.Position, "{0}已经办过，不能再换到这一步。", "{0} is done already; no other step can become it.");
            _passed.Add(target.Position);
        }
        foreach (var position in _living.Where(p => !After.IsReachable(p)))
            Refuse("step-not-reached", position, position, "新版本里没有连线通往{0}。", "On the new version no connection leads to {0}.");
    }

    /// <summary>Arrows that both versions have; gives back which of the new ones they are.</summary>
    private HashSet<int> CarryKnown(EdgeState[] states)
    {
        var known = After.Edges.Where(Counts).GroupBy(e => (e.Source, e.Port, e.Target)).ToDictionary(g => g.Key, g => new Queue<FlowEdge>(g));
        var carried = new HashSet<int>();
        foreach (var edge in Before.Edges.Where(Counts))
        {
            var state = states[edge.Index];
            if (_targets[edge.Source] is { } source && _targets[edge.Target] is { } target
                && known.TryGetValue((source.Position, edge.Port, target.Position), out var same) && same.TryDequeue(out var now))
            {
                carried.Add(now.Index);
                _edges[now.Index] = state is EdgeState.Dead or EdgeState.Held ? Untaken(now) : state;
            }
            else if (state == EdgeState.Followed)
                _report.Refuse("control-lost", _old.Children[edge.Target], $"{Words.Zh(_old.Children[edge.Source])}办完后在{Words.Zh(_old.Children[edge.Target])}等其他分支，新版本没有这条连线。",
                    $"After {Words.En(_old.Children[edge.Source])} control waits for other branches at {Words.En(_old.Children[edge.Target])}, and the new version has no such connection.");
        }
        return carried;
    }

    /// <summary>Control went another way; a loop that may come round leaves that open.</summary>
    private EdgeState Untaken(FlowEdge edge) => MayComeAgain(edge) ? EdgeState.Held : EdgeState.Dead;

    private bool MayComeAgain(FlowEdge edge) => edge.Leaves is { } loop && _living.Any(node => After.IsWithin(node, loop));

    private void NotTaken(FlowEdge edge)
    {
        var isOver = _passed.Contains(edge.Target) || _living.Contains(edge.Target);
        _edges[edge.Index] = isOver ? EdgeState.SpentDead : Untaken(edge);
        if (!isOver) _settled.Enqueue(edge.Target);
    }

    /// <summary>Passes over steps that control can no longer reach, as the engine would; a join that turns out complete is refused.</summary>
    private void PassOver()
    {
        for (var i = 0; i < _new.Children.Count; i++) _settled.Enqueue(i);
        while (_settled.TryDequeue(out var node))
        {
            if (_passed.Contains(node) || _living.Contains(node)) continue;
            var inbound = After.ForwardInbound(node);
            var followed = inbound.Count(e => _edges[e.Index] == EdgeState.Followed);
            var dead = inbound.Count(e => _edges[e.Index] == EdgeState.Dead);
            var mode = _new.Children[node].Activity is FlowJoin ? FlowJoin.ModeOf(_new.Children[node]) : JoinMode.WaitAllActive;
            var isSettled = followed + dead > 0 && (followed + dead == inbound.Count || (mode == JoinMode.WaitAny && followed > 0));
            if (!isSettled) continue;
            if (mode == JoinMode.WaitAll ? dead == 0 : followed > 0)
            {
                Refuse("join-complete", node, node, "按新版本，{0}等的分支已经到齐，换版本不会让它开始。", "On the new version all that {0} waits for has arrived, and moving would not start it.");
                continue;
            }
            _passed.Add(node);
            foreach (var edge in inbound) _edges[edge.Index] = _edges[edge.Index] == EdgeState.Followed ? EdgeState.SpentFollowed : EdgeState.SpentDead;
            foreach (var edge in After.Outbound(node))
                if (Counts(edge) && _edges[edge.Index] is EdgeState.Idle or EdgeState.Owed) NotTaken(edge);
        }
    }

    private void Refuse(string code, int step, int other, string zh, string en) => _report.Refuse(code, _new.Children[step],
        string.Format(System.Globalization.CultureInfo.InvariantCulture, zh, Words.Zh(_new.Children[step]), Words.Zh(_new.Children[other])),
        string.Format(System.Globalization.CultureInfo.InvariantCulture, en, Words.En(_new.Children[step]), Words.En(_new.Children[other])));
}
