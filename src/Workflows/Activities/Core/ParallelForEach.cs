using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Activities;

/// <summary>Begins its body for every item at once and waits for all.</summary>
public sealed class ParallelForEach : Activity
{
    private static readonly InputDescriptor Items = new("items", new DataType(BaseType.Object, true, true), new("列表", "The items; none where absent")) { Example = """["a","b"]""" };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ParallelForEach",
        new("逐项并行", "Parallel for each"), new("对列表的每一项同时执行，等全部结束。", "Begins its body for every item at once and waits for all."))
    { Inputs = [Items], IsContainer = true, Ports = ["body"] };

    internal override IReadOnlyList<VariableDefinition> ChildVariables => LoopVariables.ValueAndIndex;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body && context.Input(Items).AsObject is JsArray items)
            for (var i = 0; i < items.Length; i++) context.Schedule(body, LoopVariables.Of(items[i], i));
        return context.WhenNoneIsOpen();
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => context.WhenNoneIsOpen();
}
