namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary><c>target = value</c>.</summary>
internal sealed class Assignment(int position, ITarget target, Expression value) : Expression(position)
{
    public ITarget Target => target;

    public Expression Value => value;

    public override Value Evaluate(Frame frame)
    {
        if (target is Member member)
        {
            var holder = member.Target.Evaluate(frame);
            var key = member.KeyIn(frame);
            var assigned = value.Evaluate(frame);
            member.AssignTo(frame, holder, key, assigned);
            return assigned;
        }
        var result = value.Evaluate(frame);
        target.Assign(frame, result);
        return result;
    }
}

/// <summary><c>target += value</c> and the like, and <c>target ??= value</c> and the like.</summary>
internal sealed class CompoundAssignment(int position, Expression target, BinaryOperator? op, LogicalOperator logical, Expression value) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        if (target is not Member member)
        {
            var identifier = (Identifier)target;
            return Apply(frame, identifier.Evaluate(frame), out var assigned) ? Store(frame, identifier, assigned) : assigned;
        }
        var holder = member.Target.Evaluate(frame);
        var key = member.KeyIn(frame);
        if (!Apply(frame, member.GetFrom(frame, holder, key), out var result)) return result;
        member.AssignTo(frame, holder, key, result);
        return result;
    }

    private static Value Store(Frame frame, Identifier identifier, Value value)
    {
        identifier.Assign(frame, value);
        return value;
    }

    /// <summary>False where a logical operator leaves the old value.</summary>
    private bool Apply(Frame frame, Value old, out Value result)
    {
        result = old;
        if (op is null && Logical.Decides(logical, old)) return false;
        var right = value.Evaluate(frame);
        result = op is null ? right : Binary.Apply(frame, Position, op.Value, old, right);
        return true;
    }
}

/// <summary><c>++</c> and <c>--</c>, before or after.</summary>
internal sealed class Update(int position, Expression target, int by, bool givesOld) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        if (target is not Member member)
        {
            var identifier = (Identifier)target;
            var before = Conversions.ToNumber(frame.Run, identifier.Evaluate(frame));
            identifier.Assign(frame, before + by);
            return givesOld ? before : before + by;
        }
        var holder = member.Target.Evaluate(frame);
        var key = member.KeyIn(frame);
        var old = Conversions.ToNumber(frame.Run, member.GetFrom(frame, holder, key));
        member.AssignTo(frame, holder, key, old + by);
        return givesOld ? old : old + by;
    }
}
