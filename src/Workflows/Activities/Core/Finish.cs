using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Ends the whole workflow and withdraws whatever still waits.</summary>
public sealed class Finish : Activity
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Finish",
        new("终止", "Finish"), new("结束整个流程，撤销一切等待。", "Ends the whole workflow and withdraws whatever still waits."))
    { IsTerminal = true, OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Outcome.Finish();
}
