using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Leaves by the first case that holds, or by each that does; by Default where none does.</summary>
public sealed class FlowSwitch : Activity, IPrepared
{
    private const string DefaultPort = "Default";

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowSwitch",
        new("多路判断", "Switch"), new("按条件选择一条或多条路。", "Leaves by the cases whose conditions hold."))
    { Inputs = [SwitchCases.Cases, SwitchCases.Mode], Outcomes = [DefaultPort], OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var cases = SwitchCases.Of(context.Node);
        var matching = cases.Matching(context);
        return matching.Count == 0 ? Outcome.Done(DefaultPort) : Outcome.Done([.. matching.Select(cases.LabelOf)]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutcomesOf(PlanNode node) => [.. SwitchCases.Of(node).Labels, DefaultPort];

    object IPrepared.Prepare(PlanNode node, InputReader reader) => SwitchCases.Read(node, reader);
}
