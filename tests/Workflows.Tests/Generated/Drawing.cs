using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Conformance;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Generated;

/// <summary>Draws a shape as a definition. Each container says a line when it is entered and one when it is left.</summary>
internal sealed class Drawing(FlowchartMode mode)
{
    private readonly List<Definition> _children = [];
    private int _ids;

    /// <summary>Lines that are said equally often, as nothing between them is withdrawn.</summary>
    public List<(string Enter, string Leave)> Pairs { get; } = [];

    public Definition Draw(Shape shape)
    {
        var body = Activity(shape, isSafe: true);
        return new Definition(Sequence("root", Line("begin"), body, Line("end"))) { Mode = mode }.With([.. _children]);
    }

    private string Id(string prefix) => $"{prefix}{++_ids}";

    private string Activity(Shape shape, bool isSafe)
    {
        if (shape.IsFlow) return new Flow(this, isSafe).Whole(shape);
        var id = Id($"{shape.Kind}".ToLowerInvariant());
        return shape.Kind switch
        {
            Kind.Line => Line(id),
            Kind.Step => Step(id, "ok", "fine"),
            Kind.Event => Wait(id),
            Kind.Delay => Pieces.Activity(id, "Delay", ("timeSpan", Literal($"0{1 + _ids % 9}:00:00", "TimeSpan"))),
            Kind.Fault => Pieces.Activity(id, "Fault"),
            _ => Framed(Container(id, shape, isSafe), isSafe),
        };
    }

    private string Container(string id, Shape shape, bool isSafe)
    {
        var isWithin = isSafe && shape.Kind != Kind.AnyOf;
        var parts = shape.Parts.Select(p => Activity(p, isWithin)).ToArray();
        return shape.Kind switch
        {
            Kind.Sequence => Sequence(id, parts),
            Kind.Parallel => Parallel(id, parts),
            Kind.AnyOf => Fork(id, "WaitAny", parts),
            Kind.For => Pieces.Activity(id, "For", ("start", Literal("1", "Int32")), ("end", Literal("2", "Int32")), ("body", parts[0])),
            Kind.ParallelForEach => ForEach(id, "[1,2]", parts[0], "ParallelForEach"),
            Kind.Child => Start(id, "ExecuteWorkflow", parts[0]),
            _ => Start(id, "DispatchWorkflow", parts[0]),
        };
    }

    private string Start(string id, string type, string root)
    {
        _children.Add(new Definition(root) { Id = $"child-of-{id}" });
        return Pieces.Activity(id, type, ("workflowDefinitionId", Literal($"child-of-{id}")), ("waitForCompletion", Literal("true", "Boolean")));
    }

    private string Framed(string activity, bool isSafe)
    {
        var (enter, leave) = Pair(isSafe);
        return Sequence(Id("frame"), Line(enter), activity, Line(leave));
    }

    private (string Enter, string Leave) Pair(bool isSafe)
    {
        var (enter, leave) = (Id("enter"), Id("leave"));
        if (isSafe) Pairs.Add((enter, leave));
        return (enter, leave);
    }

    /// <summary>One flowchart; parts of flowcharts within each other are drawn into the same.</summary>
    private sealed class Flow(Drawing drawing, bool isSafe)
    {
        private readonly List<string> _nodes = [];
        private readonly List<string> _arrows = [];

        public string Whole(Shape shape)
        {
            var start = Node("s", id => Pieces.Activity(id, "Start"));
            var (first, _) = Block(shape, isSafe);
            return Flowchart(drawing.Id("chart"), _nodes, [$"{start}-{first}", .. _arrows]);
        }

        private (string First, string Last) Block(Shape shape, bool safe)
        {
            if (!shape.IsFlow)
            {
                var node = Node("n", id => Pieces.Activity(id, "FlowNode", ("body", drawing.Activity(shape, safe))));
                return (node, node);
            }
            var (enter, leave) = drawing.Pair(safe);
            _nodes.AddRange(Line(enter), Line(leave));
            var parts = shape.Parts.Select(p => Block(p, safe && shape.Kind != Kind.Race)).ToArray();
            switch (shape.Kind)
            {
                case Kind.Then:
                    Arrows(enter, parts[0].First);
                    Arrows(parts[0].Last, parts[1].First);
                    Arrows(parts[1].Last, leave);
                    break;
                case Kind.Decision:
                    var ask = Asking("left", "right");
                    Arrows(enter, ask);
                    _arrows.AddRange([$"{ask}-left-{parts[0].First}", $"{ask}-right-{parts[1].First}"]);
                    foreach (var part in parts) Arrows(part.Last, leave);
                    break;
                case Kind.Loop:
                    var again = Asking("again", "out");
                    var stop = Asking("on", "out");
                    Arrows(enter, stop);
                    _arrows.AddRange([$"{stop}-on-{parts[0].First}", $"{stop}-out-{leave}", $"{again}-again-{stop}", $"{again}-out-{leave}"]);
                    Arrows(parts[0].Last, again);
                    break;
                default:
                    var join = Node("j", id => Join(id, shape.Kind == Kind.Race ? "WaitAny" : "WaitAll"));
                    foreach (var part in parts)
                    {
                        Arrows(enter, part.First);
                        Arrows(part.Last, join);
                    }
                    Arrows(join, leave);
                    break;
            }
            return (enter, leave);
        }

        private string Asking(params string[] outcomes) => Node("ask", id => Step(id, outcomes));

        private string Node(string prefix, Func<string, string> draw)
        {
            var id = drawing.Id(prefix);
            _nodes.Add(draw(id));
            return id;
        }

        private void Arrows(string from, string to) => _arrows.Add($"{from}-{to}");
    }
}
