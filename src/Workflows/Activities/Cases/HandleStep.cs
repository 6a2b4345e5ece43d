using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>A body decides a step: the human task of a case.</summary>
public sealed class HandleStep : DecidedStep
{
    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.HandleStep",
        new("办理环节", "Handle step"), new("交给一个单位办理，等待其决定。", "Gives a step to a body and waits for its decision."))
    { Inputs = SharedInputs, Outputs = SharedOutputs, Outcomes = [], WaitsFor = BookmarkKind.WorkItem };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Open(context, item => item);
}
