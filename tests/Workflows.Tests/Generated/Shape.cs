using FsCheck;
using FsCheck.Fluent;

namespace OneWindow.Workflows.Tests.Generated;

/// <summary>What a part of a random workflow is.</summary>
internal enum Kind
{
    // Steps.
    Line,
    Step,
    Event,
    Delay,
    Fault,

    // Containers of a structured workflow.
    Sequence,
    Parallel,
    AnyOf,
    For,
    ParallelForEach,
    Child,
    Dispatched,

    // Parts of a flowchart; next to each other they share one.
    Then,
    Decision,
    Join,
    Race,
    Loop,
}

/// <summary>A random workflow as a tree; every tree can be drawn as a definition and cut down to a smaller one.</summary>
internal sealed record Shape(Kind Kind, params Shape[] Parts)
{
    private const int MaxDepth = 5;

    /// <summary>Trees of all kinds, deeper the longer the test goes on.</summary>
    public static Arbitrary<Shape> Any { get; } = Arb.From(Gen.Sized(size => OfDepth(Math.Min(MaxDepth, 1 + size / 15))), Smaller);

    public bool IsFlow => Kind >= Kind.Then;

    public override string ToString() => Parts.Length == 0 ? $"{Kind}" : $"{Kind}({string.Join(", ", Parts.Select(p => p.ToString()))})";

    private static Gen<Shape> OfDepth(int depth)
    {
        var leaf = Gen.Elements(Kind.Line, Kind.Step, Kind.Step, Kind.Event, Kind.Delay, Kind.Fault).Select(kind => new Shape(kind));
        if (depth == 0) return leaf;
        var below = OfDepth(depth - 1);
        var one = Gen.Elements(Kind.For, Kind.ParallelForEach, Kind.Child, Kind.Dispatched, Kind.Loop).SelectMany(kind => below.Select(part => new Shape(kind, part)));
        var two = Gen.Elements(Kind.Sequence, Kind.Parallel, Kind.AnyOf, Kind.Then, Kind.Then, Kind.Decision, Kind.Join, Kind.Join, Kind.Race)
            .SelectMany(kind => below.SelectMany(left => below.Select(right => new Shape(kind, left, right))));
        return Gen.Frequency((1, leaf), (2, one), (4, two));
    }

    /// <summary>One of the parts alone, or the same with one part made smaller.</summary>
    private static IEnumerable<Shape> Smaller(Shape shape)
    {
        if (shape.Kind != Kind.Line && shape.Parts.Length == 0) yield return new Shape(Kind.Line);
        foreach (var part in shape.Parts) yield return part;
        for (var i = 0; i < shape.Parts.Length; i++)
            foreach (var smaller in Smaller(shape.Parts[i]))
                yield return shape with { Parts = [.. shape.Parts[..i], smaller, .. shape.Parts[(i + 1)..]] };
    }
}
