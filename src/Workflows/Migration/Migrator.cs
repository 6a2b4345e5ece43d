using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Analysis.Diff;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>Moves one state.</summary>
internal sealed class Migrator(StepMap steps, WorkflowState state, MigrationReport report)
{
    private readonly Dictionary<int, (PlanNode Old, PlanNode New)> _steps = [];

    /// <summary>The moved state; null where it cannot be moved.</summary>
    public WorkflowState? Run()
    {
        if (!IsRightInstance()) return null;
        foreach (var instance in state.Instances.Where(i => i.Scope is null)) Map(instance);
        foreach (var bookmark in state.Bookmarks)
            if (_steps.TryGetValue(bookmark.InstanceId, out var at)) MappedWaits.Add(bookmark, at.Old, at.New, report);
        foreach (var incident in state.Incidents)
            if (_steps.TryGetValue(incident.InstanceId, out var at) && at.Old.Activity.OutcomesOf(at.Old).Except(at.New.Activity.OutcomesOf(at.New), StringComparer.Ordinal).Any())
                report.Refuse("incident-outcomes", at.Old, $"{Words.Zh(at.Old)}有流程异常待处理，新版本没有它的全部结果。", $"An incident at {Words.En(at.Old)} waits to be dealt with, and the new version does not have all of its outcomes.");
        if (report.Refusals.Count > 0) return null;
        var variables = new MigratedVariables(steps, report);
        var living = state.Instances.Where(i => i.Parent is not null && i.Scope is null).ToLookup(i => i.Parent!.Value, i => _steps[i.Id]);
        var moved = state with
        {
            DefinitionVersion = steps.To.Definition.Version,
            Instances = [.. state.Instances.Select(i => i.Scope is null ? Moved(i, variables, [.. living[i.Id]]) : i)],
            Incidents = [.. state.Incidents.Select(i => _steps.TryGetValue(i.InstanceId, out var at) ? i with { ActivityId = at.New.Id } : i)],
            Input = variables.Inputs(state.Input),
            Results = Results(),
            Answered = [.. state.Answered.Select(steps.IdOf).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
        return report.Refusals.Count == 0 ? moved : null;
    }

    private bool IsRightInstance()
    {
        var (from, to) = (steps.From.Definition, steps.To.Definition);
        if (state.Status == WorkflowStatus.Finished) report.Refuse("workflow-ended", null, "流程已经结束。", "The workflow has ended.");
        if (state.DefinitionId != from.DefinitionId || state.DefinitionVersion != from.Version || to.DefinitionId != from.DefinitionId)
            report.Refuse("other-version", null, $"办件用的是“{state.DefinitionId}”第{state.DefinitionVersion}版，不是要换的版本。", $"The instance runs version {state.DefinitionVersion} of “{state.DefinitionId}”, which is not the one to be moved.");
        if (state.Scopes?.Any(s => s.DefinitionId == state.DefinitionId) == true)
            report.Refuse("runs-itself", null, "办件里还运行着同一流程的下级流程。", "The instance runs the same workflow within itself.");
        return report.Refusals.Count == 0;
    }

    /// <summary>Finds the step that an instance goes on as; parents come first.</summary>
    private void Map(InstanceState instance)
    {
        if (steps.From.Find(instance.Node) is not { } old)
        {
            report.Refuse("step-gone", null, $"旧版本里没有“{instance.Node}”。", $"The old version has no “{instance.Node}”.");
            return;
        }
        if (instance.Parent is { } parent && !_steps.ContainsKey(parent)) return;
        var @new = instance.Parent is { } above ? Target(old, _steps[above].New) : steps.To.Root;
        if (@new is null) return;
        if (@new.Definition.Type != old.Definition.Type)
            report.Refuse("type-changed", old, $"{Words.Zh(old)}在新版本里是另一种环节。", $"On the new version {Words.En(old)} is a step of another kind.");
        else if (instance.Parent is { } container && state.Instances.Any(i => i.Parent == container && i.Id != instance.Id && _steps.TryGetValue(i.Id, out var other) && other.New == @new && other.Old != old))
            report.Refuse("same-step-twice", old, $"两个环节都要换成{Words.Zh(@new)}。", $"Two steps would both become {Words.En(@new)}.");
        else _steps[instance.Id] = (old, @new);
    }

    private PlanNode? Target(PlanNode old, PlanNode container)
    {
        if (steps.Within(container, old) is { } found) return found;
        if (steps.Named(old) is { } named)
            report.Refuse("container-changed", old, $"{Words.Zh(named)}不在{Words.Zh(old)}所在的那一组环节里。", $"{Words.En(named)} is not in the container that {Words.En(old)} is in.");
        else if (steps.To.Nodes.Any(n => n.Id == old.Id))
            report.Refuse("container-changed", old, $"{Words.Zh(old)}移到了另一组环节里。", $"{Words.En(old)} has moved into another container.");
        else
            report.Refuse("step-gone", old, $"新版本没有{Words.Zh(old)}，也没有说明换成哪个环节。", $"The new version has no {Words.En(old)}, and nothing says which step takes its place.");
        return null;
    }

    private InstanceState Moved(InstanceState instance, MigratedVariables variables, IReadOnlyList<(PlanNode Old, PlanNode New)> living)
    {
        var (old, @new) = _steps[instance.Id];
        return instance with
        {
            Node = @new.Path,
            Cursor = old.Activity is Sequence ? MigratedSequence.Cursor(old, @new, instance.Cursor, living, steps, report) : instance.Cursor,
            Variables = variables.Of(instance.Variables, old, @new),
            Tokens = instance.Tokens is { } tokens && old.Graph is not null ? MigratedTokens.Carry(tokens, old, @new, steps, living, report) : instance.Tokens,
            Edges = instance.Edges is { } edges && old.Graph is not null ? new MigratedFlow(old, @new, steps, living, report).Carry(edges) : instance.Edges,
        };
    }

    /// <summary>Outputs go with their steps. Where the new version asks for an output that was not kept, that is said.</summary>
    private Dictionary<string, IReadOnlyDictionary<string, Expressions.Value>> Results()
    {
        var kept = new Dictionary<string, IReadOnlyDictionary<string, Expressions.Value>>(StringComparer.Ordinal);
        foreach (var (activity, outputs) in state.Results)
            if (steps.IdOf(activity) is { } id) kept[id] = outputs;
        foreach (var node in steps.To.Nodes)
            if (node.KeepsResults && !kept.ContainsKey(node.Id) && steps.From.Find(node.Path) is { KeepsResults: false } old)
                report.Change($"新版本要用{Words.Zh(old)}的输出，旧版本没有保留；如果已经办过，取到的是空值。", $"The new version uses the outputs of {Words.En(old)}, which the old one did not keep; where it is done already they are empty.");
        return kept;
    }
}
