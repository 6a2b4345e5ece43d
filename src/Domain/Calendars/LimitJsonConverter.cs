using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneWindow.Domain.Calendars;

/// <summary>Writes a limit as its short text, so that stored and hand-written JSON look the same.</summary>
public sealed class LimitJsonConverter : JsonConverter<Limit>
{
    public override Limit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String && Limit.TryParse(reader.GetString(), out var limit)
            ? limit
            : throw new JsonException("A limit is written 7wd, 5d, 48h or 1m.");

    public override void Write(Utf8JsonWriter writer, Limit value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.ToString());
    }
}
