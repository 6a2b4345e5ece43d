using OneWindow.Domain.Calendars;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Gives the applicant a certificate or a written decision.</summary>
public sealed class IssueResult : Activity, IPrepared
{
    private static readonly InputDescriptor Kind = new("kind", DataType.String, new("种类", "Kind of document"), IsRequired: true)
    { Options = ["certificate", "decision", "notice"] };
    private static readonly InputDescriptor NumberTemplate = new("numberTemplate", DataType.String, new("编号样式", "Number, with {idNumber}, {caseNumber} and data fields in braces"));
    private static readonly InputDescriptor ValidFor = new("validFor", DataType.String, new("有效期，如 120m", "How long it is valid, such as 120m"));
    private static readonly InputDescriptor Data = new("data", DataType.Object, new("文书内容", "Facts printed on it"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.IssueResult",
        new("出具结果", "Issue result"), new("出具证件或文书。", "Gives the applicant a certificate or a written decision."))
    { Inputs = [Kind, CaseInputs.Title, CaseInputs.TitleEn, NumberTemplate, ValidFor, Data] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        Limit? validFor = Limit.TryParse(context.Text(ValidFor), out var limit) ? limit : null;
        context.Emit(new Execution.IssueResult(context.Text(Kind) ?? "notice", CaseInputs.TitleOf(context), context.Text(NumberTemplate), validFor, ActivityContext.Json(context.Input(Data))));
        return Outcome.Done();
    }

    object? IPrepared.Prepare(PlanNode node, InputReader reader)
    {
        CaseInputs.CheckLimit(node, reader, ValidFor);
        return null;
    }
}
