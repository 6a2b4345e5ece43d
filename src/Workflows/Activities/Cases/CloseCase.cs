using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Closes the case with a result of its service.</summary>
public sealed class CloseCase : Activity
{
    private static readonly InputDescriptor Result = new("result", DataType.String, new("办理结果", "Key of the result"), IsRequired: true);

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.CloseCase",
        new("办结", "Close case"), new("办结，并记录结果。", "Closes the case with a result."))
    { Inputs = [Result] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(Result) is not { } result) return Outcome.Failed("no-result", "A case closes with a result.");
        context.Emit(new Execution.CloseCase(result));
        return Outcome.Done();
    }
}
