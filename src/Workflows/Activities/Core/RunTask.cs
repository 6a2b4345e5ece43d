using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Has the host do a named task and waits for its result.</summary>
public sealed class RunTask : Activity
{
    private static readonly InputDescriptor TaskName = new("taskName", DataType.String, new("任务名称", "Name of the task"), IsRequired: true);
    private static readonly InputDescriptor Payload = new("payload", DataType.Object, new("任务内容", "What the task needs"));
    private static readonly OutputDescriptor Result = new("result", DataType.Object, new("任务结果", "What the task gave"));
    private static readonly OutputDescriptor TaskId = new("taskId", DataType.String, new("任务标识", "Names the task"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.RunTask",
        new("执行任务", "Run task"), new("交由宿主执行一项任务，等待其结果。", "Has the host do a named task and waits for its result."))
    { Inputs = [TaskName, Payload], Outputs = [Result, TaskId], WaitsFor = BookmarkKind.Task };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(TaskName) is not { } name) return Outcome.Failed("task-name", "The task has no name.");
        context.SetOutput(TaskId, context.WaitForTask(name, context.Input(Payload)));
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public override Outcome Resume(ActivityContext context, Stimulus stimulus)
    {
        context.SetOutput(Result, stimulus is TaskStimulus task ? task.Result : Value.Null);
        return Outcome.Done();
    }
}
