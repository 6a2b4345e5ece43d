using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Begins the workflow again and again, or goes on once after a span of time.</summary>
public sealed class Timer : Activity, ITrigger
{
    private static readonly InputDescriptor When = new("interval", new DataType(BaseType.TimeSpan, false, true), new("间隔，默认一分钟", "Span of time; a minute where absent"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Timer",
        new("定时器", "Timer"), new("每隔一段时间开始，或等一段时间后继续。", "Begins the workflow again and again, or goes on once after a span of time."))
    { Inputs = [When], WaitsFor = BookmarkKind.Timer };

    /// <inheritdoc/>
    public TriggerKind Kind => TriggerKind.Timer;

    /// <inheritdoc/>
    public string? StimulusOf(PlanNode node) => node.LiteralText(When);

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.IsTrigger) return Outcome.Done();
        var interval = context.Input(When);
        context.WaitFor(interval.IsNullish ? TimeSpan.FromMinutes(1) : ValueConversion.Span(interval));
        return Outcome.Waiting();
    }
}
