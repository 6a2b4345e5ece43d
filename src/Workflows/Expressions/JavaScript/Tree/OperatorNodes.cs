namespace OneWindow.Workflows.Expressions.JavaScript;

internal enum BinaryOperator : byte
{
    Add, Subtract, Multiply, Divide, Remainder, Power,
    And, Or, Xor, ShiftLeft, ShiftRight, ShiftRightUnsigned,
    Less, Greater, LessOrEqual, GreaterOrEqual,
    Equal, NotEqual, StrictEqual, StrictNotEqual,
    In, InstanceOf,
}

internal sealed class Binary(int position, BinaryOperator op, Expression left, Expression right) : Expression(position)
{
    public BinaryOperator Operator => op;

    public Expression Left => left;

    public Expression Right => right;

    public override Value Evaluate(Frame frame)
    {
        var a = left.Evaluate(frame);
        var b = right.Evaluate(frame);
        return a.IsNumber && b.IsNumber && op < BinaryOperator.In ? OfNumbers(op, a.Number, b.Number) : Apply(frame, Position, op, a, b);
    }

    public static Value Apply(Frame frame, int position, BinaryOperator op, Value a, Value b)
    {
        if (op is BinaryOperator.StrictEqual) return Operators.Same(frame.Run, a, b);
        if (op is BinaryOperator.StrictNotEqual) return !Operators.Same(frame.Run, a, b);
        var run = frame.Run;
        run.Position = position;
        switch (op)
        {
            case BinaryOperator.Add: return Operators.Add(run, a, b);
            case BinaryOperator.Less: return Operators.Less(run, a, b, leftFirst: true) is true;
            case BinaryOperator.Greater: return Operators.Less(run, b, a, leftFirst: false) is true;
            case BinaryOperator.LessOrEqual: return Operators.Less(run, b, a, leftFirst: false) is false;
            case BinaryOperator.GreaterOrEqual: return Operators.Less(run, a, b, leftFirst: true) is false;
            case BinaryOperator.Equal: return Operators.LooseEquals(run, a, b);
            case BinaryOperator.NotEqual: return !Operators.LooseEquals(run, a, b);
            case BinaryOperator.In: return Operators.In(run, a, b, position);
            case BinaryOperator.InstanceOf: return Operators.InstanceOf(a, b, position);
            default:
                var x = Conversions.ToNumber(run, a);
                return OfNumbers(op, x, Conversions.ToNumber(run, b));
        }
    }

    private static Value OfNumbers(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Add => a + b,
        BinaryOperator.Subtract => a - b,
        BinaryOperator.Multiply => a * b,
        BinaryOperator.Divide => a / b,
        BinaryOperator.Remainder => a % b,
        BinaryOperator.Less => a < b,
        BinaryOperator.Greater => a > b,
        BinaryOperator.LessOrEqual => a <= b,
        BinaryOperator.GreaterOrEqual => a >= b,
        BinaryOperator.Equal or BinaryOperator.StrictEqual => a == b,
        BinaryOperator.NotEqual or BinaryOperator.StrictNotEqual => a != b,
        _ => OfBits(op, a, b),
    };

    private static Value OfBits(BinaryOperator op, double a, double b) => op switch
    {
        BinaryOperator.Power => Operators.Power(a, b),
        BinaryOperator.And => Conversions.ToInt32(a) & Conversions.ToInt32(b),
        BinaryOperator.Or => Conversions.ToInt32(a) | Conversions.ToInt32(b),
        BinaryOperator.Xor => Conversions.ToInt32(a) ^ Conversions.ToInt32(b),
        BinaryOperator.ShiftLeft => Conversions.ToInt32(a) << (Conversions.ToInt32(b) & 31),
        BinaryOperator.ShiftRight => Conversions.ToInt32(a) >> (Conversions.ToInt32(b) & 31),
        _ => (double)(Conversions.ToUInt32(a) >> (Conversions.ToInt32(b) & 31)),
    };
}

internal enum LogicalOperator : byte
{
    And,
    Or,
    Coalesce,
}

internal sealed class Logical(int position, LogicalOperator op, Expression left, Expression right) : Expression(position)
{
    public LogicalOperator Operator => op;

    public Expression Left => left;

    public Expression Right => right;

    public override Value Evaluate(Frame frame)
    {
        var value = left.Evaluate(frame);
        return Decides(op, value) ? value : right.Evaluate(frame);
    }

    /// <summary>Whether the left value is the result already.</summary>
    public static bool Decides(LogicalOperator op, Value value) => op switch
    {
        LogicalOperator.And => !value.AsBoolean,
        LogicalOperator.Or => value.AsBoolean,
        _ => !value.IsNullish,
    };
}

internal sealed class Conditional(int position, Expression test, Expression yes, Expression no) : Expression(position)
{
    public override Value Evaluate(Frame frame) => test.Evaluate(frame).AsBoolean ? yes.Evaluate(frame) : no.Evaluate(frame);
}

internal sealed class Comma(int position, Expression first, Expression second) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        first.Evaluate(frame);
        return second.Evaluate(frame);
    }
}

internal enum UnaryOperator : byte
{
    Not,
    Minus,
    Plus,
    BitNot,
    TypeOf,
    Void,
}

internal sealed class Unary(int position, UnaryOperator op, Expression operand) : Expression(position)
{
    public UnaryOperator Operator => op;

    public Expression Operand => operand;

    public override Value Evaluate(Frame frame)
    {
        if (op is UnaryOperator.TypeOf) return Operators.TypeOf((operand as Identifier)?.EvaluateOrUndefined(frame) ?? operand.Evaluate(frame));
        var value = operand.Evaluate(frame);
        if (op is UnaryOperator.Not) return !value.AsBoolean;
        if (op is UnaryOperator.Void) return default;
        frame.Run.Position = Position;
        var number = Conversions.ToNumber(frame.Run, value);
        return op switch
        {
            UnaryOperator.Minus => -number,
            UnaryOperator.Plus => number,
            _ => ~Conversions.ToInt32(number),
        };
    }
}
