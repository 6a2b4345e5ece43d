using System.Text.Json;
using System.Text.RegularExpressions;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Forms;

/// <summary>Reads schema objects and refuses whatever would not be checked.</summary>
internal sealed class SchemaReader
{
    private static readonly string[] KnownTypes = ["string", "number", "integer", "boolean", "array", "object", "null"];
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$id", "$comment", "description", "default", "examples", "readOnly", "writeOnly", "deprecated",
    };

    // A hostile or clumsy pattern may cost this much for each answer and no more.
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(200);

    private readonly Findings _unsupported = new();
    private readonly Findings _invalid = new();

    public static SchemaNode Read(JsonElement schema)
    {
        var reader = new SchemaReader();
        var root = reader.ReadNode(schema, "$");
        reader._unsupported.ThrowIfAny("schema-unsupported", "表单用到了不支持的规则 (the form uses a rule that is not supported)");
        reader._invalid.ThrowIfAny("schema-invalid", "表单定义有误 (the form's schema is not valid)");
        return root;
    }

    private SchemaNode ReadNode(JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return new() { Always = schema.ValueKind is JsonValueKind.True };
        var node = new SchemaNode { Json = schema };
        if (schema.ValueKind is not JsonValueKind.Object)
        {
            _invalid.Add(path, "应为对象 (a schema is an object)");
            return node;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            var at = $"{path}.{keyword.Name}";
            if (ReadStructure(node, keyword, at) || ReadValueRule(node, keyword, at) || IsAnnotation(keyword.Name)) continue;
            _unsupported.Add(at, $"不支持“{keyword.Name}” (the keyword {keyword.Name} is not supported)");
        }

        return node;
    }

    private bool ReadStructure(SchemaNode node, JsonProperty keyword, string at)
    {
        switch (keyword.Name)
        {
            case "properties": node.Properties = Named(keyword.Value, at); return true;
            case "items": node.Items = ReadNode(keyword.Value, at); return true;
            case "if": node.If = ReadNode(keyword.Value, at); return true;
            case "then": node.Then = ReadNode(keyword.Value, at); return true;
            case "else": node.Else = ReadNode(keyword.Value, at); return true;
            case "allOf": node.AllOf = Several(keyword.Value, at); return true;
            case "anyOf": node.AnyOf = Several(keyword.Value, at); return true;
            case "oneOf": node.OneOf = Several(keyword.Value, at); return true;
            case "additionalProperties":
                node.ForbidsOthers = keyword.Value.ValueKind is JsonValueKind.False;
                if (keyword.Value.ValueKind is JsonValueKind.Object) _unsupported.Add(at, "只支持 true 或 false (only true and false are supported)");
                return true;
            default: return false;
        }
    }

    private bool ReadValueRule(SchemaNode node, JsonProperty keyword, string at)
    {
        var value = keyword.Value;
        switch (keyword.Name)
        {
            case "type": node.Types = Types(value, at); return true;
            case "required": node.Required = Texts(value, at); return true;
            case "enum": node.Enum = List(value, at) is { Count: > 0 } choices ? [.. choices] : null; return true;
            case "const": node.Const = value; return true;
            case "minimum": node.Minimum = Number(value, at); return true;
            case "maximum": node.Maximum = Number(value, at); return true;
            case "exclusiveMinimum": node.ExclusiveMinimum = Number(value, at); return true;
            case "exclusiveMaximum": node.ExclusiveMaximum = Number(value, at); return true;
            case "minLength": node.MinLength = Count(value, at); return true;
            case "maxLength": node.MaxLength = Count(value, at); return true;
            case "minItems": node.MinItems = Count(value, at); return true;
            case "maxItems": node.MaxItems = Count(value, at); return true;
            case "pattern": node.Pattern = Pattern(value, at); return true;
            case "format": node.Format = Format(value, at); return true;
            default: return false;
        }
    }

    private static bool IsAnnotation(string name) =>
        Annotations.Contains(name) || name.StartsWith("x-", StringComparison.Ordinal) || name.StartsWith("title", StringComparison.Ordinal);

    private List<KeyValuePair<string, SchemaNode>> Named(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.Object)
            return [.. value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, ReadNode(p.Value, $"{at}.{p.Name}")))];
        _invalid.Add(at, "应为对象 (must be an object)");
        return [];
    }

    private SchemaNode[] Several(JsonElement value, string at) => [.. List(value, at).Select((s, i) => ReadNode(s, $"{at}[{i}]"))];

    private List<JsonElement> List(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.Array && value.GetArrayLength() > 0) return [.. value.EnumerateArray()];
        _invalid.Add(at, "应为非空数组 (must be a list with entries)");
        return [];
    }

    private string[] Texts(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(t => t.ValueKind is JsonValueKind.String))
            return [.. value.EnumerateArray().Select(t => t.GetString()!)];
        _invalid.Add(at, "应为文本数组 (must be a list of texts)");
        return [];
    }

    private string[] Types(JsonElement value, string at)
    {
        string[] types = value.ValueKind is JsonValueKind.String ? [value.GetString()!] : Texts(value, at);
        foreach (var type in types.Except(KnownTypes, StringComparer.Ordinal)) _invalid.Add(at, $"没有“{type}”类型 (there is no type {type})");
        return types;
    }

    private decimal? Number(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var number)) return number;
        _invalid.Add(at, "应为数字 (must be a number)");
        return null;
    }

    private int? Count(JsonElement value, string at)
    {
        if (value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0) return count;
        _invalid.Add(at, "应为非负整数 (must be a whole number, not negative)");
        return null;
    }

    private string? Format(JsonElement value, string at)
    {
        var name = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
        if (FormFormats.IsKnown(name)) return name;
        _unsupported.Add(at, $"不支持格式“{name}” (the format {name} is not supported)");
        return null;
    }

    private Regex? Pattern(JsonElement value, string at)
    {
        try
        {
            if (value.ValueKind is JsonValueKind.String) return Compile(value.GetString()!);
        }
        catch (ArgumentException)
        {
            // Reported below, as any other value that is no pattern.
        }

        _invalid.Add(at, "不是正则表达式 (not a regular expression)");
        return null;
    }

    // The ECMAScript dialect keeps \d to ASCII digits, as JSON Schema means it; it does not know \p{...}.
    private static Regex Compile(string pattern)
    {
        try
        {
            return new(pattern, RegexOptions.ECMAScript, PatternTimeout);
        }
        catch (ArgumentException)
        {
            return new(pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
    }
}
