using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Starts another workflow beside this one and may wait for its end.</summary>
public sealed class DispatchWorkflow : Activity
{
    private static readonly OutputDescriptor Result = new("result", DataType.Object, new("子流程的输出", "Output of the child, where it was waited for"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.DispatchWorkflow",
        new("派发流程", "Dispatch workflow"), new("另起一个流程，可等待其结束。", "Starts another workflow beside this one and may wait for its end."))
    {
        Inputs = [ChildWorkflow.DefinitionId, ChildWorkflow.CorrelationId, ChildWorkflow.Input, ChildWorkflow.Wait, ChildWorkflow.Channel],
        Outputs = [Result],
        WaitsFor = BookmarkKind.Task,
    };

    /// <inheritdoc/>
    public override BookmarkKind? WaitOf(PlanNode node) => ChildWorkflow.MayWait(node) ? Descriptor.WaitsFor : null;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var waits = context.Input(ChildWorkflow.Wait).AsBoolean;
        context.Dispatch(ChildWorkflow.RequestOf(context), waits);
        return waits ? Outcome.Waiting() : Outcome.Done();
    }

    /// <inheritdoc/>
    public override Outcome WorkflowEnded(ActivityContext context, WorkflowEnd end)
    {
        context.SetOutput(Result, ChildWorkflow.OutputOf(end));
        return Outcome.Done();
    }
}
