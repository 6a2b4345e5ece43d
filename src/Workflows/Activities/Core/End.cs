using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Completes the flowchart or sequence around it.</summary>
public sealed class End : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.End",
        new("结束", "End"), new("结束所在的流程图或顺序。", "Ends the flowchart or sequence it stands in."))
    { IsTerminal = true, OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Outcome.Done();
}
