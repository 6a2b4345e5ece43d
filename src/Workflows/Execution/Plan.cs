using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// A definition compiled once: activities resolved, expressions parsed, connections laid out. Immutable, shared by all
/// runs of its version, and made in time linear in nodes and edges.
/// </summary>
public sealed class Plan
{
    private readonly Dictionary<string, PlanNode> _byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlanNode?> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlanNode> _byName = new(StringComparer.OrdinalIgnoreCase);

    private readonly Lazy<Dictionary<string, (string Activity, string Output)>> _outputAccessors;

    internal Plan(WorkflowDefinition definition, PlanNode[] nodes)
    {
        Definition = definition;
        Nodes = nodes;
        _outputAccessors = new(() => ExpressionNames.Outputs(this));
        foreach (var node in nodes)
        {
            _byPath[node.Path] = node;
            // An id used in two containers names neither; such an activity is named by its path.
            _byId[node.Id] = _byId.ContainsKey(node.Id) ? null : node;
            if (node.Definition.Name is { } name) _byName.TryAdd(name, node);
        }
        foreach (var node in nodes) _byName.TryAdd(node.Id, node);
        Triggers = [.. nodes.Where(n => n.Activity is ITrigger && n.Definition.CanStartWorkflow)];
    }

    /// <summary>The definition this was made from.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>Every activity, parents before children; those of workflows used as activities are in plans of their own.</summary>
    public IReadOnlyList<PlanNode> Nodes { get; }

    /// <summary>Activities that may start the workflow by themselves, such as an event or a timer.</summary>
    public IReadOnlyList<PlanNode> Triggers { get; }

    /// <summary>The activity that is the workflow.</summary>
    public PlanNode Root => Nodes[0];

    /// <summary>Activity and output that each <c>get{Output}From{Activity}</c> names, by the part after get.</summary>
    internal IReadOnlyDictionary<string, (string Activity, string Output)> OutputAccessors => _outputAccessors.Value;

    /// <summary>Finds an activity by its path, or by its id where only one has it; behind the path of a workflow used as an activity and '/' within that.</summary>
    public PlanNode? Find(string idOrPath)
    {
        var within = idOrPath.IndexOf('/', StringComparison.Ordinal);
        if (within < 0) return _byPath.GetValueOrDefault(idOrPath) ?? _byId.GetValueOrDefault(idOrPath);
        return Find(idOrPath[..within])?.Activity is WorkflowActivity used ? used.Plan.Find(idOrPath[(within + 1)..]) : null;
    }

    /// <summary>Finds an activity by what expressions call it: its name, whatever the case of its letters, or its id.</summary>
    internal PlanNode? FindByIdOrName(string idOrName) => _byId.GetValueOrDefault(idOrName) ?? _byName.GetValueOrDefault(idOrName);

    /// <summary>Compiles a definition with the activities of this library.</summary>
    /// <exception cref="DefinitionException">It has errors.</exception>
    public static Plan Compile(WorkflowDefinition definition) => Compile(definition, ActivityRegistry.BuiltIn);

    /// <summary>Compiles a definition.</summary>
    /// <param name="library">Definitions that it may use as activities; null for none.</param>
    /// <exception cref="DefinitionException">It has errors.</exception>
    public static Plan Compile(WorkflowDefinition definition, ActivityRegistry registry, IWorkflowLibrary? library = null)
    {
        var compiler = new PlanCompiler(definition, registry, library);
        var plan = compiler.Compile();
        return compiler.Errors.Count == 0 ? plan : throw new DefinitionException(compiler.Errors);
    }
}
