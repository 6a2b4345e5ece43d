namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>
/// A long text that is still the sum of two, so that building a text piece by piece costs no more than its length.
/// It is charged to the run when it is put together, be it after the run.
/// </summary>
internal sealed class Rope
{
    private const int FlatLimit = 160;
    private readonly ScriptRun? _run;
    private object? _left;
    private object? _right;
    private volatile string? _flat;

    private Rope(ScriptRun? run, object left, object right, int length)
    {
        _run = run;
        _left = left;
        _right = right;
        Length = length;
    }

    public int Length { get; }

    public static Value Concat(ScriptRun? run, Value left, Value right)
    {
        var length = (long)left.TextLength + right.TextLength;
        if (left.TextLength == 0) return right;
        if (right.TextLength == 0) return left;
        run?.CheckLength(length);
        if (length <= FlatLimit || run is null)
        {
            run?.Allocate(24 + (2 * length));
            return string.Concat(left.Text, right.Text);
        }
        run.Allocate(56);
        return new(new Rope(run, left.Reference!, right.Reference!, (int)length));
    }

    public string Flatten()
    {
        if (_flat is { } known) return known;
        _run?.Allocate(24 + (2L * Length));
        var flat = string.Create(Length, this, static (target, rope) => rope.Fill(target));
        _flat = flat;
        _left = _right = null;
        return flat;
    }

    /// <summary>Fills from the end, as texts mostly grow there: the left side then stays one entry on the stack.</summary>
    private void Fill(Span<char> target)
    {
        var pending = new Stack<object>();
        pending.Push(this);
        var end = target.Length;
        while (pending.TryPop(out var part))
        {
            var text = part as string ?? ((Rope)part)._flat;
            if (text is not null)
            {
                end -= text.Length;
                text.CopyTo(target[end..]);
                continue;
            }
            var rope = (Rope)part;
            pending.Push(rope._left!);
            pending.Push(rope._right!);
        }
    }
}

/// <summary>A variable that outlives its frame because a function captured it.</summary>
internal sealed class Box(Value value)
{
    public Value Value = value;
}
