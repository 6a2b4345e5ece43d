using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// Answers for people, time and data while an analysis runs the engine. Each question may be answered in several ways;
/// running the same burst again and again, the oracle goes through all of them.
/// </summary>
/// <param name="pinned">Outcome of an activity by its id, or True and False for a condition: the only answer it is given.</param>
internal sealed class Oracle(IReadOnlyDictionary<string, string> pinned)
{
    /// <summary>
    /// A burst that neither chooses nor waits is looked at every so many steps, so that one that runs in circles shows.
    /// A prime, so that the looks fall on each step of the circle in turn.
    /// </summary>
    private const int StepsAtOnce = 61;

    private static readonly string[] YesOrNo = ["True", "False"];
    private static readonly string[] Items = ["over no item", "over one item", "over two items"];

    private readonly List<Choice> _choices = [];
    private readonly List<PlanNode> _closing = [];
    private readonly List<PlanNode> _passedOver = [];
    private int _asked;

    /// <summary>The choices of this run, in the order they were asked for.</summary>
    public IReadOnlyList<Choice> Choices => _choices;

    /// <summary>Steps of this run that closed the case.</summary>
    public IReadOnlyList<PlanNode> Closing => _closing;

    /// <summary>Joins of this run that control had reached and that were passed over all the same.</summary>
    public IReadOnlyList<PlanNode> PassedOver => _passedOver;

    /// <summary>Whether the burst stops before its next step.</summary>
    public bool Stops(int steps) => _asked > 0 || steps >= StepsAtOnce;

    /// <summary>Begins a run with the choices that <see cref="TryNext"/> has left.</summary>
    public void Begin()
    {
        _asked = 0;
        _closing.Clear();
        _passedOver.Clear();
    }

    /// <summary>Turns to the next combination of choices; false when all have been made.</summary>
    public bool TryNext()
    {
        while (_choices.Count > 0)
        {
            var last = _choices[^1];
            _choices.RemoveAt(_choices.Count - 1);
            if (last.Taken + 1 >= last.Ways.Count) continue;
            _choices.Add(last with { Taken = last.Taken + 1 });
            return true;
        }
        return false;
    }

    /// <summary>Stands in for an activity that does more than steer control.</summary>
    public Outcome Run(ActivityContext context)
    {
        var node = context.Node;
        if (node.Activity is Activities.CloseCase) _closing.Add(node);
        if (node.Activity.WaitOf(node) is { } kind && !(node.Activity is ITrigger && context.IsTrigger))
        {
            context.Wait(kind);
            return Outcome.Waiting();
        }
        var ends = node.Activity.EndsOf(node);
        return ends[Choose(node, [.. ends.Select(end => string.Join(',', end.Ports))])];
    }

    /// <summary>Stands in for a value that only a run can know; undefined where control does not hang on it.</summary>
    public Value Answer(ExpressionScope scope, DataType type)
    {
        var node = scope.Node;
        return node.Activity switch
        {
            WorkflowActivity => Value.Undefined,
            FlowFork => Value.NewArray(DrawnPorts(node).Select(port => Value.From(port))),
            Complete => Port(node, [.. scope.Workflow.Plan.Definition.Outcomes.Append(Outcome.DonePort).Distinct(StringComparer.Ordinal)]),
            _ when type.IsArray => Value.NewArray(new Value[Choose(node, Items)]),
            _ when type.Base == BaseType.Boolean => Value.From(Choose(node, YesOrNo) == 0),
            _ => Value.Undefined,
        };
    }

    /// <summary>Whether a loop over numbers that are not constant goes round again.</summary>
    public bool GoesRound(PlanNode loop) => Choose(loop, YesOrNo) == 0;

    private Value Port(PlanNode node, IReadOnlyList<string> ports) => Value.From(ports[Choose(node, ports)]);

    /// <summary>Notes that a join was passed over although control had reached it.</summary>
    public void PassOver(PlanNode join) => _passedOver.Add(join);

    private int Choose(PlanNode node, IReadOnlyList<string> ways)
    {
        if (pinned.TryGetValue(node.Id, out var only))
            for (var i = 0; i < ways.Count; i++)
                if (string.Equals(ways[i], only, StringComparison.Ordinal)) return i;
        if (ways.Count == 1) return 0;
        if (_asked == _choices.Count) _choices.Add(new Choice(node, ways, 0));
        return _choices[_asked++].Taken;
    }

    /// <summary>A fork whose branches are worked out at run time takes all that are drawn.</summary>
    private static IEnumerable<string> DrawnPorts(PlanNode fork) =>
        fork.Parent?.Graph?.Outbound(fork.Position).Select(edge => edge.Port).Distinct(StringComparer.Ordinal) ?? [];
}

/// <summary>A question that an exploration answered.</summary>
/// <param name="Node">The activity that asked.</param>
/// <param name="Ways">All answers, in words.</param>
/// <param name="Taken">Position of the one that was given.</param>
internal sealed record Choice(PlanNode Node, IReadOnlyList<string> Ways, int Taken);
