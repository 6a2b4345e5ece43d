using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>Completes the workflow it stands in by outcomes of its choice; one used as an activity goes on behind that activity.</summary>
public sealed class Complete : Activity
{
    private static readonly InputDescriptor Outcomes = new("outcomes", DataType.Object, new("结果", "An outcome or a list of outcomes; Done where absent")) { Example = """["Done"]""" };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.Complete",
        new("完成", "Complete"), new("以指定结果完成所在的流程。", "Completes the workflow it stands in by these outcomes."))
    { Inputs = [Outcomes], IsTerminal = true, OnlySteers = true };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        var outcomes = context.Input(Outcomes);
        context.CompleteWorkflow(outcomes.TryGetArray(out var several) ? Outcome.Done([.. several.Select(o => o.AsText)])
            : outcomes.Kind == ValueKind.String ? Outcome.Done(outcomes.AsText)
            : Outcome.Done());
        return Outcome.Done();
    }
}
