using System.Collections.Concurrent;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Execution;

/// <summary>A library made of definitions in memory; each is compiled when it is first asked for.</summary>
public sealed class WorkflowLibrary : IWorkflowLibrary
{
    private readonly ILookup<string, WorkflowDefinition> _byId;
    private readonly Dictionary<string, WorkflowDefinition> _byVersionId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WorkflowDefinition> _byType = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, int), Plan> _plans = new();
    private readonly AsyncLocal<HashSet<string>> _compiling = new();
    private readonly ActivityRegistry _registry;

    /// <summary>Takes the definitions, in any order and any number of versions each.</summary>
    public WorkflowLibrary(IEnumerable<WorkflowDefinition> definitions, ActivityRegistry? registry = null)
    {
        _registry = registry ?? ActivityRegistry.BuiltIn;
        Definitions = [.. definitions.OrderBy(d => d.DefinitionId, StringComparer.Ordinal).ThenByDescending(d => d.Version)];
        _byId = Definitions.ToLookup(d => d.DefinitionId, StringComparer.Ordinal);
        foreach (var definition in Definitions)
        {
            _byVersionId.TryAdd(definition.Id, definition);
            if (definition.IsUsableAsActivity) _byType.TryAdd(definition.ActivityType, Best(definition.DefinitionId)!);
        }
    }

    /// <summary>Every definition, newest version first.</summary>
    public IReadOnlyList<WorkflowDefinition> Definitions { get; }

    /// <inheritdoc/>
    public IEnumerable<Plan> Published => Definitions.Where(d => d.IsPublished && Best(d.DefinitionId) == d).Select(Compiled).OfType<Plan>();

    /// <inheritdoc/>
    public Plan? Find(string definitionId) => PlanOf(Best(definitionId));

    /// <inheritdoc/>
    public Plan? Find(string definitionId, int version) => PlanOf(_byId[definitionId].FirstOrDefault(d => d.Version == version));

    /// <inheritdoc/>
    public Plan? FindFor(ActivityDefinition activity)
    {
        if (activity.Text("workflowDefinitionVersionId") is { } versionId && _byVersionId.TryGetValue(versionId, out var exact)) return PlanOf(exact);
        if (activity.Text("workflowDefinitionId") is { } id && Best(id) is { } best) return PlanOf(best);
        return PlanOf(_byType.GetValueOrDefault(activity.Type));
    }

    private WorkflowDefinition? Best(string definitionId) =>
        _byId[definitionId].FirstOrDefault(d => d.IsPublished) ?? _byId[definitionId].FirstOrDefault();

    private Plan? Compiled(WorkflowDefinition definition)
    {
        try
        {
            return PlanOf(definition);
        }
        catch (DefinitionException)
        {
            // Whoever checks the folder is told; nothing can start it.
            return null;
        }
    }

    private Plan? PlanOf(WorkflowDefinition? definition)
    {
        if (definition is null) return null;
        if (_plans.TryGetValue((definition.DefinitionId, definition.Version), out var known)) return known;
        var compiling = _compiling.Value ??= new(StringComparer.Ordinal);
        if (!compiling.Add(definition.DefinitionId))
            throw new DefinitionException([new("OW113-contains-itself", FindingSeverity.Error, null, "$.root", $"The workflow “{definition.DefinitionId}” uses itself as an activity.")]);
        try
        {
            return _plans.GetOrAdd((definition.DefinitionId, definition.Version), Plan.Compile(definition, _registry, this));
        }
        finally
        {
            compiling.Remove(definition.DefinitionId);
        }
    }
}
