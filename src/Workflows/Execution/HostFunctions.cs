using System.Collections.Frozen;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>
/// The functions of an expression that look at its workflow. All runs share them, as a call brings along whose it is: a
/// condition that is evaluated a million times makes none of them anew.
/// </summary>
internal static class HostFunctions
{
    private static readonly FrozenDictionary<string, Value> Shared = new Dictionary<string, Body>(StringComparer.Ordinal)
    {
        ["getVariable"] = call => call.Scope.Find(call.Text(0)) is { } variable ? call.Scope.Read(variable) : Value.Undefined,
        ["setVariable"] = call => call.Scope.Assign(call.Run, call.Text(0), call.Value(1)),
        ["getInput"] = call => call.Scope.Input(call.Text(0)),
        ["getOutputFrom"] = call => Burst.ResultOf(call.Scope.Workflow, call.Text(0), call.Value(1).IsNullish ? null : call.Text(1)),
        ["getLastResult"] = call => call.Scope.Workflow.LastResult,
        ["getWorkflowInstanceId"] = call => Value.From(call.Scope.Workflow.InstanceId),
        ["getCorrelationId"] = call => Value.From(call.Scope.Workflow.CorrelationId),
        ["setCorrelationId"] = call => Value.From(call.Scope.Workflow.CorrelationId = call.TextOrNull(0)),
        ["getWorkflowInstanceName"] = call => Value.From(call.Scope.Workflow.Name),
        ["setWorkflowInstanceName"] = call => Value.From(call.Scope.Workflow.Name = call.TextOrNull(0)),
        ["getWorkflowDefinitionId"] = call => Value.From(call.Scope.Workflow.Plan.Definition.DefinitionId),
        ["getWorkflowDefinitionVersionId"] = call => Value.From(call.Scope.Workflow.Plan.Definition.Id),
        ["getWorkflowDefinitionVersion"] = call => Value.From(call.Scope.Workflow.Plan.Definition.Version),
    }.ToFrozenDictionary(f => f.Key, f => Function(f.Key, f.Value), StringComparer.Ordinal);

    private delegate Value Body(Call call);

    /// <summary>Their names.</summary>
    public static IReadOnlyCollection<string> Names => Shared.Keys;

    /// <summary>The function of this name as an activity sees it; undefined where there is none.</summary>
    public static Value Find(ExpressionScope scope, PlanNode node, string name)
    {
        if (Shared.TryGetValue(name, out var function) || ValueFunctions.TryFind(name, out function)) return function;
        return node.Accessors.GetOrAdd(name, static (asked, within) => Accessor(within, asked) is { } body ? Function(asked, body) : Value.Undefined, scope);
    }

    /// <summary>The generated accessors: an output comes before an input, and that before a variable, of the same name.</summary>
    private static Body? Accessor(ExpressionScope scope, string name)
    {
        if (name.Length < 4) return null;
        var subject = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal)) return scope.Accessible(subject) is { } target ? call => call.Scope.Assign(call.Run, target.Name, call.Value(0)) : null;
        if (!name.StartsWith("get", StringComparison.Ordinal)) return null;
        var plan = scope.Workflow.Plan;
        if (plan.OutputAccessors.TryGetValue(subject, out var source)) return call => Burst.ResultOf(call.Scope.Workflow, source.Activity, source.Output);
        if (ExpressionNames.AccessibleInput(plan, subject) is { } input) return call => call.Scope.Input(input.Name);
        return scope.Accessible(subject) is { } variable ? call => call.Scope.Read(variable) : null;
    }

    /// <summary>What is not there is null to a script, as nothing of the host is undefined in Elsa.</summary>
    private static Value Function(string name, Body body) => new(new NativeFunction(name, 0, (run, _, args) =>
        run.Host is ExpressionScope scope ? body(new Call(run, scope, args)) is { IsUndefined: false } value ? value : Value.Null : throw new ScriptException(ScriptErrorCodes.Error, $"{name} is called outside its expression.")));

    /// <summary>One call: whose it is, and what it was given.</summary>
    private readonly ref struct Call(ScriptRun run, ExpressionScope scope, ReadOnlySpan<Value> args)
    {
        private readonly ReadOnlySpan<Value> _args = args;

        public ScriptRun Run => run;

        public ExpressionScope Scope => scope;

        public Value Value(int index) => _args.At(index);

        public string Text(int index) => index < _args.Length ? _args.Text(run, index) : "";

        public string? TextOrNull(int index) => Value(index).IsNullish ? null : Text(index);
    }
}
