using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Waits for a span of time.</summary>
public sealed class Delay : Activity
{
    private static readonly InputDescriptor Span = new("timeSpan", new DataType(BaseType.TimeSpan, false, true), new("时长", "How long"), IsRequired: true);

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Delay",
        new("延时", "Delay"), new("等待一段时间。", "Waits for a span of time."))
    { Inputs = [Span], WaitsFor = BookmarkKind.Timer };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var value = context.Input(Span);
        if (value.IsNullish) return Outcome.Done();
        var span = ValueConversion.Span(value);
        if (span <= TimeSpan.Zero) return Outcome.Done();
        context.WaitFor(span);
        return Outcome.Waiting();
    }
}
