using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Plans a follow-up visit (回访) some time from now.</summary>
public sealed class ScheduleFollowUp : Activity, IPrepared
{
    private static readonly InputDescriptor Key = new("key", DataType.String, new("标识", "Key, unique in the service"), IsRequired: true);
    private static readonly InputDescriptor After = new("after", DataType.String, new("多久以后，如 30d、10wd", "How long from now, such as 30d or 10wd"), IsRequired: true)
    { Example = "\"30d\"" };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.ScheduleFollowUp",
        new("安排回访", "Schedule follow-up"), new("安排一次回访。", "Plans a follow-up visit."))
    { Inputs = [Key, CaseInputs.Title, CaseInputs.TitleEn, CaseInputs.Body, CaseInputs.Role, After] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(CaseInputs.Body) is not { } body || !Limit.TryParse(context.Text(After), out var after)) return Outcome.Failed("follow-up-input", "A follow-up needs a body and a time.");
        context.Emit(new Execution.ScheduleFollowUp(context.Text(Key) ?? context.Node.Id, CaseInputs.TitleOf(context), body, context.Text(CaseInputs.Role) ?? "handler", after));
        return Outcome.Done();
    }

    object? IPrepared.Prepare(PlanNode node, InputReader reader)
    {
        CaseInputs.CheckLimit(node, reader, After);
        return null;
    }
}
