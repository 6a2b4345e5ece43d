using System.Text.Json.Nodes;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Execution;

/// <summary>Turns a definition into a plan and gathers every error on the way.</summary>
internal sealed class PlanCompiler(WorkflowDefinition definition, ActivityRegistry registry, IWorkflowLibrary? library)
{
    private readonly List<PlanNode> _nodes = [];
    private readonly OutputReferences _references = new();

    public List<Finding> Errors { get; } = [];

    public Plan Compile()
    {
        CheckTypes("inputs", definition.Inputs);
        CheckTypes("outputs", definition.Outputs);
        Add(definition.Root, null, 0);
        foreach (var node in _nodes) Resolve(node);
        foreach (var node in _nodes) node.KeepsResults = _references.Mentions(node.Definition);
        return new Plan(definition, [.. _nodes]);
    }

    private void CheckTypes(string list, IReadOnlyList<ArgumentDefinition> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
            if (!arguments[i].Type.IsKnown)
                Errors.Add(new("OW011-unknown-type", FindingSeverity.Error, null, $"$.{list}[{i}].type", $"“{arguments[i].Name}” has the unknown type “{arguments[i].TypeName}”."));
    }

    private PlanNode Add(ActivityDefinition activity, PlanNode? parent, int position)
    {
        var kind = registry.Find(activity.Type) ?? Used(activity);
        if (kind is null)
            Error("OW101-unknown-activity", activity, ".type", $"There is no activity of the type “{activity.Type}”.");
        var node = new PlanNode(_nodes.Count, activity, kind ?? UnknownActivity.Instance, parent, position);
        _nodes.Add(node);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var children = new List<PlanNode>(activity.Children.Count);
        foreach (var (_, child) in activity.Children)
        {
            if (!ids.Add(child.Id)) Error("OW102-duplicate-id", child, ".id", $"Two activities of one container have the id “{child.Id}”.");
            children.Add(Add(child, node, children.Count));
        }
        node.Children = children;
        return node;
    }

    /// <summary>A workflow that stands behind an activity type.</summary>
    private WorkflowActivity? Used(ActivityDefinition activity)
    {
        try
        {
            return library?.FindFor(activity) is { } plan ? new WorkflowActivity(activity.Type, plan) : null;
        }
        catch (DefinitionException e)
        {
            foreach (var finding in e.Findings) Errors.Add(finding with { ActivityId = activity.Id, Path = activity.JsonPath });
            return new WorkflowActivity(activity.Type, null);
        }
    }

    private void Resolve(PlanNode node)
    {
        var descriptor = node.Activity.Descriptor;
        var reader = new InputReader(definition, node, Errors, _references);
        node.Variables = [.. ExpressionNames.Variables(definition, node)];
        Declare(node, reader);
        node.Inputs = [.. descriptor.Inputs.Select(reader.Read)];
        node.HasDynamicInputs = Array.Exists(node.Inputs, i => !i.IsConstant);
        node.Captures = [.. descriptor.Outputs.Select(output => Capture(node, output.Name))];
        if (node.Activity is IPrepared prepared) node.Prepared = prepared.Prepare(node, reader);
        if (node.Activity is Flowchart) node.Graph = Connect(node);
        node.MergeMode = MergeModeOf(node, reader);
    }

    private void Declare(PlanNode node, InputReader reader)
    {
        var declared = node.Parent is null ? [.. node.Definition.Variables, .. definition.Variables] : node.Definition.Variables;
        if (declared.Count == 0) return;
        node.InitialValues = [.. declared.Select(v => (v.Id, reader.ReadInitial(v)))];
        node.Transient = declared.Where(v => v.IsTransient).Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A join says by its own mode what it waits for.</summary>
    private static MergeMode MergeModeOf(PlanNode node, InputReader reader)
    {
        if (node.Activity is FlowJoin) return FlowJoin.ModeOf(node) == JoinMode.WaitAny ? MergeMode.Race : MergeMode.Merge;
        if (node.Definition.MergeMode is not { Length: > 0 } written || written == "None") return MergeMode.Stream;
        return Enum.TryParse(written, ignoreCase: true, out MergeMode mode) && Enum.IsDefined(mode)
            ? mode
            : reader.Report("OW110-bad-option", "customProperties.mergeMode", "A merge mode is one of None, Stream, Merge, Converge, Cascade, Race.", MergeMode.Stream);
    }

    /// <summary>The variable, or workflow output, that an output property names.</summary>
    private string? Capture(PlanNode node, string output)
    {
        if (node.Definition.Property(output) is not JsonObject { } json || json["memoryReference"] is not JsonObject reference) return null;
        var id = WorkflowDefinition.Text(reference, "id");
        if (string.IsNullOrEmpty(id)) return null;
        if (!Array.Exists(node.Variables, v => v.Id == id) && !definition.Outputs.Any(o => o.Name == id))
            Error("OW106-unknown-variable", node.Definition, $".{output}.memoryReference.id", $"There is no variable or output “{id}” to capture {output} into.");
        return id;
    }

    private FlowGraph Connect(PlanNode flowchart)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var child in flowchart.Children) positions.TryAdd(child.Id, child.Position);
        var edges = new List<FlowEdge>();
        var inbound = new HashSet<int>();
        foreach (var connection in flowchart.Definition.Connections)
        {
            if (!positions.TryGetValue(connection.Source, out var source) || !positions.TryGetValue(connection.Target, out var target))
            {
                var missing = positions.ContainsKey(connection.Source) ? connection.Target : connection.Source;
                Errors.Add(new("OW103-dangling-connection", FindingSeverity.Error, flowchart.Id, connection.JsonPath, $"The connection names the activity “{missing}”, which the flowchart does not have."));
                continue;
            }
            edges.Add(new FlowEdge(edges.Count, source, connection.SourcePort ?? Outcome.DonePort, target));
            inbound.Add(target);
        }
        return new FlowGraph(flowchart.Children.Count, StartOf(flowchart, inbound), edges);
    }

    /// <summary>Elsa's order: the Start activity, one that may start a workflow, the first that nothing leads to, the first.</summary>
    private static int StartOf(PlanNode flowchart, HashSet<int> inbound)
    {
        var children = flowchart.Children;
        var start = children.FirstOrDefault(c => c.Activity is Start)
            ?? children.FirstOrDefault(c => c.Definition.CanStartWorkflow)
            ?? children.FirstOrDefault(c => !inbound.Contains(c.Position))
            ?? (children.Count > 0 ? children[0] : null);
        return start?.Position ?? 0;
    }

    private void Error(string code, ActivityDefinition at, string suffix, string message) =>
        Errors.Add(new(code, FindingSeverity.Error, at.Id, at.JsonPath + suffix, message));
}
