namespace OneWindow.Workflows.Execution;

/// <summary>Which step of which definition a bookmark of a stored state belongs to.</summary>
public static class Waits
{
    /// <summary>The activity that waits; null where the definition no longer has it or its workflow is not to be had.</summary>
    /// <param name="library">Finds the workflows that the main one has started.</param>
    public static PlanNode? NodeOf(Plan plan, WorkflowState state, Bookmark bookmark, IWorkflowLibrary? library)
    {
        if (state.Instances.FirstOrDefault(i => i.Id == bookmark.InstanceId) is not { } instance) return null;
        var workflow = ScopeOf(state, instance) is { } scope ? library?.Find(scope.DefinitionId, scope.DefinitionVersion) : plan;
        return workflow?.Find(instance.Node);
    }

    /// <summary>What journals and work items call the activity instance: its path, behind that of the activity which started its workflow.</summary>
    public static string PathOf(WorkflowState state, int instanceId) =>
        state.Instances.FirstOrDefault(i => i.Id == instanceId) is { } instance ? ScopeOf(state, instance)?.Prefix + instance.Node : "";

    private static ScopeState? ScopeOf(WorkflowState state, InstanceState instance) =>
        instance.Scope is { } id ? state.Scopes?.FirstOrDefault(s => s.Id == id) : null;
}
