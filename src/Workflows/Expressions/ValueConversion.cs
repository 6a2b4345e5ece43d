using System.Globalization;
using System.Text.Json;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Expressions;

/// <summary>A value that is not of the type it must have.</summary>
public sealed class ValueConversionException(string message) : Exception(message);

/// <summary>
/// Converts values to the types that definitions name, as Elsa does in its strict mode: what does not convert is a
/// fault, never a default. Wider than Elsa in what it takes: ISO durations, milliseconds and numbers as dates too.
/// </summary>
public static partial class ValueConversion
{
    /// <summary>The value as this type; null and undefined stay what they are, and blank text is null for any type but text.</summary>
    /// <exception cref="ValueConversionException">It cannot be one.</exception>
    public static Value To(DataType type, Value value)
    {
        if (value.IsNullish || type is { Base: BaseType.Object, IsArray: false }) return value;
        return type.IsArray ? List(type, value) : Scalar(type.Base, value);
    }

    /// <summary>Whether some value of one type can become the other; only what can never work is false.</summary>
    public static bool CanConvert(DataType from, DataType to)
    {
        if (to is { Base: BaseType.Object or BaseType.String, IsArray: false }) return true;
        if (from is { Base: BaseType.Object or BaseType.String or BaseType.Json, IsArray: false }) return true;
        if (from.Base == to.Base && from.IsArray == to.IsArray) return true;
        if (from.Base == BaseType.Bytes || to.Base == BaseType.Bytes) return from.IsArray != to.IsArray && (IsNumber(from.Base) || IsNumber(to.Base));
        if (from.IsArray) return to.IsArray ? CanConvert(from.Item, to.Item) : to.Base == BaseType.Json;
        if (to.IsArray) return false;
        if (to.Base == BaseType.Json) return from.Base == BaseType.TextMap;
        return (IsNumber(to.Base) || to.Base == BaseType.Boolean) && (IsNumber(from.Base) || from.Base == BaseType.Boolean)
            || IsTime(to.Base) && (IsTime(from.Base) || IsNumber(from.Base))
            || to.Base == BaseType.TimeSpan && IsNumber(from.Base);
    }

    private static bool IsNumber(BaseType type) => type is BaseType.Int16 or BaseType.Int32 or BaseType.Int64 or BaseType.Decimal or BaseType.Double;

    private static bool IsTime(BaseType type) => type is BaseType.DateTime or BaseType.DateOnly;

    private static Value List(DataType type, Value value)
    {
        if (value.IsString)
        {
            var text = value.AsText.Trim();
            if (text.Length == 0) return Value.Null;
            if (text[0] == '[' && TryParseJson(text, out var parsed)) value = parsed;
            else if (type.Base == BaseType.String) return Value.NewArray([value]);
        }
        if (!value.TryGetArray(out var items)) throw new ValueConversionException($"A list of {type.Base} was expected.");
        var converted = items.Select(item => item.IsNullish ? item : Scalar(type.Base, item));
        return Value.NewArray(type.IsSet ? converted.Distinct() : converted);
    }

    private static Value Scalar(BaseType type, Value value)
    {
        if (type == BaseType.Object) return value;
        if (type == BaseType.String) return Text(value);
        if (value.IsString && string.IsNullOrWhiteSpace(value.AsText)) return Value.Null;
        return type switch
        {
            BaseType.Json => Json(value),
            BaseType.TextMap => TextMap(value),
            BaseType.Boolean => Boolean(value),
            BaseType.Int16 => Whole(value, short.MinValue, short.MaxValue, type),
            BaseType.Int32 => Whole(value, int.MinValue, int.MaxValue, type),
            BaseType.Int64 => Whole(value, long.MinValue, long.MaxValue, type),
            BaseType.Decimal => Value.From(Number(value, type, NumberStyles.Number | NumberStyles.AllowExponent)),
            BaseType.Double => Value.From(Number(value, type, NumberStyles.Float | NumberStyles.AllowThousands)),
            BaseType.DateTime => Instant(value),
            BaseType.DateOnly => Day(value),
            BaseType.TimeSpan => Value.From(Span(value).ToString("c", CultureInfo.InvariantCulture)),
            BaseType.Guid => Identifier(value),
            BaseType.Bytes => Bytes(value),
            _ => throw new ValueConversionException($"Unknown type {type}."),
        };
    }

    /// <summary>Booleans are written as .NET does, with a capital, as that is what Elsa's activities show.</summary>
    private static Value Text(Value value) => value.Kind switch
    {
        ValueKind.String => value,
        ValueKind.Boolean => Value.From(value.AsBoolean ? bool.TrueString : bool.FalseString),
        ValueKind.Object when value.TryGetDate(out var instant) => Value.From(instant.ToString("O", CultureInfo.InvariantCulture)),
        ValueKind.Object => Value.From(value.ToJsonText()),
        _ => Value.From(value.AsText),
    };

    private static Value Json(Value value)
    {
        if (!value.IsString) return value;
        var text = value.AsText.TrimStart();
        if (text[0] is not ('{' or '[')) return value;
        return TryParseJson(text, out var parsed) ? parsed : throw new ValueConversionException("The text is not JSON.");
    }

    private static Value TextMap(Value value)
    {
        value = Json(value);
        if (value.Kind != ValueKind.Object || value.TryGetArray(out _)) throw new ValueConversionException("An object of texts was expected.");
        return Value.NewObject(value.Properties().Select(p => KeyValuePair.Create(p.Key, p.Value.IsNullish ? p.Value : Text(p.Value))));
    }

    /// <summary>Reads JSON text; false where it is none.</summary>
    public static bool TryParseJson(string text, out Value value)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            value = Value.FromJson(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            value = Value.Undefined;
            return false;
        }
    }
}
