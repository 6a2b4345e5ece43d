using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Gives the workflow an output.</summary>
public sealed class SetOutput : Activity
{
    private static readonly InputDescriptor OutputName = new("outputName", DataType.String, new("输出名称", "Name of the output"), IsRequired: true);
    private static readonly InputDescriptor OutputValue = new("outputValue", DataType.Object, new("值", "Its value"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.SetOutput",
        new("设置输出", "Set output"), new("设置流程的输出。", "Gives the workflow an output."))
    { Inputs = [OutputName, OutputValue] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(OutputName) is not { } name) return Outcome.Failed("output-name", "The output has no name.");
        context.SetWorkflowOutput(name, context.Input(OutputValue));
        return Outcome.Done();
    }
}
