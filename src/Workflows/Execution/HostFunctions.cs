using System.Collections.Frozen;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// The functions that expressions may call. All runs share them, as a call brings along whose it is: a condition that is
/// evaluated a million times makes none of them anew.
/// </summary>
internal static class HostFunctions
{
    private static readonly FrozenDictionary<string, Value> Shared = new Dictionary<string, Body>(StringComparer.Ordinal)
    {
        ["getVariable"] = (scope, args) => scope.Find(Text(args, 0)) is { } v ? scope.Variable(v.Id) : Value.Undefined,
        ["setVariable"] = (scope, args) => scope.Assign(Text(args, 0), At(args, 1)),
        ["getInput"] = (scope, args) => scope.Input(Text(args, 0)),
        ["getOutputFrom"] = (scope, args) => Burst.ResultOf(scope.Workflow, Text(args, 0), args.Length > 1 ? Text(args, 1) : null),
        ["getLastResult"] = (scope, _) => scope.Workflow.LastResult,
        ["getWorkflowInstanceId"] = (scope, _) => Value.From(scope.Workflow.InstanceId),
        ["getCorrelationId"] = (scope, _) => Value.From(scope.Workflow.CorrelationId),
        ["setCorrelationId"] = (scope, args) => Value.From(scope.Workflow.CorrelationId = Text(args, 0)),
        ["getWorkflowInstanceName"] = (scope, _) => Value.From(scope.Workflow.Name),
        ["setWorkflowInstanceName"] = (scope, args) => Value.From(scope.Workflow.Name = Text(args, 0)),
        ["getWorkflowDefinitionId"] = (scope, _) => Value.From(scope.Workflow.Plan.Definition.DefinitionId),
        ["getWorkflowDefinitionVersionId"] = (scope, _) => Value.From(scope.Workflow.Plan.Definition.Id),
        ["getWorkflowDefinitionVersion"] = (scope, _) => Value.From(scope.Workflow.Plan.Definition.Version),
        ["isNullOrWhiteSpace"] = (_, args) => Value.From(At(args, 0).IsNullish || string.IsNullOrWhiteSpace(Text(args, 0))),
        ["isNullOrEmpty"] = (_, args) => Value.From(At(args, 0).IsNullish || Text(args, 0).Length == 0),
        ["toJson"] = (_, args) => Value.From(At(args, 0).ToJsonText()),
    }.ToFrozenDictionary(f => f.Key, f => Function(f.Key, f.Value), StringComparer.Ordinal);

    private delegate Value Body(ExpressionScope scope, ReadOnlySpan<Value> args);

    /// <summary>The function of this name as an activity sees it; undefined where there is none.</summary>
    public static Value Find(ExpressionScope scope, PlanNode node, string name) =>
        Shared.TryGetValue(name, out var function)
            ? function
            : node.Accessors.GetOrAdd(name, static (asked, within) => Accessor(within, asked) is { } body ? Function(asked, body) : Value.Undefined, scope);

    /// <summary>The generated accessors: getX and setX of a variable or input, get{Output}From{Activity}.</summary>
    private static Body? Accessor(ExpressionScope scope, string name)
    {
        if (name.Length < 4) return null;
        var subject = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal)) return scope.Find(subject) is { } target ? (at, args) => at.Assign(target.Name, At(args, 0)) : null;
        if (!name.StartsWith("get", StringComparison.Ordinal)) return null;
        if (scope.Find(subject) is { } variable) return (at, _) => at.Variable(variable.Id);
        var input = scope.Workflow.Plan.Definition.Inputs.FirstOrDefault(i => ExpressionNames.Same(i.Name, subject));
        if (input is not null) return (at, _) => at.Input(input.Name);
        var from = subject.LastIndexOf("From", StringComparison.Ordinal);
        if (from <= 0) return null;
        var (output, activity) = (subject[..from], subject[(from + 4)..]);
        return (at, _) => Burst.ResultOf(at.Workflow, activity, output);
    }

    private static Value Function(string name, Body body) => new(new NativeFunction(name, 0, (run, _, args) =>
        run.Host is ExpressionScope scope ? body(scope, args) : throw new ScriptException(ScriptErrorCodes.Error, $"{name} is called outside its expression.")));

    private static Value At(ReadOnlySpan<Value> args, int index) => index < args.Length ? args[index] : Value.Undefined;

    private static string Text(ReadOnlySpan<Value> args, int index) => index < args.Length ? args[index].AsText : "";
}
