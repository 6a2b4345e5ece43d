using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Tells of something that other workflows, or other branches of this one, may wait for.</summary>
public sealed class PublishEvent : Activity
{
    private static readonly InputDescriptor EventName = new("eventName", DataType.String, new("事件名称", "Name of the event"), IsRequired: true);
    private static readonly InputDescriptor CorrelationId = new("correlationId", DataType.String, new("关联标识", "Reaches only workflows of this correlation id"));
    private static readonly InputDescriptor IsLocal = new("isLocalEvent", DataType.Boolean, new("仅本流程", "For this workflow alone"));
    private static readonly InputDescriptor Payload = new("payload", DataType.Object, new("事件内容", "What the event carries"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.PublishEvent",
        new("发布事件", "Publish event"), new("发布一个事件，唤起等待它的流程。", "Tells of something that workflows may wait for."))
    { Inputs = [EventName, CorrelationId, IsLocal, Payload] };

    /// <summary>Whether the definition itself says that the event stays within the workflow.</summary>
    internal static bool IsLocalAlways(PlanNode node) => node.LiteralText(IsLocal) is { } text && bool.TryParse(text, out var isLocal) && isLocal;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(EventName) is not { } name) return Outcome.Failed("event-name", "The event has no name.");
        var (correlationId, payload) = (context.Text(CorrelationId), context.Input(Payload));
        context.Publish(name, correlationId, payload);
        if (!context.Input(IsLocal).AsBoolean) context.Emit(new Execution.PublishEvent(name, correlationId, ActivityContext.Json(payload)));
        return Outcome.Done();
    }
}
