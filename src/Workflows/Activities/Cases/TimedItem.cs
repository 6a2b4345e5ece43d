using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>What the applicant's time for materials and the public notice share: the case's clock stands, and time answers at the end.</summary>
public abstract class TimedItem : Activity, IPrepared
{
    private protected static readonly OutputDescriptor Result = new("result", Definitions.DataType.String, new("结果", "Key of the answer"));

    private protected abstract WorkItemKind Kind { get; }

    private protected abstract string DefaultRole { get; }

    /// <summary>What a person may answer.</summary>
    private protected abstract OutcomeOption ByHand { get; }

    /// <summary>What time answers.</summary>
    private protected abstract OutcomeOption ByTime { get; }

    /// <summary>The outcome that the end of the limit gives.</summary>
    internal string LapseOutcome => ByTime.Key;

    /// <summary>All answers, the usual one first; the host knows which is time's by the kind of the item.</summary>
    internal IReadOnlyList<OutcomeOption> Answers => Kind == WorkItemKind.Notice ? [ByTime, ByHand] : [ByHand, ByTime];

    private protected static InputDescriptor[] SharedInputs { get; } =
    [
        CaseInputs.Title, CaseInputs.TitleEn, CaseInputs.ResidentText, CaseInputs.ResidentTextEn, CaseInputs.Body, CaseInputs.Role,
        CaseInputs.Limit, CaseInputs.Basis, CaseInputs.Source,
    ];

    /// <inheritdoc/>
    public sealed override Outcome Execute(ActivityContext context)
    {
        if (context.Text(CaseInputs.Body) is not { } body) return Outcome.Failed("no-body", "The step has no body to act.");
        if (CaseInputs.Terms(context) is not { } terms) return Outcome.Failed("no-limit", "The step has no limit at which time could answer.");
        var title = CaseInputs.TitleOf(context);
        context.WaitForAnswer(
            id => new OpenWorkItem
            {
                BookmarkId = id,
                ActivityId = context.ActivityId,
                Kind = Kind,
                Title = title,
                ResidentText = CaseInputs.Bilingual(context, CaseInputs.ResidentText, CaseInputs.ResidentTextEn),
                Body = body,
                Role = context.Text(CaseInputs.Role) ?? DefaultRole,
                Outcomes = Answers,
                Limit = terms,
                SuspendsClock = true,
                LapseOutcome = ByTime.Key,
            },
            CaseInputs.EndOf(context, terms),
            title);
        return Outcome.Waiting();
    }

    /// <inheritdoc/>
    public sealed override Outcome Resume(ActivityContext context, Stimulus stimulus)
    {
        var outcome = (stimulus as AnswerStimulus)?.Outcome ?? ByTime.Key;
        context.SetOutput(Result, Value.From(outcome));
        return Outcome.Done(outcome);
    }

    /// <inheritdoc/>
    internal sealed override bool IsGivenByTime(PlanNode node, string port) => port == ByTime.Key;

    object? IPrepared.Prepare(PlanNode node, InputReader reader)
    {
        CaseInputs.CheckLimit(node, reader, CaseInputs.Limit);
        return null;
    }
}
