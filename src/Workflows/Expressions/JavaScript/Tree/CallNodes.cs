using System.Runtime.CompilerServices;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Room for the arguments of most calls without an array.</summary>
[InlineArray(Length)]
internal struct ArgumentBuffer
{
    public const int Length = 4;
    private Value _first;
}

/// <summary><c>callee(arguments)</c>, with <c>this</c> if the callee is a member.</summary>
internal sealed class Call(int position, Expression callee, Expression[] arguments, bool isOptional) : Expression(position)
{
    private readonly Member? _member = callee as Member ?? (callee as OptionalChain)?.Inner as Member;
    private readonly bool _isInline = arguments.Length <= ArgumentBuffer.Length && !arguments.Any(a => a is Spread);

    public Expression Callee => callee;

    public Expression[] Arguments => arguments;

    public override bool CanBreakChain => isOptional || callee.CanBreakChain;

    public override Value Evaluate(Frame frame)
    {
        Value self = default;
        Value function;
        if (_member is null) function = callee.Evaluate(frame);
        else
        {
            self = _member.Target.Evaluate(frame);
            function = _member.GetFrom(frame, self);
            if (callee is OptionalChain && function.IsBrokenChain) function = default;
        }
        if (function.IsBrokenChain || (isOptional && function.IsNullish)) return Value.BrokenChain;
        if (_isInline) return InvokeInline(frame, function, self);
        var items = Evaluate(frame, arguments);
        return Callable(frame, function).Call(frame.Run, self, items.Items);
    }

    /// <summary>Arguments of any count, spread or not.</summary>
    public static JsArray Evaluate(Frame frame, Expression[] arguments)
    {
        var items = new JsArray([]);
        foreach (var argument in arguments)
        {
            if (argument is Spread spread) spread.AppendTo(frame, items);
            else items.Push(frame.Run, argument.Evaluate(frame));
        }
        return items;
    }

    private Value InvokeInline(Frame frame, Value function, Value self)
    {
        ArgumentBuffer buffer = default;
        for (var i = 0; i < arguments.Length; i++) buffer[i] = arguments[i].Evaluate(frame);
        return Callable(frame, function).Call(frame.Run, self, ((ReadOnlySpan<Value>)buffer)[..arguments.Length]);
    }

    private JsFunction Callable(Frame frame, Value function)
    {
        frame.Run.Position = Position;
        return function.AsFunction ?? throw Errors.Type($"{CalleeText.Of(callee)} is not a function", Position);
    }
}

internal sealed class New(int position, Expression callee, Expression[] arguments) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        var constructor = callee.Evaluate(frame);
        var items = Call.Evaluate(frame, arguments);
        frame.Run.Position = Position;
        frame.Run.Allocate(64);
        return constructor.AsFunction?.Construct(frame.Run, items.Items) ?? throw Errors.Type($"{CalleeText.Of(callee)} is not a constructor", Position);
    }
}

/// <summary>How a callee is named in messages.</summary>
internal static class CalleeText
{
    public static string Of(Expression callee) => callee switch
    {
        Identifier identifier => identifier.Name,
        Member { Name: { } name } member => $"{Of(member.Target)}.{name}",
        OptionalChain chain => Of(chain.Inner),
        StackCheck check => Of(check.Inner),
        This => "this",
        Call call => Of(call.Callee) + "(...)",
        _ => "(intermediate value)",
    };
}
