using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Execution;

/// <summary>An input expression, parsed once.</summary>
internal abstract record CompiledInput(DataType Type)
{
    /// <summary>Known without running.</summary>
    public virtual bool IsConstant => false;

    /// <summary>The value, converted to the input's type.</summary>
    /// <exception cref="ScriptException">The expression failed.</exception>
    /// <exception cref="ValueConversionException">The value does not convert.</exception>
    public Value Evaluate(ExpressionScope scope) =>
        scope.Oracle is { } oracle && !IsConstant ? oracle.Answer(scope, Type) : Compute(scope);

    /// <summary>Works the value out.</summary>
    protected abstract Value Compute(ExpressionScope scope);
}

/// <summary>A value written in the definition.</summary>
internal sealed record LiteralInput(Value Value, DataType Type) : CompiledInput(Type)
{
    public static readonly LiteralInput Absent = new(Value.Undefined, DataType.Object);

    public override bool IsConstant => true;

    protected override Value Compute(ExpressionScope scope) => Value;
}

/// <summary>The value of a variable, found by id.</summary>
internal sealed record VariableInput(string VariableId, DataType Type) : CompiledInput(Type)
{
    protected override Value Compute(ExpressionScope scope) => ValueConversion.To(Type, scope.Variable(VariableId));
}

/// <summary>The value of a workflow input, found by name.</summary>
internal sealed record WorkflowInput(string Name, DataType Type) : CompiledInput(Type)
{
    protected override Value Compute(ExpressionScope scope) => ValueConversion.To(Type, scope.Input(Name));
}

/// <summary>A JavaScript expression.</summary>
internal sealed record ScriptInput(Script Script, DataType Type) : CompiledInput(Type)
{
    protected override Value Compute(ExpressionScope scope) => ValueConversion.To(Type, scope.Run(Script));
}
