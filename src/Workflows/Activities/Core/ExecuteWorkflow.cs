using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs another workflow as far as it goes, before this one does anything else, and may wait for its end.</summary>
public sealed class ExecuteWorkflow : Activity
{
    private static readonly OutputDescriptor Result = new("result", DataType.Object, new("子流程的状态与输出", "Its {workflowInstanceId, status, subStatus, output}"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.ExecuteWorkflow",
        new("执行流程", "Execute workflow"), new("立即执行另一个流程，可等待其结束。", "Runs another workflow as far as it goes and may wait for its end."))
    {
        Inputs = [ChildWorkflow.DefinitionId, ChildWorkflow.CorrelationId, ChildWorkflow.Input, ChildWorkflow.Wait],
        Outputs = [Result],
        WaitsFor = BookmarkKind.Task,
    };

    /// <inheritdoc/>
    public override BookmarkKind? WaitOf(PlanNode node) => ChildWorkflow.MayWait(node) ? Descriptor.WaitsFor : null;

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var waits = context.Input(ChildWorkflow.Wait).AsBoolean;
        var end = context.ExecuteWorkflow(ChildWorkflow.RequestOf(context), waits);
        if (waits && end.Status == WorkflowStatus.Running) return Outcome.Waiting();
        return WorkflowEnded(context, end);
    }

    /// <inheritdoc/>
    public override Outcome WorkflowEnded(ActivityContext context, WorkflowEnd end)
    {
        context.SetOutput(Result, Value.NewObject(
        [
            new("workflowInstanceId", end.InstanceId),
            new("status", end.Status.ToString()),
            new("subStatus", end.SubStatus.ToString()),
            new("output", ChildWorkflow.OutputOf(end)),
        ]));
        return Outcome.Done();
    }
}
