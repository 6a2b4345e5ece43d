namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>A piece of the syntax tree. The tree is what runs: it never changes once parsed, so runs share it.</summary>
internal abstract class Node(int position)
{
    /// <summary>Offset in the source, for errors.</summary>
    public int Position => position;
}

internal abstract class Expression(int position) : Node(position)
{
    public abstract Value Evaluate(Frame frame);

    /// <summary>Part of an optional chain: what follows <c>?.</c> is skipped when the chain breaks.</summary>
    public virtual bool CanBreakChain => false;
}

internal abstract class Statement(int position) : Node(position)
{
    public abstract Completion Execute(Frame frame);
}

/// <summary>How a statement ended.</summary>
internal enum Completion : byte
{
    Normal,
    Break,
    Continue,
    Return,
}

/// <summary>The variables of one call.</summary>
internal sealed class Frame(ScriptRun run, Value[] locals, Box[] captures, Value self)
{
    public readonly ScriptRun Run = run;
    public readonly Value[] Locals = locals;
    public readonly Box[] Captures = captures;
    public readonly Value Self = self;

    /// <summary>The value of the last expression statement; only scripts, not functions, look at it.</summary>
    public Value Last;

    public Value Returned;

    /// <summary>Where a labelled break or continue goes; null for the innermost loop.</summary>
    public string? Label;
}

/// <summary>Looks at the native stack before going on; placed in long chains and deep nests.</summary>
internal sealed class StackCheck(Expression inner) : Expression(inner.Position)
{
    public Expression Inner => inner;

    public override bool CanBreakChain => inner.CanBreakChain;

    public override Value Evaluate(Frame frame)
    {
        ScriptRun.CheckStack();
        return inner.Evaluate(frame);
    }
}
