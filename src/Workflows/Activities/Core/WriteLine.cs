using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Writes a line of text.</summary>
public sealed class WriteLine : Activity
{
    private static readonly InputDescriptor Line = new("text", DataType.String, new("文字", "The text"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.WriteLine",
        new("输出文字", "Write line"), new("输出一行文字，用于试运行。", "Writes a line of text, for trying a definition out."))
    { Inputs = [Line] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        context.Emit(new Execution.WriteLine(context.Text(Line) ?? ""));
        return Outcome.Done();
    }
}
