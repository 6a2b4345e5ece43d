using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Waits for something that happens outside, or begins the workflow when it does.</summary>
public sealed class Event : Activity, ITrigger
{
    private static readonly InputDescriptor EventName = new("eventName", DataType.String, new("事件名称", "Name of the event"), IsRequired: true);
    private static readonly OutputDescriptor Result = new("result", DataType.Object, new("事件内容", "What the event carried"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Event",
        new("事件", "Event"), new("等待一个外部事件。", "Waits for something that happens outside."))
    { Inputs = [EventName], Outputs = [Result], WaitsFor = BookmarkKind.Event };

    /// <inheritdoc/>
    public TriggerKind Kind => TriggerKind.Event;

    /// <inheritdoc/>
    public string? StimulusOf(PlanNode node) => node.LiteralText(EventName);

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(EventName) is not { } name) return Outcome.Failed("event-name", "The event has no name.");
        if (context.IsTrigger)
        {
            context.SetOutput(Result, context.TriggerPayload);
            return Outcome.Done();
        }
        context.WaitForEvent(name);
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public override Outcome Resume(ActivityContext context, Stimulus stimulus)
    {
        context.SetOutput(Result, stimulus is EventStimulus @event ? @event.Payload : Value.Null);
        return Outcome.Done();
    }
}
