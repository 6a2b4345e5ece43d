using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Pictures;

/// <summary>The steps of a workflow that people see, and which can follow which when all else is passed through.</summary>
internal sealed class VisibleSteps
{
    private readonly List<PlanNode> _nodes = [];
    private readonly List<VisibleWay> _ways = [];

    private VisibleSteps()
    {
    }

    public IReadOnlyList<PlanNode> Nodes => _nodes;

    public IReadOnlyList<VisibleWay> Ways => _ways;

    public static VisibleSteps Of(Plan plan)
    {
        var visible = new VisibleSteps();
        if (plan.Root is { Graph: { NodeCount: > 0 } graph } chart) visible.Read(chart, graph);
        else visible.ReadInOrder(plan.Root);
        return visible;
    }

    /// <summary>A workflow without arrows: its visible activities one after the other.</summary>
    private void ReadInOrder(PlanNode root)
    {
        _nodes.AddRange(IsVisible(root) ? [root] : root.Children.Where(IsVisible));
        for (var i = 0; i < _nodes.Count; i++) _ways.Add(new VisibleWay(i - 1, i, [], IsConditional: false));
    }

    private void Read(PlanNode chart, FlowGraph graph)
    {
        var numbers = new Dictionary<int, int>();
        foreach (var child in chart.Children)
        {
            if (!graph.IsReachable(child.Position) || !IsVisible(child)) continue;
            numbers[child.Position] = _nodes.Count;
            _nodes.Add(child);
        }

        if (numbers.TryGetValue(graph.Start, out var first)) Join(-1, first, null, conditional: false);
        else foreach (var (target, conditional) in Next(graph, graph.Start, numbers)) Join(-1, target, null, conditional);
        foreach (var (position, number) in numbers)
        {
            // Nothing follows the end of a case that anybody sees.
            if (_nodes[number].Activity is Activities.CloseCase) continue;
            var names = AnswersOf(_nodes[number]);
            foreach (var edge in graph.Outbound(position))
            {
                var answer = names.Find(a => a.Key == edge.Port);
                if (numbers.TryGetValue(edge.Target, out var direct)) Join(number, direct, answer, conditional: false);
                else foreach (var (target, conditional) in Next(graph, edge.Target, numbers)) Join(number, target, answer, conditional);
            }
        }
    }

    /// <summary>The visible steps that control comes to from a hidden one, and whether data decide between several.</summary>
    private static IEnumerable<(int Target, bool Conditional)> Next(FlowGraph graph, int hidden, Dictionary<int, int> numbers)
    {
        var seen = new HashSet<int> { hidden };
        var open = new Queue<(int Position, bool Conditional)>([(hidden, false)]);
        while (open.TryDequeue(out var at))
        {
            var outbound = graph.Outbound(at.Position);
            var conditional = at.Conditional || outbound.DistinctBy(e => e.Port).Skip(1).Any();
            foreach (var edge in outbound)
            {
                if (!seen.Add(edge.Target)) continue;
                if (numbers.TryGetValue(edge.Target, out var number)) yield return (number, conditional);
                else open.Enqueue((edge.Target, conditional));
            }
        }
    }

    /// <summary>Several answers that lead the same way share one.</summary>
    private void Join(int from, int to, PictureAnswer? answer, bool conditional)
    {
        var at = _ways.FindIndex(w => w.From == from && w.To == to);
        PictureAnswer[] added = answer is null ? [] : [answer];
        if (at < 0) _ways.Add(new VisibleWay(from, to, added, conditional));
        else _ways[at] = _ways[at] with { Answers = [.. _ways[at].Answers, .. added], IsConditional = _ways[at].IsConditional && conditional };
    }

    private static bool IsVisible(PlanNode node) => node.Activity is Activities.CloseCase || Waits(node);

    private static bool Waits(PlanNode node) => node.Activity is WorkflowActivity used
        ? used.Plan.Nodes.Any(Waits)
        : node.Activity.WaitOf(node) is not null || node.Children.Any(Waits);

    private static List<PictureAnswer> AnswersOf(PlanNode node) => node.Activity switch
    {
        DecidedStep => [.. DecidedStep.OptionsOf(node).Select(o => new PictureAnswer(o.Key, o.Name))],
        TimedItem timed => [.. timed.Answers.Select(o => new PictureAnswer(o.Key, o.Name))],
        WorkflowActivity used when InnerStep(used) is { } inner => AnswersOf(inner),
        _ => [],
    };

    /// <summary>The step that a used workflow is there for: the first of it that waits.</summary>
    private static PlanNode? InnerStep(WorkflowActivity used) => used.Plan.Nodes.FirstOrDefault(n => n.Children.Count == 0 && Waits(n));

    /// <summary>What the box says: the step's title, or what the picture of the designer says.</summary>
    public static BilingualText TitleOf(PlanNode node)
    {
        var shown = node.Definition.DisplayText;
        if (node.Activity is WorkflowActivity used && InnerStep(used) is { } inner) return new BilingualText(shown, TitleOf(inner).En);
        var declared = node.Activity.Descriptor.Inputs;
        return declared.Contains(CaseInputs.Title)
            ? new BilingualText(node.LiteralText(CaseInputs.Title) ?? shown, node.LiteralText(CaseInputs.TitleEn) ?? node.LiteralText(CaseInputs.Title) ?? shown)
            : new BilingualText(shown, shown);
    }

    /// <summary>The activities that a box holds besides its own.</summary>
    public static IReadOnlyList<string> Within(PlanNode node)
    {
        var held = new List<string>();
        var open = new Stack<PlanNode>(node.Children.Reverse());
        while (open.TryPop(out var child))
        {
            if (child.Activity.WaitOf(child) is not null || child.Activity is WorkflowActivity) held.Add(child.Id);
            foreach (var inner in child.Children.Reverse()) open.Push(inner);
        }

        return held;
    }
}

/// <summary>A way between two visible steps, by their number; from -1 where the case begins.</summary>
internal sealed record VisibleWay(int From, int To, IReadOnlyList<PictureAnswer> Answers, bool IsConditional);
