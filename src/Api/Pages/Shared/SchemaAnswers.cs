using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Domain.Forms;

namespace OneWindow.Api.Pages.Shared;

/// <summary>Makes the JSON that a schema describes of the fields that were sent.</summary>
internal static class SchemaAnswers
{
    /// <param name="prefix">What the field names begin with: "form" for "form.amount".</param>
    /// <remarks>What was typed into a field that these answers make idle is left out: it belongs to another answer.</remarks>
    public static JsonElement Read(FormSchema schema, FormState form, string prefix)
    {
        var answers = JsonSerializer.SerializeToElement(Object(schema.Fields, form, prefix));
        // An idle field may itself have decided over others; each round leaves out at least one.
        while (JsonSerializer.SerializeToElement(Object(schema.FieldsFor(answers), form, prefix)) is var fewer && !JsonElement.DeepEquals(fewer, answers))
            answers = fewer;
        return answers;
    }

    private static JsonObject Object(IReadOnlyList<FormField> fields, FormState form, string prefix)
    {
        var answers = new JsonObject();
        foreach (var field in fields)
            if (Value(field, form, $"{prefix}.{field.Key}") is { } value) answers[field.Key] = value;
        return answers;
    }

    private static JsonNode? Value(FormField field, FormState form, string name) => field.Type switch
    {
        "object" => Object(field.Children, form, name) is { Count: > 0 } answers ? answers : null,
        "array" => List(field, form, name),
        _ => form.Text(name) is { } text ? Single(field.Type, text) : null,
    };

    private static JsonArray? List(FormField field, FormState form, string name)
    {
        var values = field.Options.Count > 0
            ? form.All(name)
            : form.Raw(name).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return values.Count == 0 ? null : new JsonArray([.. values.Select(v => JsonValue.Create(v))]);
    }

    // What is no number stays text: the schema then says what is wrong with it.
    private static JsonValue Single(string type, string text) => type switch
    {
        "boolean" when bool.TryParse(text, out var yes) => JsonValue.Create(yes),
        "integer" or "number" when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };
}
