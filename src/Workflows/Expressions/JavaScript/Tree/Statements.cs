namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed class ExpressionStatement(int position, Expression expression) : Statement(position)
{
    public Expression Expression => expression;

    public override Completion Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Run.Position = Position;
        frame.Last = expression.Evaluate(frame);
        return Completion.Normal;
    }
}

/// <summary>One name or pattern of let, const or var, with its value if it has one.</summary>
internal sealed class Declaration(int position, ITarget target, Expression? value) : Statement(position)
{
    public ITarget Target => target;

    public Expression? Value => value;

    public override Completion Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Run.Position = Position;
        target.Assign(frame, value?.Evaluate(frame) ?? default);
        return Completion.Normal;
    }
}

internal sealed class Empty(int position) : Statement(position)
{
    public override Completion Execute(Frame frame) => Completion.Normal;
}

/// <summary>Statements one after the other, without a scope of their own.</summary>
internal sealed class Sequence(int position, Statement[] statements) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        foreach (var statement in statements)
        {
            var completion = statement.Execute(frame);
            if (completion is not Completion.Normal) return completion;
        }
        return Completion.Normal;
    }
}

internal sealed class Block(int position, Scope scope, Statement[] statements) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        scope.Entry.Enter(frame);
        foreach (var statement in statements)
        {
            var completion = statement.Execute(frame);
            if (completion is not Completion.Normal) return completion;
        }
        return Completion.Normal;
    }
}

internal sealed class If(int position, Expression test, Statement yes, Statement? no) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Run.Position = Position;
        frame.Last = default;
        if (test.Evaluate(frame).AsBoolean) return yes.Execute(frame);
        return no?.Execute(frame) ?? Completion.Normal;
    }
}

internal sealed class Return(int position, Expression? value) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Run.Position = Position;
        frame.Returned = value?.Evaluate(frame) ?? default;
        return Completion.Return;
    }
}

internal sealed class Throw(int position, Expression value) : Statement(position)
{
    /// <summary>An exception costs the machine about as much as this many statements.</summary>
    private const int Cost = 100;

    public override Completion Execute(Frame frame)
    {
        frame.Run.Step(Cost);
        throw Errors.Thrown(value.Evaluate(frame), Position);
    }
}

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed class Jump(int position, Completion completion, string? label) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        frame.Label = label;
        return completion;
    }
}

/// <summary>A label on anything that is not a loop; loops know their own.</summary>
internal sealed class Labelled(int position, string label, Statement body) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        var completion = body.Execute(frame);
        if (completion is not Completion.Break || frame.Label != label) return completion;
        frame.Label = null;
        return Completion.Normal;
    }
}

internal sealed record SwitchCase(Expression? Test, Statement[] Body);

internal sealed class Switch(int position, Expression value, Scope scope, SwitchCase[] cases) : Statement(position)
{
    public override Completion Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Run.Position = Position;
        var given = value.Evaluate(frame);
        frame.Last = default;
        scope.Entry.Enter(frame);
        for (var i = Start(frame, given); i < cases.Length; i++)
        {
            foreach (var statement in cases[i].Body)
            {
                var completion = statement.Execute(frame);
                if (completion is Completion.Normal) continue;
                return completion is Completion.Break && frame.Label is null ? Completion.Normal : completion;
            }
        }
        return Completion.Normal;
    }

    private int Start(Frame frame, Value given)
    {
        for (var i = 0; i < cases.Length; i++)
        {
            if (cases[i].Test is { } test && Operators.Same(frame.Run, test.Evaluate(frame), given)) return i;
        }
        var byDefault = Array.FindIndex(cases, c => c.Test is null);
        return byDefault < 0 ? cases.Length : byDefault;
    }
}
