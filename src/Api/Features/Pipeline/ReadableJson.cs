using System.Text.Json;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Pipeline;

/// <summary>JSON that came from outside, before anybody reads its texts.</summary>
internal static class ReadableJson
{
    /// <summary>Finds texts and names that hold half of a character, which no reader and no database takes.</summary>
    public static void Check(JsonElement? json, string field, Findings findings)
    {
        try
        {
            if (json is { } given) Read(given);
        }
        catch (InvalidOperationException)
        {
            findings.Add(field, "含有无效字符。(There are invalid characters.)");
        }
    }

    private static void Read(JsonElement json)
    {
        if (json.ValueKind is JsonValueKind.String) _ = json.GetString();
        else if (json.ValueKind is JsonValueKind.Array) foreach (var item in json.EnumerateArray()) Read(item);
        else if (json.ValueKind is JsonValueKind.Object)
        {
            foreach (var part in json.EnumerateObject())
            {
                _ = part.Name;
                Read(part.Value);
            }
        }
    }
}
