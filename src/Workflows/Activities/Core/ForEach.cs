using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs its body for each item, one after the other.</summary>
public sealed class ForEach : Activity
{
    private static readonly InputDescriptor Items = new("items", new DataType(BaseType.Object, true, true), new("列表", "The items"), IsRequired: true) { Example = """["a","b"]""" };
    private static readonly OutputDescriptor CurrentValue = new("currentValue", DataType.Object, new("当前项", "The item of the round"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ForEach",
        new("逐项循环", "For each"), new("对列表的每一项依次执行。", "Runs its body for each item, one after the other."))
    { Inputs = [Items], Outputs = [CurrentValue], IsContainer = true, Ports = ["body"], OnBreak = BreakRole.Ends };

    internal override IReadOnlyList<VariableDefinition> ChildVariables => LoopVariables.ValueAndIndex;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.Data = context.Input(Items);
        return context.Data.IsNullish ? Outcome.Failed("items-missing", "There are no items to go through.") : Next(context);
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => Next(context);

    private static Outcome Next(ActivityContext context)
    {
        var items = (JsArray)context.Data.AsObject!;
        if (context.IsBreaking || context.Cursor >= items.Length || context.Node.Child("body") is not { } body) return Outcome.Done();
        var index = context.Cursor++;
        context.SetOutput(CurrentValue, items[index]);
        context.Schedule(body, LoopVariables.Of(items[index], index));
        return Outcome.Waiting();
    }
}
