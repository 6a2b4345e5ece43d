using System.Globalization;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>What an expression of one activity instance can see: variables of its containers, inputs, earlier outputs.</summary>
internal sealed class ExpressionScope(Burst burst, ActivityInstance instance) : IScriptHost
{
    private Value _variables;

    /// <inheritdoc/>
    public DateTimeOffset Now => burst.Now;

    /// <summary>The workflow that the expression belongs to.</summary>
    public Scope Workflow => instance.Scope;

    /// <summary>Names that only this run has; undefined for any other.</summary>
    public Func<string, Value>? Also { get; init; }

    public PlanNode Node => instance.Node;

    /// <summary>Null in a real run.</summary>
    public Oracle? Oracle => burst.Oracle;

    /// <inheritdoc/>
    public double NextRandom() => burst.NextRandom();

    public Value Input(string name) => instance.Scope.InputOf(name);

    /// <summary>Value of the nearest variable with this id.</summary>
    public Value Variable(string id)
    {
        for (var at = instance; at is not null; at = at.Parent)
            if (at.Variables is { } values && values.TryGetValue(id, out var value)) return value;
        return Value.Undefined;
    }

    /// <summary>Sets the nearest variable with this id, converted to its type; false where there is none.</summary>
    public bool TrySetVariable(string id, Value value)
    {
        if (Owner(id) is not { } owner) return false;
        var declared = Array.Find(owner.Node.Variables, v => v.Id == id)!;
        owner.Variables![id] = ValueConversion.To(declared.Type, value);
        return true;
    }

    /// <summary>Sets the nearest variable of this name.</summary>
    /// <exception cref="ScriptException">There is none.</exception>
    public Value Assign(string name, Value value)
    {
        if (Find(name) is not { } variable || !TrySetVariable(variable.Id, value))
            throw new ScriptException("script-error", string.Create(CultureInfo.InvariantCulture, $"There is no variable “{name}”."));
        return Value.Undefined;
    }

    /// <summary>The nearest variable of this name.</summary>
    public VariableDefinition? Find(string name)
    {
        foreach (var variable in instance.Node.Variables)
            if (ExpressionNames.Same(variable.Name, name)) return variable;
        return null;
    }

    /// <summary>Runs a script and takes back what it left in the object <c>variables</c>.</summary>
    public Value Run(Script script)
    {
        var names = script.MembersOf("variables");
        if (names.Count == 0) return script.Run(this);
        _variables = Value.NewObject();
        for (var i = 0; i < names.Count; i++)
            _variables.TrySetProperty(names[i], Find(names[i]) is { } known ? Variable(known.Id) : Value.Undefined);
        var result = script.Run(this);
        for (var i = 0; i < names.Count; i++)
            if (_variables.TryGetProperty(names[i], out var value) && Find(names[i]) is { } variable && !value.StrictEquals(Variable(variable.Id)))
                TrySetVariable(variable.Id, value);
        return result;
    }

    /// <inheritdoc/>
    public bool TryGetGlobal(string name, out Value value)
    {
        value = name == "variables" ? _variables : HostFunctions.Find(this, instance.Node, name);
        if (value.IsUndefined && Also is not null) value = Also(name);
        return value.Kind != ValueKind.Undefined || name == "variables";
    }

    private ActivityInstance? Owner(string id)
    {
        for (var at = instance; at is not null; at = at.Parent)
            if (at.Variables is not null && at.Variables.ContainsKey(id)) return at;
        return null;
    }
}
