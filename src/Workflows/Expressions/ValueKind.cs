namespace OneWindow.Workflows.Expressions;

/// <summary>What a <see cref="Value"/> holds. Arrays, dates and functions are all <see cref="Object"/>.</summary>
public enum ValueKind : byte
{
    Undefined,
    Null,
    Boolean,
    Number,
    String,
    Object,
}

/// <summary>A function of the host that scripts can call. It gets the arguments as written, possibly fewer than it wants.</summary>
public delegate Value HostFunction(ReadOnlySpan<Value> args);
