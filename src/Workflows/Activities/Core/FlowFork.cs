using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Leaves by several ports at once.</summary>
public sealed class FlowFork : Activity
{
    private static readonly InputDescriptor Branches = new("branches", new DataType(BaseType.String, true, true), new("分支", "Branches"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowFork",
        new("并行分支", "Fork"), new("同时走各个分支。", "Leaves by each of its branches at once."))
    { Inputs = [Branches], OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) =>
        context.Input(Branches).TryGetArray(out var names) && names.Count > 0 ? Outcome.Done([.. names.Select(n => n.AsText)]) : Outcome.Done();

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutcomesOf(PlanNode node) =>
        node.Inputs[0] is LiteralInput literal && literal.Value.TryGetArray(out var names) && names.Count > 0 ? [.. names.Select(n => n.AsText)] : Descriptor.Outcomes;
}
