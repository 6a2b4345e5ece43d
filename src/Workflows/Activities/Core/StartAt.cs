using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Begins or goes on at an instant; at once where it is past.</summary>
public sealed class StartAt : Activity, ITrigger
{
    private static readonly InputDescriptor When = new("dateTime", new DataType(BaseType.DateTime, false, true), new("时刻", "The instant"), IsRequired: true);

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.StartAt",
        new("定时开始", "Start at"), new("到指定时刻开始或继续；已过的时刻立即继续。", "Begins or goes on at an instant; at once where it is past."))
    { Inputs = [When], WaitsFor = BookmarkKind.Timer };

    /// <inheritdoc/>
    public TriggerKind Kind => TriggerKind.StartAt;

    /// <inheritdoc/>
    public string? StimulusOf(PlanNode node) => node.LiteralText(When);

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.IsTrigger) return Outcome.Done();
        if (context.Text(When) is not { } text) return Outcome.Failed("instant-missing", "There is no instant to wait for.");
        var instant = ValueConversion.InstantOf(text);
        if (instant <= context.Now) return Outcome.Done();
        context.WaitUntil(instant);
        return Outcome.Waiting();
    }
}
