using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Names the workflow instance.</summary>
public sealed class SetName : Activity
{
    private static readonly InputDescriptor Name = new("value", DataType.String, new("名称", "The name"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SetName",
        new("设置名称", "Set name"), new("给流程实例命名。", "Names the workflow instance."))
    { Inputs = [Name] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.SetName(context.Text(Name));
        return Outcome.Done();
    }
}
