using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>Where a sequence goes on.</summary>
internal static class MigratedSequence
{
    /// <summary>Behind the step that it is at; a finished step must not come behind that, for it would run again.</summary>
    public static int Cursor(PlanNode old, PlanNode @new, int cursor, IReadOnlyList<(PlanNode Old, PlanNode New)> living, StepMap steps, MigrationReport report)
    {
        var finished = old.Children.Take(living.Count > 0 ? living[0].Old.Position : cursor).Select(c => steps.Within(@new, c)).OfType<PlanNode>().ToHashSet();
        var at = living.Count > 0 ? living[0].New.Position + 1 : finished.Count == 0 ? 0 : finished.Max(c => c.Position) + 1;
        foreach (var again in finished.Where(c => c.Position >= at))
            report.Refuse("done-again", again, $"{Words.Zh(again)}已经办过，在新版本里排在后面，会再办一次。", $"{Words.En(again)} is done already and comes later on the new version, where it would run again.");
        foreach (var missed in @new.Children.Take(at - living.Count).Where(c => !finished.Contains(c)))
            report.Change($"新增的{Words.Zh(missed)}排在已经办过的环节之间，不再办理。", $"The new step {Words.En(missed)} stands among steps that are done and is left out.");
        return at;
    }
}
