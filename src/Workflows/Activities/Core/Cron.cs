using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Begins the workflow by a cron expression, or goes on once at its next instant.</summary>
public sealed class Cron : Activity, ITrigger, IPrepared
{
    private static readonly InputDescriptor When = new("cronExpression", DataType.String, new("cron 表达式，六段，UTC", "Cron expression of six fields, seconds first, in UTC"), IsRequired: true) { Example = "\"0 0 9 * * MON-FRI\"" };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Cron",
        new("计划任务", "Cron"), new("按 cron 表达式开始，或等到下一个时刻继续。", "Begins the workflow by a cron expression, or goes on once at its next instant."))
    { Inputs = [When], WaitsFor = BookmarkKind.Timer };

    /// <inheritdoc/>
    public TriggerKind Kind => TriggerKind.Cron;

    /// <inheritdoc/>
    public string? StimulusOf(PlanNode node) => node.LiteralText(When);

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.IsTrigger) return Outcome.Done();
        if (!CronExpression.TryParse(context.Text(When) ?? "", out var cron)) return Outcome.Failed("cron-invalid", "The cron expression cannot be read.");
        if (cron.Next(context.Now) is not { } next) return Outcome.Failed("cron-never", "The cron expression names no instant to come.");
        context.WaitUntil(next);
        return Outcome.Waiting();
    }

    object? IPrepared.Prepare(PlanNode node, InputReader reader) => node.LiteralText(When) is { } text && !CronExpression.TryParse(text, out _)
        ? reader.Report<object?>("OW117-bad-cron", When.Name, $"“{text}” is no cron expression; write seconds, minutes, hours, day of month, month, day of week.", null)
        : null;
}
