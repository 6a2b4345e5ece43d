using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Activities;

/// <summary>Runs a script, which may choose the outcomes to leave by.</summary>
public sealed class RunJavaScript : Activity, IPrepared
{
    private static readonly InputDescriptor Code = new("script", DataType.String, new("脚本", "The script"), IsRequired: true)
    { Example = "\"setOutcome(getInput('Amount') > 100 ? 'Large' : 'Small')\"" };
    private static readonly InputDescriptor PossibleOutcomes = new("possibleOutcomes", new DataType(BaseType.String, true, true), new("可能的结果", "Outcomes that setOutcome and setOutcomes may name"))
    { Example = """["Large","Small"]""" };
    private static readonly OutputDescriptor Result = new("result", DataType.Object, new("脚本的值", "What the script gave"));

    /// <inheritdoc/>
    public override ActivityDescriptor Descriptor { get; } = new("Elsa.RunJavaScript",
        new("执行脚本", "Run JavaScript"), new("执行一段脚本，脚本可决定走哪条路。", "Runs a script, which may choose the outcomes to leave by."))
    { Inputs = [Code, PossibleOutcomes], Outputs = [Result] };

    internal override IReadOnlyList<string> ScriptNames => ["setOutcome", "setOutcomes"];

    /// <inheritdoc/>
    public override Outcome Execute(ActivityContext context)
    {
        if (string.IsNullOrWhiteSpace(context.Text(Code))) return Outcome.Done();
        IReadOnlyList<string> ports = [Outcome.DonePort];
        var script = context.Node.Prepared as Script ?? Script.Parse(context.Text(Code)!);
        var result = context.Run(script, name => name switch
        {
            "setOutcome" => Value.Function(name, args => Choose([args.Length > 0 ? Port(args[0]) : Outcome.DonePort])),
            "setOutcomes" => Value.Function(name, args => Choose(args.Length > 0 && args[0].TryGetArray(out var names) ? [.. names.Select(Port)] : [])),
            _ => Value.Undefined,
        });
        if (!result.IsNullish) context.SetOutput(Result, result);
        return Outcome.Done(ports);

        // An object's text would be worked out by its own code, and on nobody's account.
        static string Port(Value name) => name.Kind == ValueKind.Object ? "" : name.AsText;

        Value Choose(IReadOnlyList<string> chosen)
        {
            ports = chosen;
            return Value.Undefined;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> OutcomesOf(PlanNode node) =>
        node.Inputs[1] is LiteralInput literal && literal.Value.TryGetArray(out var names)
            ? [.. names.Select(n => n.AsText).Append(Outcome.DonePort).Distinct(StringComparer.Ordinal)]
            : Descriptor.Outcomes;

    object? IPrepared.Prepare(PlanNode node, InputReader reader) =>
        node.LiteralText(Code) is { } source ? reader.ParseScript(source, Code.Name) : null;
}
