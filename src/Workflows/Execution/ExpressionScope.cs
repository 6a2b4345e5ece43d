using System.Globalization;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>What an expression of one activity instance can see: variables of its containers, inputs, earlier outputs.</summary>
internal sealed class ExpressionScope(Burst burst, ActivityInstance instance) : IScriptHost
{
    private Dictionary<string, Value>? _functions;
    private Value _variables;

    /// <inheritdoc/>
    public DateTimeOffset Now => burst.Now;

    /// <inheritdoc/>
    public double NextRandom() => burst.NextRandom();

    public Value Input(string name) => burst.Input.TryGetValue(name, out var value) ? value : Value.Undefined;

    /// <summary>Value of the nearest variable with this id.</summary>
    public Value Variable(string id) => Owner(id)?.Variables![id] ?? Value.Undefined;

    /// <summary>Sets the nearest variable with this id, converted to its type; false where there is none.</summary>
    public bool TrySetVariable(string id, Value value)
    {
        if (Owner(id) is not { } owner) return false;
        var declared = Declared(owner).First(v => v.Id == id);
        owner.Variables![id] = ValueConversion.To(declared.Type, value);
        return true;
    }

    /// <summary>Runs a script and takes back what it left in the object <c>variables</c>.</summary>
    public Value Run(Script script)
    {
        var names = script.MembersOf("variables");
        if (names.Count == 0) return script.Run(this);
        _variables = Value.NewObject(names.Select(name => KeyValuePair.Create(name, Find(name) is { } v ? Variable(v.Id) : Value.Undefined)));
        var result = script.Run(this);
        foreach (var name in names)
            if (Find(name) is { } variable && _variables.TryGetProperty(name, out var value) && !value.StrictEquals(Variable(variable.Id)))
                TrySetVariable(variable.Id, value);
        return result;
    }

    /// <inheritdoc/>
    public bool TryGetGlobal(string name, out Value value)
    {
        if (name == "variables")
        {
            value = _variables;
            return true;
        }
        _functions ??= new Dictionary<string, Value>(StringComparer.Ordinal);
        if (_functions.TryGetValue(name, out value)) return value.Kind != ValueKind.Undefined;
        var body = Function(name);
        value = body is null ? Value.Undefined : Value.Function(name, body);
        _functions[name] = value;
        return body is not null;
    }

    private HostFunction? Function(string name) => name switch
    {
        "getVariable" => args => Find(Text(args, 0)) is { } v ? Variable(v.Id) : Value.Undefined,
        "setVariable" => args => Assign(Text(args, 0), At(args, 1)),
        "getInput" => args => Input(Text(args, 0)),
        "getOutputFrom" => args => burst.ResultOf(Text(args, 0), args.Length > 1 ? Text(args, 1) : null),
        "getLastResult" => _ => burst.LastResult,
        "getWorkflowInstanceId" or "getCorrelationId" => _ => Value.From(burst.CorrelationId),
        "setCorrelationId" => args => Value.From(burst.CorrelationId = Text(args, 0)),
        "getWorkflowInstanceName" => _ => Value.From(burst.Name),
        "setWorkflowInstanceName" => args => Value.From(burst.Name = Text(args, 0)),
        "getWorkflowDefinitionId" => _ => Value.From(burst.Plan.Definition.DefinitionId),
        "getWorkflowDefinitionVersionId" => _ => Value.From(burst.Plan.Definition.Id),
        "getWorkflowDefinitionVersion" => _ => Value.From(burst.Plan.Definition.Version),
        "isNullOrWhiteSpace" => args => Value.From(At(args, 0).IsNullish || string.IsNullOrWhiteSpace(Text(args, 0))),
        "isNullOrEmpty" => args => Value.From(At(args, 0).IsNullish || Text(args, 0).Length == 0),
        "toJson" => args => Value.From(At(args, 0).ToJsonText()),
        _ => Wrapper(name),
    };

    /// <summary>The generated accessors: getX and setX of a variable or input, get{Output}From{Activity}.</summary>
    private HostFunction? Wrapper(string name)
    {
        if (name.Length < 4) return null;
        var subject = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal)) return Find(subject) is { } target ? args => Assign(target.Name, At(args, 0)) : null;
        if (!name.StartsWith("get", StringComparison.Ordinal)) return null;
        if (Find(subject) is { } variable) return _ => Variable(variable.Id);
        var input = burst.Plan.Definition.Inputs.FirstOrDefault(i => ExpressionNames.Same(i.Name, subject));
        if (input is not null) return _ => Input(input.Name);
        var from = subject.LastIndexOf("From", StringComparison.Ordinal);
        return from > 0 ? _ => burst.ResultOf(subject[(from + 4)..], subject[..from]) : null;
    }

    private Value Assign(string name, Value value)
    {
        if (Find(name) is not { } variable || !TrySetVariable(variable.Id, value))
            throw new ScriptException("script-error", string.Create(CultureInfo.InvariantCulture, $"There is no variable “{name}”."));
        return Value.Undefined;
    }

    private VariableDefinition? Find(string name)
    {
        for (var at = instance; at is not null; at = at.Parent)
            foreach (var variable in Declared(at))
                if (ExpressionNames.Same(variable.Name, name)) return variable;
        return null;
    }

    private IEnumerable<VariableDefinition> Declared(ActivityInstance at) =>
        at.Parent is null ? at.Node.Definition.Variables.Concat(burst.Plan.Definition.Variables) : at.Node.Definition.Variables;

    private ActivityInstance? Owner(string id)
    {
        for (var at = instance; at is not null; at = at.Parent)
            if (at.Variables is not null && at.Variables.ContainsKey(id)) return at;
        return null;
    }

    private static Value At(ReadOnlySpan<Value> args, int index) => index < args.Length ? args[index] : Value.Undefined;

    private static string Text(ReadOnlySpan<Value> args, int index) => index < args.Length ? args[index].AsText : "";
}
