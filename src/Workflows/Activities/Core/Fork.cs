using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Begins all of its branches at once and waits for all of them or for the first.</summary>
public sealed class Fork : Activity
{
    private const string WaitAny = "WaitAny";

    private static readonly InputDescriptor JoinMode = new("joinMode", DataType.String, new("等待方式", "Wait for all branches or for the first"))
    { Options = ["WaitAll", WaitAny] };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Fork",
        new("分叉", "Fork"), new("同时走各个分支，等全部或任一分支结束。", "Begins all of its branches at once and waits for all of them or for the first."))
    { Inputs = [JoinMode], IsContainer = true, Ports = ["branches"], OnBreak = BreakRole.EndsAndPassesOn };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        foreach (var branch in context.Node.Children) context.Schedule(branch);
        return context.WhenNoneIsOpen();
    }

    /// <inheritdoc/>
    public override Outcome ChildCompleted(ActivityContext context, PlanNode child, Outcome outcome) =>
        context.IsBreaking || context.Text(JoinMode) == WaitAny ? Outcome.Done() : context.WhenNoneIsOpen();
}
