using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OneWindow.Domain.Forms;

/// <summary>Checks a value against a schema, as JSON Schema 2020-12 says for the keywords that are supported.</summary>
internal static class SchemaChecker
{
    public static void Check(SchemaNode node, JsonElement value, string path, List<FormError> errors)
    {
        if (node.Always is { } always)
        {
            if (!always) errors.Add(new(path, "not-allowed", ""));
            return;
        }

        if (node.Types is { } types && !types.Any(t => IsOfType(value, t)))
        {
            errors.Add(new(path, "type", string.Join('|', types)));
            return;
        }

        CheckFixedValues(node, value, path, errors);
        switch (value.ValueKind)
        {
            case JsonValueKind.String: CheckText(node, value.GetString()!, path, errors); break;
            case JsonValueKind.Number: CheckNumber(node, value, path, errors); break;
            case JsonValueKind.Array: CheckList(node, value, path, errors); break;
            case JsonValueKind.Object: CheckObject(node, value, path, errors); break;
        }

        CheckCombinations(node, value, path, errors);
    }

    public static bool Fits(SchemaNode node, JsonElement value) => ErrorsOf(node, value, "").Count == 0;

    private static List<FormError> ErrorsOf(SchemaNode node, JsonElement value, string path)
    {
        var errors = new List<FormError>();
        Check(node, value, path, errors);
        return errors;
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && (value.TryGetDecimal(out var exact) ? exact == decimal.Truncate(exact) : double.IsInteger(value.GetDouble())),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        _ => value.ValueKind is JsonValueKind.Null,
    };

    private static void CheckFixedValues(SchemaNode node, JsonElement value, string path, List<FormError> errors)
    {
        if (node.Enum is { } choices && !choices.Any(c => JsonElement.DeepEquals(c, value)))
            errors.Add(new(path, "enum", string.Join(", ", choices.Select(Text))));
        if (node.Const is { } constant && !JsonElement.DeepEquals(constant, value)) errors.Add(new(path, "const", Text(constant)));
    }

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static void CheckText(SchemaNode node, string text, string path, List<FormError> errors)
    {
        if (node.MinLength is not null || node.MaxLength is not null)
        {
            // Code points, so that a rare character outside the basic plane counts as one.
            var length = text.EnumerateRunes().Count();
            if (length < node.MinLength) errors.Add(new(path, "min-length", Text(node.MinLength)));
            if (length > node.MaxLength) errors.Add(new(path, "max-length", Text(node.MaxLength)));
        }

        if (node.Pattern is { } pattern && !IsMatch(pattern, text)) errors.Add(new(path, "pattern", pattern.ToString()));
        if (node.Format is { } format && FormFormats.Fault(format, text) is { } fault) errors.Add(new(path, "format", fault));
    }

    private static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static void CheckNumber(SchemaNode node, JsonElement value, string path, List<FormError> errors)
    {
        // Beyond decimal's range only the sign matters for limits that are themselves decimals.
        var number = value.TryGetDecimal(out var exact) ? exact : value.GetDouble() < 0 ? decimal.MinValue : decimal.MaxValue;
        if (number < node.Minimum) errors.Add(new(path, "minimum", Text(node.Minimum)));
        if (number > node.Maximum) errors.Add(new(path, "maximum", Text(node.Maximum)));
        if (number <= node.ExclusiveMinimum) errors.Add(new(path, "exclusive-minimum", Text(node.ExclusiveMinimum)));
        if (number >= node.ExclusiveMaximum) errors.Add(new(path, "exclusive-maximum", Text(node.ExclusiveMaximum)));
    }

    private static string Text<T>(T? number)
        where T : struct, IFormattable => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static void CheckList(SchemaNode node, JsonElement list, string path, List<FormError> errors)
    {
        var length = list.GetArrayLength();
        if (length < node.MinItems) errors.Add(new(path, "min-items", Text(node.MinItems)));
        if (length > node.MaxItems) errors.Add(new(path, "max-items", Text(node.MaxItems)));
        if (node.Items is not { } items) return;
        var index = 0;
        foreach (var item in list.EnumerateArray()) Check(items, item, $"{path}[{index++}]", errors);
    }

    private static void CheckObject(SchemaNode node, JsonElement value, string path, List<FormError> errors)
    {
        foreach (var name in node.Required ?? [])
        {
            if (!value.TryGetProperty(name, out _)) errors.Add(new(Join(path, name), "required", ""));
        }

        foreach (var (name, schema) in node.Properties ?? [])
        {
            if (value.TryGetProperty(name, out var child)) Check(schema, child, Join(path, name), errors);
        }

        if (!node.ForbidsOthers) return;
        foreach (var other in value.EnumerateObject().Where(p => node.Properties?.Exists(k => k.Key == p.Name) is not true))
            errors.Add(new(Join(path, other.Name), "unknown-field", ""));
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static void CheckCombinations(SchemaNode node, JsonElement value, string path, List<FormError> errors)
    {
        foreach (var part in node.AllOf ?? []) Check(part, value, path, errors);
        if (node.If is { } condition && (Fits(condition, value) ? node.Then : node.Else) is { } branch) Check(branch, value, path, errors);
        if (node.AnyOf is { } any && !any.Any(part => Fits(part, value))) errors.Add(new(path, "any-of", FieldsAtFault(any, value)));
        if (node.OneOf is { } one && one.Count(part => Fits(part, value)) != 1) errors.Add(new(path, "one-of", FieldsAtFault(one, value)));
    }

    private static string FieldsAtFault(SchemaNode[] parts, JsonElement value) =>
        string.Join(", ", parts.SelectMany(p => ErrorsOf(p, value, "")).Select(e => e.Path).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal));
}
