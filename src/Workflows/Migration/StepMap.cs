using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Migration;

/// <summary>Which step of the new version is which of the old: the one that the map names, else the one of the same id in the same container.</summary>
internal sealed class StepMap(Plan from, Plan to, IReadOnlyDictionary<string, string>? map)
{
    private readonly Dictionary<PlanNode, Dictionary<string, PlanNode>> _children = [];

    public Plan From => from;

    public Plan To => to;

    /// <summary>The step that the map names for this one; null where it names none, or one that there is not.</summary>
    public PlanNode? Named(PlanNode step) => map is not null && (map.TryGetValue(step.Path, out var name) || map.TryGetValue(step.Id, out name)) ? to.Find(name) : null;

    /// <summary>The step within a container of the new version; null where it has none.</summary>
    public PlanNode? Within(PlanNode container, PlanNode step)
    {
        if (Named(step) is { } named) return named.Parent == container ? named : null;
        if (!_children.TryGetValue(container, out var children))
            _children[container] = children = container.Children.ToDictionary(c => c.Id, StringComparer.Ordinal);
        return children.GetValueOrDefault(step.Id);
    }

    /// <summary>The new id of a step that is known by its id alone; null where it is gone.</summary>
    public string? IdOf(string id)
    {
        if (map?.TryGetValue(id, out var name) == true) return to.Find(name)?.Id;
        return from.Find(id) is { } step && Named(step) is { } named ? named.Id : to.Nodes.Any(n => n.Id == id) ? id : null;
    }
}
