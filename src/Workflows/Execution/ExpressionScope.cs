using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>What an expression of one activity instance can see: variables of its containers, inputs, earlier outputs.</summary>
internal sealed class ExpressionScope(Burst burst, ActivityInstance instance) : IScriptHost, IScriptHeir
{
    private Value _variables;
    private IReadOnlyList<string> _names = [];

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

    /// <summary>What a script sees of a variable: a Date where it holds a date and time, else the value itself.</summary>
    public Value Read(VariableDefinition variable)
    {
        var value = Variable(variable.Id);
        if (value.IsUndefined) return Value.Null;
        return variable.Type is { Base: BaseType.DateTime, IsArray: false } && value.IsString ? Value.NewDate(ValueConversion.InstantOf(value)) : value;
    }

    /// <summary>Value of the nearest variable with this id.</summary>
    public Value Variable(string id)
    {
        for (var at = instance; at is not null && at.Scope == instance.Scope; at = at.Parent)
            if (at.Variables is { } values && values.TryGetValue(id, out var value)) return value;
        return Value.Undefined;
    }

    /// <summary>Sets the nearest variable with this id, converted to its type; false where there is none.</summary>
    public bool TrySetVariable(string id, Value value)
    {
        if (Owner(id) is not { } owner) return false;
        owner.Variables![id] = ValueConversion.To(Declared(owner.Node, id).Type, value);
        return true;
    }

    /// <summary>Sets the nearest variable of this name, on the account of the run that asks.</summary>
    /// <exception cref="ScriptException">There is none.</exception>
    /// <exception cref="ValueConversionException">The value is not of its type.</exception>
    public Value Assign(ScriptRun run, string name, Value value)
    {
        if (Find(name) is not { } variable) throw new ScriptException(ScriptErrorCodes.Error, $"There is no variable “{name}”.");
        Keep(run, variable, value);
        if (_variables.TryGetProperty(name, out _)) _variables.TrySetProperty(name, Read(variable));
        return Value.Undefined;
    }

    /// <summary>The nearest variable of this name.</summary>
    public VariableDefinition? Find(string name)
    {
        // A loop and no predicate: this is on the way of every condition, and a predicate is an object for each call.
        foreach (var variable in instance.Node.Variables)
            if (ExpressionNames.Same(variable.Name, name)) return variable;
        return null;
    }

    /// <summary>The nearest variable that an accessor such as getX names.</summary>
    public VariableDefinition? Accessible(string subject) =>
        Find(subject) is { } variable && ExpressionNames.IsAccessible(variable.Name) ? variable : null;

    /// <summary>Runs a script and takes back what it left in the object <c>variables</c>.</summary>
    public Value Run(Script script)
    {
        var names = script.MembersOf("variables");
        _names = names;
        if (names.Count == 0) return script.Run(this);
        _variables = Value.NewObject();
        for (var i = 0; i < names.Count; i++)
            if (Accessible(names[i]) is { } known) _variables.TrySetProperty(names[i], Read(known));
        return script.Run(this);
    }

    /// <inheritdoc/>
    public Value Inherit(ScriptRun run, Value result)
    {
        for (var i = 0; i < _names.Count; i++)
            if (_variables.TryGetProperty(_names[i], out var value) && Accessible(_names[i]) is { } variable && HasChanged(variable, value))
                Keep(run, variable, value);
        return DataValue.Of(run, result);
    }

    /// <summary>Lists and objects are the variable's own and change in place; a Date is a copy.</summary>
    private bool HasChanged(VariableDefinition variable, Value after)
    {
        var before = Variable(variable.Id);
        return after.TryGetDate(out var date) && before.IsString ? date != ValueConversion.InstantOf(before) : !after.StrictEquals(before);
    }

    private static VariableDefinition Declared(PlanNode node, string id)
    {
        foreach (var variable in node.Variables)
            if (variable.Id == id) return variable;
        throw new InvalidOperationException($"{node.Path} holds a value of {id}, which it does not declare.");
    }

    /// <summary>Sets a variable from a script. A conversion walks the value, so a script that asks for many must pay for each.</summary>
    private void Keep(ScriptRun run, VariableDefinition variable, Value value)
    {
        value = DataValue.Of(run, value);
        if (variable.Type != DataType.Object && value.Kind == ValueKind.Object) new JsonTextWriter(run).Write(value);
        else if (value.IsString) run.Scan(value.TextLength);
        TrySetVariable(variable.Id, value);
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
        for (var at = instance; at is not null && at.Scope == instance.Scope; at = at.Parent)
            if (at.Variables is not null && at.Variables.ContainsKey(id)) return at;
        return null;
    }
}
