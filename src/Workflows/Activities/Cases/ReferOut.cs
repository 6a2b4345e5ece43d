using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Passes the case to an office outside (外部协办) and awaits its answer. The office answers by a signed call; a body of ours
/// holds the item meanwhile and records an answer that comes by telephone or letter.
/// </summary>
public sealed class ReferOut : DecidedStep
{
    private static readonly InputDescriptor Partner = new("partner", DataType.String, new("协作单位代码", "Code of the office outside"), IsRequired: true)
    { Example = "\"civil-affairs\"" };
    private static readonly InputDescriptor Question = new("question", DataType.String, new("请对方答复的问题，不含个人信息", "What it is asked, without personal data"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.ReferOut",
        new("外部协办", "Refer out"), new("请外部单位协办，等待其答复；本方单位也可代为登记答复。", "Passes the case to an office outside and waits for its answer, which a body of ours may also record."))
    { Inputs = [Partner, Question, .. SharedInputs], Outputs = SharedOutputs, Outcomes = [], WaitsFor = BookmarkKind.WorkItem };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (!Domain.Messages.Partner.IsCode(context.Text(Partner))) return Outcome.Failed("no-partner", "The step has no office outside to ask.");
        return Open(context, item => item with { Partner = context.Text(Partner), Question = context.Text(Question) });
    }

    private protected override void Check(PlanNode node, InputReader reader)
    {
        if (node.LiteralText(Partner) is { } code && !Domain.Messages.Partner.IsCode(code))
            reader.Report("OW118-bad-partner", Partner.Name, $"“{code}” is no partner's code; use small letters, digits and hyphens, 40 at most.", 0);
    }
}
