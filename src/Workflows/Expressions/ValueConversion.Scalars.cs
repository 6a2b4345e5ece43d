using System.Globalization;
using System.Xml;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Expressions;

public static partial class ValueConversion
{
    private static Value Boolean(Value value)
    {
        if (value.Kind == ValueKind.Boolean) return value;
        if (value.IsString && bool.TryParse(value.AsText, out var parsed)) return Value.From(parsed);
        if (value.Kind == ValueKind.Number) return Value.From(value.AsBoolean);
        throw new ValueConversionException("True or false was expected.");
    }

    /// <summary>A number is rounded to even; text must itself be whole.</summary>
    private static Value Whole(Value value, double min, double max, BaseType type)
    {
        var number = Math.Round(Number(value, type, NumberStyles.Integer), MidpointRounding.ToEven);
        return number >= min && number <= max ? Value.From(number) : throw new ValueConversionException($"The number does not fit {type}.");
    }

    private static double Number(Value value, BaseType type, NumberStyles styles)
    {
        if (value.Kind == ValueKind.Number && double.IsFinite(value.AsNumber)) return value.AsNumber;
        if (value.Kind == ValueKind.Boolean) return value.AsBoolean ? 1 : 0;
        if (value.IsString && double.TryParse(value.AsText, styles, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed)) return parsed;
        throw new ValueConversionException($"A number ({type}) was expected.");
    }

    /// <summary>The instant that a date, its text, or milliseconds since 1970 name; a text without offset is in UTC.</summary>
    /// <exception cref="ValueConversionException">It names none.</exception>
    public static DateTimeOffset InstantOf(Value value)
    {
        if (value.TryGetDate(out var date)) return date;
        if (value.Kind == ValueKind.Number && value.AsNumber is >= -62135596800000 and <= 253402300799999) return DateTimeOffset.FromUnixTimeMilliseconds((long)value.AsNumber);
        if (value.IsString && DateTimeOffset.TryParse(value.AsText, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) return read;
        throw new ValueConversionException("A date and time was expected.");
    }

    /// <summary>Text that names an instant stays as it was written.</summary>
    private static Value Instant(Value value)
    {
        var instant = InstantOf(value);
        return value.IsString ? value : Value.From(instant.ToString("O", CultureInfo.InvariantCulture));
    }

    private static Value Day(Value value) => Value.From(InstantOf(value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>A span of time written as 1.02:03:04 or PT5M, or given in milliseconds.</summary>
    /// <exception cref="ValueConversionException">It is none of them.</exception>
    public static TimeSpan Span(Value value)
    {
        try
        {
            if (value.Kind == ValueKind.Number) return TimeSpan.FromMilliseconds(value.AsNumber);
            if (value.IsString) return TimeSpan.TryParse(value.AsText, CultureInfo.InvariantCulture, out var span) ? span : XmlConvert.ToTimeSpan(value.AsText);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException)
        {
            // Said below, as for any other value that is no span.
        }
        throw new ValueConversionException("A span of time was expected, such as 1.00:00:00 or P1D.");
    }

    private static Value Identifier(Value value) =>
        value.IsString && Guid.TryParse(value.AsText, out var id) ? Value.From(id.ToString()) : throw new ValueConversionException("A GUID was expected.");

    private static Value Bytes(Value value)
    {
        if (value.TryGetArray(out _)) return BytesOf(value) is not null ? value : throw NoBytes();
        return BytesOf(value) is { } bytes ? FromBytes(bytes) : throw NoBytes();
    }

    /// <summary>The bytes of a list of numbers from 0 to 255, of its JSON text, or of base64 text; null where it is none.</summary>
    internal static byte[]? BytesOf(Value value)
    {
        if (value.IsString && value.AsText is var text)
        {
            if (text.StartsWith('[')) return TryParseJson(text, out var parsed) ? BytesOf(parsed) : null;
            var buffer = new byte[text.Length];
            return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
        }
        if (!value.TryGetArray(out var items)) return null;
        var bytes = new byte[items.Count];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!items[i].IsNumber || items[i].AsNumber is not (>= 0 and <= 255) || items[i].AsNumber % 1 != 0) return null;
            bytes[i] = (byte)items[i].AsNumber;
        }
        return bytes;
    }

    internal static Value FromBytes(byte[] bytes) => Value.NewArray(bytes.Select(b => Value.From((double)b)));

    private static ValueConversionException NoBytes() => new("Bytes were expected: numbers from 0 to 255, or base64 text.");
}
