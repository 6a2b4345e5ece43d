using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Expressions;

/// <summary>
/// The one value type of engine and scripts: a JavaScript value in sixteen bytes, numbers and booleans unboxed.
/// <c>default</c> is undefined. Objects are shared by reference; everything else is immutable.
/// </summary>
public readonly partial struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly double _number;

    internal Value(object? reference, double number = 0)
    {
        _reference = reference;
        _number = number;
    }

    public static Value Undefined => default;

    public static Value Null => new(ValueTag.Null);

    public static Value True => new(ValueTag.Boolean, 1);

    public static Value False => new(ValueTag.Boolean, 0);

    public ValueKind Kind => _reference switch
    {
        null => ValueKind.Undefined,
        string or Rope => ValueKind.String,
        ValueTag tag => tag.Kind,
        _ => ValueKind.Object,
    };

    public bool IsUndefined => Kind is ValueKind.Undefined;

    public bool IsNullish => _reference is null || (_reference is ValueTag tag && tag.Kind <= ValueKind.Null);

    public bool IsNumber => ReferenceEquals(_reference, ValueTag.Number);

    public bool IsBoolean => ReferenceEquals(_reference, ValueTag.Boolean);

    public bool IsString => _reference is string or Rope;

    public bool IsFunction => _reference is JsFunction;

    /// <summary>The truth of the value as <c>if</c> sees it: false for undefined, null, false, 0, NaN and the empty text.</summary>
    public bool AsBoolean => _reference switch
    {
        null => false,
        string text => text.Length > 0,
        ValueTag tag => tag.Kind >= ValueKind.Boolean && _number != 0 && !double.IsNaN(_number),
        _ => true,
    };

    /// <summary>The number the value converts to; NaN where it is none. Objects may run their valueOf or toString.</summary>
    public double AsNumber => IsNumber ? _number : Conversions.ToNumber(null, this);

    /// <summary>The text the value converts to. Objects may run their toString.</summary>
    public string AsText => _reference as string ?? Conversions.ToText(null, this);

    /// <summary>The object behind a value of kind <see cref="ValueKind.Object"/>, otherwise null. Compare it by reference only.</summary>
    public object? Object => _reference as JsObject;

    /// <summary>The number itself; only for values known to be numbers or booleans.</summary>
    internal double Number => _number;

    /// <summary>Object, string, rope, box or tag behind the value.</summary>
    internal object? Reference => _reference;

    internal JsObject? AsObject => _reference as JsObject;

    internal JsFunction? AsFunction => _reference as JsFunction;

    /// <summary>The text of a value known to be a string.</summary>
    internal string Text => _reference as string ?? ((Rope)_reference!).Flatten();

    internal int TextLength => _reference is string text ? text.Length : ((Rope)_reference!).Length;

    internal bool IsNull => ReferenceEquals(_reference, ValueTag.Null);

    internal bool IsHole => ReferenceEquals(_reference, ValueTag.Hole);

    internal bool IsBrokenChain => ReferenceEquals(_reference, ValueTag.BrokenChain);

    internal bool IsUninitialized => ReferenceEquals(_reference, ValueTag.Uninitialized);

    internal static Value Hole => new(ValueTag.Hole);

    internal static Value BrokenChain => new(ValueTag.BrokenChain);

    internal static Value Uninitialized => new(ValueTag.Uninitialized);

    public static Value From(bool value) => new(ValueTag.Boolean, value ? 1 : 0);

    public static Value From(double value) => new(ValueTag.Number, value);

    /// <summary>A text; null becomes JavaScript's null.</summary>
    public static Value From(string? value) => value is null ? Null : new(value);

    public static implicit operator Value(bool value) => From(value);

    public static implicit operator Value(double value) => From(value);

    public static implicit operator Value(int value) => From((double)value);

    public static implicit operator Value(string? value) => From(value);

    public static bool operator ==(Value left, Value right) => left.Equals(right);

    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>JavaScript's <c>===</c>: NaN differs from itself, objects are compared by reference.</summary>
    public bool StrictEquals(Value other)
    {
        if (IsNumber) return other.IsNumber && _number == other._number;
        if (ReferenceEquals(_reference, other._reference)) return _number == other._number;
        if (IsString) return other.IsString && TextLength == other.TextLength && string.Equals(Text, other.Text, StringComparison.Ordinal);
        return Kind == other.Kind && Kind is ValueKind.Undefined;
    }

    /// <summary>As <see cref="StrictEquals"/>, but NaN equals NaN, so that values can be keys.</summary>
    public bool Equals(Value other) =>
        StrictEquals(other) || (IsNumber && other.IsNumber && double.IsNaN(_number) && double.IsNaN(other._number));

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => Kind switch
    {
        ValueKind.Undefined => 0,
        ValueKind.Null => 1,
        ValueKind.Boolean => _number == 0 ? 2 : 3,
        ValueKind.Number => _number == 0 ? 4 : _number.GetHashCode(),
        ValueKind.String => Text.GetHashCode(StringComparison.Ordinal),
        _ => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(_reference!),
    };

    /// <summary>For logs and debuggers: never runs script code.</summary>
    public override string ToString() => Kind is ValueKind.Object ? "[object]" : AsText;
}
