namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>The tree of a regular expression.</summary>
internal abstract record RegexNode
{
    public sealed record Nothing : RegexNode;

    public sealed record One(RegexSet Set) : RegexNode;

    public sealed record Sequence(IReadOnlyList<RegexNode> Items) : RegexNode;

    public sealed record Either(IReadOnlyList<RegexNode> Items) : RegexNode;

    /// <summary>A capturing group, numbered from 1.</summary>
    public sealed record Group(RegexNode Inner, int Index) : RegexNode;

    public sealed record BackReference(int Index, string? Name) : RegexNode;

    public sealed record Assertion(RegexOp Op) : RegexNode;

    public sealed record Look(RegexNode Inner, bool IsBehind, bool IsNegative) : RegexNode;

    /// <summary>Repetition; max of -1 is without end. The groups inside are forgotten at each turn.</summary>
    public sealed record Repeat(RegexNode Inner, int Min, int Max, bool IsGreedy, int FirstGroup, int LastGroup) : RegexNode;
}

internal enum RegexOp : byte
{
    One,
    Split,
    Jump,
    Save,
    LineStart,
    LineEnd,
    InputStart,
    InputEnd,
    WordEdge,
    NoWordEdge,
    BackReference,
    Look,
    Accept,
    LoopStart,
    Loop,
    LoopEnter,
    Forget,
    Run,
}

/// <summary>One step of a compiled pattern; what the numbers mean depends on the step.</summary>
internal struct RegexInstruction
{
    public RegexOp Op;
    public bool Flag;
    public bool IsBackward;
    public int A;
    public int B;
    public int Min;
    public int Max;
    public RegexSet? Set;
}
