using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>
/// Waits until every part of a matter (一件事) is over. The parts are cases of their own, which the host begins with the
/// matter and of whose ends it tells; people cannot answer for them. Meanwhile the window that registered the matter
/// holds the item, so that the matter is never nobody's.
/// </summary>
public sealed class AwaitParts : Activity
{
    /// <summary>Every part ended as was asked for.</summary>
    public const string All = "all";

    /// <summary>Some parts did, and others did not.</summary>
    public const string Some = "some";

    /// <summary>No part did.</summary>
    public const string None = "none";

    private static readonly OutputDescriptor Result = new("result", Definitions.DataType.String, new("结果", "Key of the answer"));

    private static readonly OutcomeOption[] Answers =
    [
        new(All, new("全部办成", "All granted"), ReasonRequired: false) { ByTime = true },
        new(Some, new("部分办成", "Some granted"), ReasonRequired: false) { ByTime = true },
        new(None, new("均未办成", "None granted"), ReasonRequired: false) { ByTime = true },
    ];

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.AwaitParts",
        new("等待各事项办结", "Await parts"), new("等一件事所含的各事项全部办结；由系统继续，不由人办理。", "Waits until every service of a matter is done; it goes on by itself, and nobody answers it."))
    {
        Inputs = [CaseInputs.Title, CaseInputs.TitleEn, CaseInputs.ResidentText, CaseInputs.ResidentTextEn, CaseInputs.Body, CaseInputs.Role],
        Outputs = [Result],
        Outcomes = [All, Some, None],
        WaitsFor = BookmarkKind.WorkItem,
    };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (context.Text(CaseInputs.Body) is not { } body) return Outcome.Failed("no-body", "The step has no window to hold it.");
        context.WaitForAnswer(
            id => new OpenWorkItem
            {
                BookmarkId = id,
                ActivityId = context.ActivityId,
                Kind = WorkItemKind.Parts,
                Title = CaseInputs.TitleOf(context),
                ResidentText = CaseInputs.Bilingual(context, CaseInputs.ResidentText, CaseInputs.ResidentTextEn),
                Body = body,
                Role = context.Text(CaseInputs.Role) ?? "clerk",
                Outcomes = Answers,
            },
            lapsesAt: null,
            pause: null);
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public override Outcome Resume(ActivityContext context, Stimulus stimulus)
    {
        var outcome = (stimulus as AnswerStimulus)?.Outcome ?? None;
        context.SetOutput(Result, Value.From(outcome));
        return Outcome.Done(outcome);
    }
}
