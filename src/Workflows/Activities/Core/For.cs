using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs its body for each number of a range.</summary>
public sealed class For : Activity
{
    private static readonly DataType Whole = new(BaseType.Int32, false, true);

    private static readonly InputDescriptor Start = new("start", Whole, new("起始值", "First number; 0 where absent"));
    private static readonly InputDescriptor Last = new("end", Whole, new("结束值", "Last number; 0 where absent"));
    private static readonly InputDescriptor Step = new("step", Whole, new("步长", "From one number to the next; 1 where absent"));
    private static readonly InputDescriptor Inclusive = new("outerBoundInclusive", DataType.Boolean, new("是否包含结束值", "Whether the last number belongs to the range; true where absent"));
    private static readonly OutputDescriptor CurrentValue = new("currentValue", DataType.Object, new("当前值", "The number of the round"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.For",
        new("计数循环", "For"), new("对区间内的每个数执行一次。", "Runs its body for each number of a range."))
    { Inputs = [Start, Last, Step, Inclusive], Outputs = [CurrentValue], IsContainer = true, Ports = ["body"], OnBreak = BreakRole.Ends };

    internal override IReadOnlyList<VariableDefinition> ChildVariables => LoopVariables.ValueAlone;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.Cursor = Number(context, Start, 0);
        var inclusive = context.Input(Inclusive);
        // What later rounds need, lest an expression be worked out again after a wait.
        context.Data = Value.NewArray([Number(context, Last, 0), Number(context, Step, 1), inclusive.IsNullish || inclusive.AsBoolean]);
        return Next(context);
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome)
    {
        var next = (long)context.Cursor + (int)Terms(context)[1].Number;
        if (context.IsBreaking || next is < int.MinValue or > int.MaxValue) return Outcome.Done();
        context.Cursor = (int)next;
        return Next(context);
    }

    private static Outcome Next(ActivityContext context)
    {
        var terms = Terms(context);
        var (at, last, rises, inclusive) = (context.Cursor, (int)terms[0].Number, terms[1].Number >= 0, terms[2].AsBoolean);
        var isWithin = (rises ? at < last : at > last) || (inclusive && at == last);
        if (!context.GoesRound(isWithin) || context.Node.Child("body") is not { } body) return Outcome.Done();
        context.SetOutput(CurrentValue, at);
        context.Schedule(body, new(StringComparer.Ordinal) { [LoopVariables.Value] = at });
        return Outcome.Waiting();
    }

    private static JsArray Terms(ActivityContext context) => (JsArray)context.Data.AsObject!;

    private static int Number(ActivityContext context, InputDescriptor input, int otherwise)
    {
        var value = context.Input(input);
        return value.IsNullish ? otherwise : (int)value.AsNumber;
    }
}
