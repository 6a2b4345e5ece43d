using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Brings branches together.</summary>
public sealed class FlowJoin : Activity, IPrepared
{
    private static readonly InputDescriptor Mode = new("mode", DataType.String, new("汇合方式", "When the join runs"))
    { Options = ["WaitAll", "WaitAllActive", "WaitAny"] };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.FlowJoin",
        new("汇合", "Join"), new("任一、全部或全部走到的分支到达后继续；其余未完成的分支撤销。", "Goes on once any, all or all active branches have arrived, and withdraws unfinished ones."))
    { Inputs = [Mode], OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context) => Outcome.Done();

    internal static JoinMode ModeOf(PlanNode node) => (JoinMode)node.Prepared!;

    object IPrepared.Prepare(PlanNode node, InputReader reader) => node.Inputs[0] switch
    {
        LiteralInput { Value.IsNullish: true } => JoinMode.WaitAny,
        LiteralInput literal when Enum.TryParse(literal.Value.AsText, out JoinMode mode) && Enum.IsDefined(mode) => mode,
        _ => reader.Report("OW110-bad-option", "mode", "A join waits as WaitAny, WaitAll or WaitAllActive.", JoinMode.WaitAny),
    };
}

/// <summary>When a join runs.</summary>
internal enum JoinMode
{
    WaitAll,
    WaitAllActive,
    WaitAny,
}
