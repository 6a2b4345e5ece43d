using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Sends a message to the applicant or to a body.</summary>
public sealed class Notify : Activity
{
    private static readonly InputDescriptor To = new("to", DataType.String, new("对象：applicant 或单位代码", "applicant, or the code of a body"), IsRequired: true);
    private static readonly InputDescriptor Message = new("text", DataType.String, new("内容", "Text"), IsRequired: true);
    private static readonly InputDescriptor MessageEn = new("textEn", DataType.String, new("英文内容", "Text in English"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.Notify",
        new("发送通知", "Notify"), new("给申请人或单位发一条消息。", "Sends a message to the applicant or to a body."))
    { Inputs = [To, Message, MessageEn] };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(To) is not { } to || CaseInputs.Bilingual(context, Message, MessageEn) is not { } text) return Outcome.Failed("notify-input", "A message needs a receiver and a text.");
        context.Emit(new SendMessage(to, text));
        return Outcome.Done();
    }
}
