using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Records an incident on purpose.</summary>
public sealed class Fault : Activity
{
    private static readonly InputDescriptor Code = new("code", DataType.String, new("故障代码", "Code of the fault"));
    private static readonly InputDescriptor Category = new("category", DataType.String, new("类别", "Category"));
    private static readonly InputDescriptor Kind = new("faultType", DataType.String, new("类型", "Type"));
    private static readonly InputDescriptor Message = new("message", DataType.String, new("说明", "What is wrong"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Fault",
        new("故障", "Fault"), new("登记一个异常，等待处理。", "Records an incident that someone must deal with."))
    { Inputs = [Code, Category, Kind, Message], OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) =>
        Outcome.Failed(context.Text(Code) ?? "fault", context.Text(Message) ?? "The workflow faulted on purpose.");
}
