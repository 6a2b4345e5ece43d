using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Activities;

/// <summary>A body decides a step: the human task of a case.</summary>
public sealed class HandleStep : DecidedStep
{
    /// <summary>Stands among the steps for whoever registered the case.</summary>
    private const string Registrar = "registrar";

    private static readonly InputDescriptor NotBy = new("notBy", DataType.Object, new("不得由办过这些环节的人办理（环节编号或 registrar）", "Steps whose deciders may not decide this one, or \"registrar\""))
    { Example = """["registrar"]""" };

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("OneWindow.HandleStep",
        new("办理环节", "Handle step"), new("交给一个单位办理，等待其决定。", "Gives a step to a body and waits for its decision."))
    { Inputs = [.. SharedInputs, NotBy], Outputs = SharedOutputs, Outcomes = [], WaitsFor = BookmarkKind.WorkItem };

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        // Beside a step of a used workflow stand steps of that workflow.
        var prefix = context.ActivityId[..^context.Node.Id.Length];
        var steps = Steps(context.Input(NotBy)).ConvertAll(s => s == Registrar ? s : prefix + s);
        return Open(context, item => item with { NotBy = steps.Count == 0 ? null : steps });
    }

    private protected override void Check(PlanNode node, InputReader reader)
    {
        if (node.Inputs[Array.IndexOf([.. Descriptor.Inputs], NotBy)] is not LiteralInput { Value.IsNullish: false } literal) return;
        var steps = Steps(literal.Value);
        var known = node.Parent?.Definition.Children.Select(c => c.Activity.Id).Append(Registrar).ToHashSet(StringComparer.Ordinal) ?? [];
        if (steps.Count == 0 || steps.Exists(s => !known.Contains(s)))
            reader.Report("OW119-bad-not-by", NotBy.Name, "“notBy” lists ids of steps beside this one, or registrar.", 0);
    }

    private static List<string> Steps(Value value) => value.TryGetArray(out var items) ? [.. items.Select(i => i.AsText)] : [];
}
