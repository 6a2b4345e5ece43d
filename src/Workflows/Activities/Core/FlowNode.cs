using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Puts an activity into a flowchart.</summary>
public sealed class FlowNode : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowNode",
        new("节点", "Node"), new("把一个活动放进流程图。", "Puts an activity into a flowchart."))
    { IsContainer = true, Ports = ["body"] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Node.Child("body") is { } body) context.Schedule(body);
        return context.WhenNoneIsOpen();
    }
}
