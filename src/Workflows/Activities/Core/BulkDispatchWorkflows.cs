using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Activities;

/// <summary>Starts another workflow once for every item and may wait for all of them.</summary>
public sealed class BulkDispatchWorkflows : Activity, IPrepared
{
    private const string CompletedPort = "Completed";
    private const string CanceledPort = "Canceled";
    private const string ChildId = "ChildInstanceId";
    private const string DefaultKey = "Item";

    private static readonly InputDescriptor Items = new("items", new DataType(BaseType.Object, true, true), new("列表", "The items; none where absent")) { Example = """["a","b"]""" };
    private static readonly InputDescriptor ItemKey = new("defaultItemInputKey", DataType.String, new("每项的输入名称，默认 Item", "Input that an item becomes where it is no object; Item where absent"));
    private static readonly InputDescriptor CorrelationOf = new("correlationIdFunction", DataType.String, new("关联标识表达式", "Expression that gives a child its correlation id; the item is at hand as Item")) { IsRaw = true, Example = """{"type":"JavaScript","value":"`case-${Item}`"}""" };
    private static readonly InputDescriptor Waits = ChildWorkflow.Wait with { Description = new("等待全部完成，默认是", "Whether to wait for the end of all; true where absent") };

    private static readonly Outcome AllEnded = Outcome.Done([CompletedPort, Outcome.DonePort]);

    private static readonly IReadOnlyList<VariableDefinition> Child = [LoopVariables.Variable(ChildId)];

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.BulkDispatchWorkflows",
        new("批量派发流程", "Bulk dispatch workflows"), new("为每一项另起一个流程，可等待全部结束。", "Starts another workflow once for every item and may wait for all of them."))
    {
        Inputs = [ChildWorkflow.DefinitionId, Items, ItemKey, CorrelationOf, ChildWorkflow.Input, Waits, ChildWorkflow.Channel],
        Outcomes = [CompletedPort, CanceledPort, Outcome.DonePort],
        IsContainer = true,
        OnlySteers = false,
        WaitsFor = BookmarkKind.Task,
        Ports = ["childCompleted", "childFaulted"],
    };

    internal override IReadOnlyList<string> ScriptNames => [DefaultKey];

    internal override IReadOnlyList<VariableDefinition> ChildVariables => Child;

    /// <inheritdoc/>
    public override BookmarkKind? WaitOf(PlanNode node) => MayWait(node) ? Descriptor.WaitsFor : null;

    internal override IReadOnlyList<Outcome> EndsOf(PlanNode node) => [MayWait(node) ? AllEnded : Outcome.Done()];

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var waits = context.Input(Waits) is { IsNullish: false } wait ? wait.AsBoolean : true;
        var items = context.Input(Items).AsObject as JsArray;
        for (var i = 0; i < (items?.Length ?? 0); i++) context.Dispatch(RequestFor(context, items![i]), waits);
        return waits ? Ended(context) : Outcome.Done();
    }

    /// <inheritdoc/>
    public override Outcome WorkflowEnded(ActivityContext context, WorkflowEnd end)
    {
        var port = end.SubStatus switch
        {
            WorkflowSubStatus.Finished => "childCompleted",
            WorkflowSubStatus.Faulted => "childFaulted",
            _ => "",
        };
        if (context.Node.Child(port) is { } child) context.Schedule(child, new(StringComparer.Ordinal) { [ChildId] = end.InstanceId });
        return Ended(context);
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) => Ended(context);

    object? IPrepared.Prepare(PlanNode node, InputReader reader) =>
        node.Definition.Property(CorrelationOf.Name) is { } expression ? reader.ReadExpression(expression["expression"] ?? expression, DataType.String, CorrelationOf.Name) : null;

    private static Outcome Ended(ActivityContext context) =>
        context.OpenChildren > 0 ? Outcome.Waiting() : AllEnded;

    private static bool MayWait(PlanNode node) => !string.Equals(node.LiteralText(Waits), "false", StringComparison.Ordinal);

    private static ChildRequest RequestFor(ActivityContext context, Value item)
    {
        var input = ChildWorkflow.InputOf(context);
        if (item.AsObject is null or JsArray) input[context.Text(ItemKey) ?? DefaultKey] = item;
        else foreach (var (name, value) in item.Properties()) input[name] = value;
        var correlationId = context.Node.Prepared is CompiledInput expression
            ? context.Evaluate(expression, name => name == DefaultKey ? item : name == $"get{DefaultKey}" ? Value.Function(name, _ => item) : Value.Undefined)
            : Value.Null;
        return new ChildRequest(ChildWorkflow.IdOf(context), correlationId.IsNullish ? null : correlationId.AsText, input);
    }
}
