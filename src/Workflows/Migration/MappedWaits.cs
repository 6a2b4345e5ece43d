using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>Says what each bookmark waits for after the migration, and refuses where an answer that is promised could no longer be taken.</summary>
internal static class MappedWaits
{
    public static void Add(Bookmark bookmark, PlanNode old, PlanNode @new, MigrationReport report)
    {
        var outcomes = @new.Activity is DecidedStep ? DecidedStep.OptionsOf(@new) : null;
        if (outcomes is not null && old.Activity is DecidedStep && DecidedStep.OptionsOf(old).SequenceEqual(outcomes)) outcomes = null;
        report.Waits.Add(new MappedWait(bookmark.Id, bookmark.Kind, old.Id, @new.Id, bookmark.DueAt, Said(old, @new)) { Outcomes = outcomes });
        if (outcomes is not null)
            report.Change($"{Words.Zh(@new)}的可选结果改为：{string.Join("、", outcomes.Select(o => o.Name.Zh))}。", $"{Words.En(@new)} may now be answered with: {string.Join(", ", outcomes.Select(o => o.Name.En))}.");
        if (@new.Activity is JointHandling && !old.Activity.AnswersOf(old).SequenceEqual(@new.Activity.AnswersOf(@new), StringComparer.Ordinal))
            report.Refuse("answers-changed", @new, $"几个单位正在答复{Words.Zh(@new)}，新版本的可选答复不同。", $"Several bodies are answering {Words.En(@new)}, and the new version takes other answers.");
        Lapse(bookmark, old, @new, report);
        Kept("limit", bookmark.Kind == BookmarkKind.WorkItem, "时限", "the limit", old, @new, report);
        Kept("body", bookmark.Kind == BookmarkKind.WorkItem, "承办单位", "the body", old, @new, report);
        Kept("eventName", bookmark.Kind == BookmarkKind.Event, "事件", "the event", old, @new, report);
    }

    /// <summary>Time will answer: the new version must have the answer that it gives.</summary>
    private static void Lapse(Bookmark bookmark, PlanNode old, PlanNode step, MigrationReport report)
    {
        if (bookmark is not { Kind: BookmarkKind.WorkItem, DueAt: not null } || step.Activity is not DecidedStep) return;
        var lapse = Expression.Of(step.Definition.Property("lapseOutcome"));
        if (lapse == Expression.Of(old.Definition.Property("lapseOutcome")) && (!lapse.IsLiteral || step.Activity.OutcomesOf(step).Contains(lapse.Text, StringComparer.Ordinal))) return;
        report.Refuse("lapse-changed", step, $"{Words.Zh(step)}到期会自动办结，新版本没有同样的到期结果。", $"Time answers {Words.En(step)} at the end of its limit, and the new version does not have that answer.");
    }

    /// <summary>What was worked out when the step began stays; where the new version says otherwise, that is said.</summary>
    private static void Kept(string input, bool isAsked, string zh, string en, PlanNode old, PlanNode @new, MigrationReport report)
    {
        if (!isAsked || Expression.Of(old.Definition.Property(input)) == Expression.Of(@new.Definition.Property(input))) return;
        report.Change($"{Words.Zh(@new)}的{zh}在新版本里有改动，已经开始的这一步仍按原来的办。", $"The new version changes {en} of {Words.En(@new)}; the step that has begun keeps what it began with.");
    }

    private static BilingualText Said(PlanNode old, PlanNode @new) => old.Id == @new.Id
        ? new($"继续在{Words.Zh(@new)}等待。", $"Goes on waiting at {Words.En(@new)}.")
        : new($"原在{Words.Zh(old)}等待，改为在{Words.Zh(@new)}等待。", $"Waited at {Words.En(old)}, and waits at {Words.En(@new)} from now on.");
}
