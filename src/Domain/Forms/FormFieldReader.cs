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

    /// <summary>The same with each condition decided by the answers.</summary>
    public static IReadOnlyList<FormField> Read(SchemaNode node, JsonElement answers)
    {
        var (fields, required) = (new List<FormField>(), new HashSet<string>(StringComparer.Ordinal));
        Collect(node, answers, fields, required);
        return [.. fields.Select(f => required.Contains(f.Key) && !f.Required ? f with { Required = true } : f)];
    }

    private static void Collect(SchemaNode node, JsonElement answers, List<FormField> fields, HashSet<string> required)
    {
        required.UnionWith(node.Required ?? []);
        foreach (var (key, schema) in node.Properties ?? [])
        {
            if (schema.Always is not null || fields.Exists(f => f.Key == key)) continue;
            var own = answers.ValueKind is JsonValueKind.Object && answers.TryGetProperty(key, out var value) ? value : default;
            var field = Field(key, schema, false, false);
            fields.Add(schema.Properties is null ? field : field with { Children = Read(schema, own) });
        }

        foreach (var part in node.AllOf ?? []) Collect(part, answers, fields, required);
        if (node.If is { } condition && (SchemaChecker.Fits(condition, answers) ? node.Then : node.Else) is { } branch) Collect(branch, answers, fields, required);
        // Of alternatives none is chosen before all is filled in: their fields are offered, and none is asked for.
        foreach (var part in (IEnumerable<SchemaNode>)[.. node.AnyOf ?? [], .. node.OneOf ?? []]) Collect(part, true, fields);
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
