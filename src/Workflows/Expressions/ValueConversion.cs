using System.Globalization;
using System.Text.Json;
using System.Xml;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Expressions;

/// <summary>A value that is not of the type it must have.</summary>
public sealed class ValueConversionException(string message) : Exception(message);

/// <summary>Converts values to the types that definitions name. Strict: what does not convert is a fault, never a default.</summary>
public static class ValueConversion
{
    /// <summary>The value as this type; null and undefined stay what they are.</summary>
    /// <exception cref="ValueConversionException">It cannot be one.</exception>
    public static Value To(DataType type, Value value)
    {
        if (value.IsNullish || type is { Base: BaseType.Object, IsArray: false }) return value;
        if (!type.IsArray) return Scalar(type.Base, value);
        if (value.Kind == ValueKind.String && TryParseJson(value.AsText, out var parsed)) value = parsed;
        if (!value.TryGetArray(out var items)) throw new ValueConversionException($"A list of {type.Base} was expected.");
        return Value.NewArray(items.Select(item => item.IsNullish ? item : Scalar(type.Base, item)));
    }

    private static Value Scalar(BaseType type, Value value) => type switch
    {
        BaseType.Object => value,
        BaseType.String => value.Kind == ValueKind.String ? value : Value.From(value.Kind == ValueKind.Object ? value.ToJsonText() : value.AsText),
        BaseType.Boolean => Boolean(value),
        BaseType.Int32 => Whole(value, int.MinValue, int.MaxValue, type),
        BaseType.Int64 => Whole(value, long.MinValue, long.MaxValue, type),
        BaseType.Decimal or BaseType.Double => Value.From(Number(value, type)),
        BaseType.DateTime => Instant(value),
        BaseType.TimeSpan => Value.From(Span(value).ToString("c", CultureInfo.InvariantCulture)),
        _ => throw new ValueConversionException($"Unknown type {type}."),
    };

    private static Value Boolean(Value value)
    {
        if (value.Kind == ValueKind.Boolean) return value;
        if (value.Kind == ValueKind.String && bool.TryParse(value.AsText, out var parsed)) return Value.From(parsed);
        if (value.Kind == ValueKind.Number) return Value.From(value.AsBoolean);
        throw new ValueConversionException("True or false was expected.");
    }

    private static Value Whole(Value value, double min, double max, BaseType type)
    {
        var number = Number(value, type);
        return number >= min && number <= max
            ? Value.From(Math.Round(number, MidpointRounding.ToEven))
            : throw new ValueConversionException($"The number does not fit {type}.");
    }

    private static double Number(Value value, BaseType type)
    {
        if (value.Kind == ValueKind.Number && double.IsFinite(value.AsNumber)) return value.AsNumber;
        if (value.Kind == ValueKind.String && double.TryParse(value.AsText, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed)) return parsed;
        throw new ValueConversionException($"A number ({type}) was expected.");
    }

    /// <summary>An instant written as text; UTC where it names no offset.</summary>
    /// <exception cref="ValueConversionException">It is none.</exception>
    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : throw new ValueConversionException("A date and time was expected.");

    private static Value Instant(Value value)
    {
        if (value.Kind == ValueKind.Number) return Value.From(DateTimeOffset.FromUnixTimeMilliseconds((long)value.AsNumber).ToString("O", CultureInfo.InvariantCulture));
        var text = value.Kind == ValueKind.Object ? value.ToJson().ToString() : value.AsText;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
            ? Value.From(text)
            : throw new ValueConversionException("A date and time was expected.");
    }

    /// <summary>A span of time written as 1.02:03:04 or PT5M, or given in milliseconds.</summary>
    /// <exception cref="ValueConversionException">It is none of them.</exception>
    public static TimeSpan Span(Value value)
    {
        if (value.Kind == ValueKind.Number) return TimeSpan.FromMilliseconds(value.AsNumber);
        var text = value.AsText;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)) return span;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (FormatException)
        {
            throw new ValueConversionException("A span of time was expected, such as 1.00:00:00 or P1D.");
        }
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
