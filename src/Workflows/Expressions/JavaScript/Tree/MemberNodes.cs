namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary><c>target.name</c>, <c>target[key]</c>, and both after <c>?.</c></summary>
internal sealed class Member(int position, Expression target, string? name, Expression? key, bool isOptional) : Expression(position), ITarget
{
    public Expression Target => target;

    /// <summary>The written name, also of <c>target['name']</c>; null where it is computed.</summary>
    public string? Name => name;

    public Expression? Key => key;

    public bool IsOptional => isOptional;

    public override bool CanBreakChain => isOptional || target.CanBreakChain;

    public override Value Evaluate(Frame frame) => GetFrom(frame, target.Evaluate(frame));

    /// <summary>Reads the member of an already evaluated target.</summary>
    public Value GetFrom(Frame frame, Value from)
    {
        if (from.IsBrokenChain || (isOptional && from.IsNullish)) return Value.BrokenChain;
        if (name is not null) return Members.Get(from, name, Position);
        var by = key!.Evaluate(frame);
        frame.Run.Position = Position;
        return Members.Get(frame.Run, from, by, Position);
    }

    public void Assign(Frame frame, Value value) => AssignTo(frame, target.Evaluate(frame), KeyIn(frame), value);

    /// <summary>The evaluated key, as an assignment needs it before its right side.</summary>
    public Value KeyIn(Frame frame)
    {
        if (name is not null) return name;
        var by = key!.Evaluate(frame);
        return by.Kind is ValueKind.Object ? Conversions.ToPropertyName(frame.Run, by) : by;
    }

    public Value GetFrom(Frame frame, Value from, Value by) =>
        name is not null ? Members.Get(from, name, Position) : Members.Get(frame.Run, from, by, Position);

    public void AssignTo(Frame frame, Value to, Value by, Value value)
    {
        frame.Run.Position = Position;
        if (name is not null) Members.Put(frame.Run, to, name, value, Position);
        else Members.Put(frame.Run, to, by, value, Position);
    }
}

/// <summary>The outside of an optional chain, where a broken one becomes undefined.</summary>
internal sealed class OptionalChain(Expression inner) : Expression(inner.Position)
{
    public Expression Inner => inner;

    public override Value Evaluate(Frame frame)
    {
        var value = inner.Evaluate(frame);
        return value.IsBrokenChain ? default : value;
    }
}

internal sealed class Delete(int position, Member member) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        var from = member.Target.Evaluate(frame);
        if (from.IsBrokenChain || (member.IsOptional && from.IsNullish)) return true;
        var name = Conversions.ToPropertyName(frame.Run, member.KeyIn(frame));
        if (from.IsNullish) throw Errors.Type("Cannot convert undefined or null to object", Position);
        return from.AsObject is not { } holder || holder.Delete(frame.Run, name);
    }
}
