using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>
/// Moves running instances to another version of their definition. A waiting step goes on as the step of the same id
/// in the same container, or as the one that the map names; it keeps its bookmark, and with it its work item, timer
/// and due instant. Finished steps are never run again. What cannot be carried over with the same meaning is refused.
/// </summary>
public static class InstanceMigration
{
    /// <summary>What moving the instance would do.</summary>
    /// <param name="facts">Definitions of workflows that run within the instance are looked up there.</param>
    /// <param name="map">Steps that have another id on the new version, by their old id or path; null for none.</param>
    public static MigrationPreview Preview(Plan from, Plan to, WorkflowState state, EngineFacts facts, IReadOnlyDictionary<string, string>? map = null) =>
        Migrate(from, to, state, facts, map).Preview;

    /// <summary>Moves the instance.</summary>
    /// <exception cref="RefusedException">migration-refused: it cannot be moved; the errors say why, by step.</exception>
    public static MigrationResult Apply(Plan from, Plan to, WorkflowState state, EngineFacts facts, IReadOnlyDictionary<string, string>? map = null)
    {
        var (moved, preview) = Migrate(from, to, state, facts, map);
        return moved is null ? throw MigrationErrors.Refused(preview.Refusals) : new MigrationResult(state, moved, preview);
    }

    /// <summary>Gives back the state from before the migration, as long as the instance has not moved since.</summary>
    /// <exception cref="RefusedException">migration-moved-on: it has.</exception>
    public static WorkflowState Undo(MigrationResult result, WorkflowState current) =>
        StateJson.Write(current) == StateJson.Write(result.After) ? result.Before : throw MigrationErrors.MovedOn();

    private static (WorkflowState? State, MigrationPreview Preview) Migrate(Plan from, Plan to, WorkflowState state, EngineFacts facts, IReadOnlyDictionary<string, string>? map)
    {
        var report = new MigrationReport();
        var moved = new Migrator(new StepMap(from, to, map), state, report).Run();
        if (moved is not null && !IsTaken(to, moved, facts))
            report.Refuse("state-not-taken", null, "新版本不接受换过版本的状态。", "The new version does not take the moved state.");
        return (report.Refusals.Count == 0 ? moved : null, new MigrationPreview(report.Waits, report.Changes, report.Refusals));
    }

    /// <summary>The new version must load the state and hold exactly what was meant.</summary>
    private static bool IsTaken(Plan plan, WorkflowState state, EngineFacts facts)
    {
        var burst = new Burst(plan, DateTimeOffset.MinValue, facts);
        burst.Load(state);
        return StateJson.Write(burst.Result().State with { Format = state.Format }) == StateJson.Write(state);
    }
}

/// <summary>What the parts of a migration find.</summary>
internal sealed class MigrationReport
{
    public List<MappedWait> Waits { get; } = [];
    public List<BilingualText> Changes { get; } = [];
    public List<MigrationRefusal> Refusals { get; } = [];

    public void Refuse(string code, PlanNode? step, string zh, string en) => Refusals.Add(new(code, step?.Id, new(zh, en)));

    public void Change(string zh, string en) => Changes.Add(new(zh, en));
}

internal static class MigrationErrors
{
    public static RefusedException Refused(IReadOnlyList<MigrationRefusal> refusals) => new(
        RefusalKind.Conflict, "migration-refused", "办件不能换到新版本。(The case cannot be moved to the new version.)",
        refusals.GroupBy(r => r.ActivityId ?? "", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => $"{r.Code}: {r.Reason.Zh} ({r.Reason.En})").ToArray(), StringComparer.Ordinal));

    public static RefusedException MovedOn() => new(
        RefusalKind.Conflict, "migration-moved-on", "换版本以后办件又有进展，不能撤回。(The case has moved on since and cannot be taken back.)");
}
