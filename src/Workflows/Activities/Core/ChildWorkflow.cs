using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Inputs and results that activities which start other workflows share.</summary>
internal static class ChildWorkflow
{
    public static readonly InputDescriptor DefinitionId = new("workflowDefinitionId", DataType.String, new("流程定义标识", "Definition id of the workflow; its published version runs"), IsRequired: true);
    public static readonly InputDescriptor CorrelationId = new("correlationId", DataType.String, new("关联标识", "Correlation id of the child"));
    public static readonly InputDescriptor Input = new("input", DataType.Object, new("输入", "Inputs of the child, by name")) { Example = """{"Amount":200}""" };
    public static readonly InputDescriptor Wait = new("waitForCompletion", DataType.Boolean, new("等待完成", "Whether to wait for its end"));
    public static readonly InputDescriptor Channel = new("channelName", DataType.String, new("通道（此处无作用）", "Channel; of no effect here, as a child begins in the same commit"));

    /// <summary>Whether it waits where it is worked out at run time or written so; it does not where it is absent.</summary>
    public static bool MayWait(PlanNode node) =>
        node.Definition.Property(Wait.Name) is not null && !string.Equals(node.LiteralText(Wait), "false", StringComparison.Ordinal);

    public static string IdOf(ActivityContext context) => context.Text(DefinitionId) ?? "";

    public static Dictionary<string, Value> InputOf(ActivityContext context) =>
        context.Input(Input).Properties().ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    public static ChildRequest RequestOf(ActivityContext context) => new(IdOf(context), context.Text(CorrelationId), InputOf(context));

    public static Value OutputOf(WorkflowEnd end) => Value.NewObject(end.Output);
}
