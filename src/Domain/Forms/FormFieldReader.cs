using System.Text.Json;

namespace OneWindow.Domain.Forms;

/// <summary>Derives the fields to draw from a schema.</summary>
internal static class FormFieldReader
{
    public static IReadOnlyList<FormField> Read(SchemaNode node)
    {
        var fields = new List<FormField>();
        Collect(node, false, fields);
        return fields;
    }

    // A field named in several places is drawn once, as the first of them describes it.
    private static void Collect(SchemaNode node, bool isConditional, List<FormField> fields)
    {
        foreach (var (key, schema) in node.Properties ?? [])
        {
            var required = !isConditional && node.Required?.Contains(key) is true;
            if (schema.Always is null && !fields.Exists(f => f.Key == key)) fields.Add(Field(key, schema, required, isConditional));
        }

        foreach (var part in node.AllOf ?? []) Collect(part, isConditional, fields);
        IEnumerable<SchemaNode?> branches = [node.Then, node.Else, .. node.AnyOf ?? [], .. node.OneOf ?? []];
        foreach (var branch in branches.OfType<SchemaNode>()) Collect(branch, true, fields);
    }

    private static FormField Field(string key, SchemaNode node, bool required, bool isConditional) => new(
        key,
        Annotation(node, "title") ?? key,
        Annotation(node, "x-title-en"),
        Annotation(node, "description"),
        Annotation(node, "x-description-en"),
        TypeOf(node),
        Options(node.Enum is null && node.Items is not null ? node.Items : node),
        required,
        isConditional,
        node.Format,
        node.Json.TryGetProperty("x-multiline", out var multiline) && multiline.ValueKind is JsonValueKind.True,
        node.Minimum ?? node.ExclusiveMinimum,
        node.Maximum ?? node.ExclusiveMaximum,
        node.MinLength,
        node.MaxLength,
        node.Pattern?.ToString(),
        node.Json.TryGetProperty("default", out var initial) ? initial.GetRawText() : null,
        Read(node.Items ?? node));

    // Without a type the fixed values tell; a field that says nothing is a line of text.
    private static string TypeOf(SchemaNode node) =>
        node.Types?.FirstOrDefault(t => t != "null") ?? (node.Const ?? node.Enum?[0])?.ValueKind switch
        {
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => node.Properties is not null ? "object" : node.Items is not null ? "array" : "string",
        };

    private static string? Annotation(SchemaNode node, string name) =>
        node.Json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static List<FormOption> Options(SchemaNode node)
    {
        if (node.Enum is not { } values) return [];
        var (names, namesEn) = (Names(node, "x-enum-names"), Names(node, "x-enum-names-en"));
        return [.. values.Select((v, i) =>
        {
            var value = v.ValueKind is JsonValueKind.String ? v.GetString()! : v.GetRawText();
            return new FormOption(value, names.ElementAtOrDefault(i) ?? value, namesEn.ElementAtOrDefault(i));
        })];
    }

    private static List<string?> Names(SchemaNode node, string annotation) =>
        node.Json.TryGetProperty(annotation, out var list) && list.ValueKind is JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(n => n.ValueKind is JsonValueKind.String ? n.GetString() : null)]
            : [];
}
