using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Gives the workflow instance a correlation id, by which events find it.</summary>
public sealed class Correlate : Activity
{
    private static readonly InputDescriptor CorrelationId = new("correlationId", DataType.String, new("关联标识", "The correlation id"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Correlate",
        new("关联", "Correlate"), new("设置流程实例的关联标识。", "Gives the workflow instance a correlation id."))
    { Inputs = [CorrelationId] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.CorrelationId = context.Text(CorrelationId);
        return Outcome.Done();
    }
}
