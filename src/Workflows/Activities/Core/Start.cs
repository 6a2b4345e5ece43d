using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Where a flowchart begins.</summary>
public sealed class Start : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Start",
        new("开始", "Start"), new("流程从这里开始。", "The flowchart begins here."));

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Outcome.Done();
}
