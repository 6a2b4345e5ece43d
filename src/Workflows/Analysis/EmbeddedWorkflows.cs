using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis;

/// <summary>The workflows that a plan uses as activities, and those that they use; none can be started as a child.</summary>
internal sealed class EmbeddedWorkflows : IWorkflowLibrary
{
    private readonly Dictionary<(string, int), Plan> _plans = [];

    public EmbeddedWorkflows(Plan plan) => Add(plan);

    public IEnumerable<Plan> Published => [];

    public Plan? Find(string definitionId) => null;

    public Plan? Find(string definitionId, int version) => _plans.GetValueOrDefault((definitionId, version));

    public Plan? FindFor(ActivityDefinition activity) => null;

    private void Add(Plan plan)
    {
        foreach (var used in plan.Nodes.Select(n => n.Activity).OfType<WorkflowActivity>().Select(a => a.Plan))
            if (_plans.TryAdd((used.Definition.DefinitionId, used.Definition.Version), used)) Add(used);
    }
}
