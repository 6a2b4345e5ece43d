namespace OneWindow.Workflows.Expressions;

/// <summary>Marks in a <see cref="Value"/> that its content is not a reference.</summary>
internal sealed class ValueTag(ValueKind kind)
{
    public static readonly ValueTag Null = new(ValueKind.Null);
    public static readonly ValueTag Boolean = new(ValueKind.Boolean);
    public static readonly ValueTag Number = new(ValueKind.Number);

    /// <summary>A let, const or parameter before its declaration has run.</summary>
    public static readonly ValueTag Uninitialized = new(ValueKind.Undefined);

    /// <summary>A missing element of an array.</summary>
    public static readonly ValueTag Hole = new(ValueKind.Undefined);

    /// <summary>The result of an optional chain that met null or undefined; never seen outside the chain.</summary>
    public static readonly ValueTag BrokenChain = new(ValueKind.Undefined);

    public ValueKind Kind { get; } = kind;
}
