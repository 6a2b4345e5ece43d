using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>
/// Says in words how two versions of a definition differ. Steps are the same where their ids are; what only the
/// picture shows (positions, sizes) is not looked at. The same two versions always give the same entries in the same
/// order: the whole definition, steps gone, steps of the newer version in its order, connections.
/// </summary>
public static class DefinitionDiff
{
    /// <summary>The differences; empty where the two run alike.</summary>
    public static IReadOnlyList<DiffEntry> Between(WorkflowDefinition from, WorkflowDefinition to)
    {
        var diff = new DiffList();
        if (from.Name != to.Name) diff.Add(DiffKind.NameChanged, null, $"流程名称由“{from.Name}”改为“{to.Name}”。", $"The workflow's name changes from “{from.Name}” to “{to.Name}”.");
        if (!JsonNode.DeepEquals(from.Options, to.Options)) diff.Add(DiffKind.SettingChanged, null, "流程选项有改动。", "The workflow's options change.");
        Declarations.Variables(null, from.Variables, to.Variables, diff);
        Declarations.Inputs(from.Inputs, to.Inputs, diff);
        Declarations.Outputs(from.Outputs, to.Outputs, diff);
        var steps = StepPairs.Of(from.Root, to.Root);
        foreach (var gone in steps.Removed)
            diff.Add(DiffKind.StepRemoved, gone.Id, $"删去环节{Words.Zh(gone)}。", $"The step {Words.En(gone)} is removed.");
        foreach (var step in steps.InOrderOf(to.Root))
        {
            if (step.From is null) diff.Add(DiffKind.StepAdded, step.To.Id, $"新增环节{Words.Zh(step.To)}。", $"The step {Words.En(step.To)} is added.");
            else StepDiff.Compare(step.From, step.To, steps, diff);
        }
        foreach (var step in steps.InOrderOf(to.Root))
            if (step.From is not null) ConnectionDiff.Compare(step.From, step.To, steps, diff);
        return diff.Entries;
    }
}

/// <summary>Entries in the order in which they are found.</summary>
internal sealed class DiffList
{
    private readonly List<DiffEntry> _entries = [];

    public IReadOnlyList<DiffEntry> Entries => _entries;

    public void Add(DiffKind kind, string? activityId, string zh, string en) => _entries.Add(new(kind, activityId, new(zh, en)));
}
