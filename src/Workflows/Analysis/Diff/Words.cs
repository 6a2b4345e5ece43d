using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>How steps and values are called in sentences.</summary>
internal static class Words
{
    private const int LongestValue = 60;

    public static string Zh(ActivityDefinition step) => $"“{Title(step)}”";

    public static string En(ActivityDefinition step) => $"“{Expression.Of(step.Property("titleEn")).LiteralText ?? Title(step)}”";

    public static string Title(ActivityDefinition step) => Expression.Of(step.Property("title")).LiteralText ?? step.DisplayText;

    public static string Zh(PlanNode node) => Zh(node.Definition);

    public static string En(PlanNode node) => En(node.Definition);

    /// <summary>A value short enough for a sentence.</summary>
    public static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestValue ? line : string.Concat(line.AsSpan(0, LongestValue), "…");
    }
}

/// <summary>An input as written: what kind of expression, and its text.</summary>
internal readonly record struct Expression(string Kind, string Text)
{
    private const string Literal = "Literal";

    /// <summary>The text of a literal that says something; null for any other expression.</summary>
    public string? LiteralText => Kind == Literal && Text.Length > 0 ? Text : null;

    public bool IsLiteral => Kind is Literal or "Object" or "Json";

    /// <summary>Reads a property; absent is an empty literal, as the engine takes it.</summary>
    public static Expression Of(JsonNode? property)
    {
        var inner = property is JsonObject wrapped && wrapped.TryGetPropertyValue("expression", out var expression) ? expression : property;
        return inner is JsonObject json && WorkflowDefinition.Text(json, "type") is { } kind
            ? new(kind, TextOf(json["value"]))
            : new(Literal, TextOf(inner));
    }

    /// <summary>The value as JSON where its text is JSON.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return IsLiteral ? JsonNode.Parse(Text) : null;
            }
            catch (System.Text.Json.JsonException)
            {
                return null;
            }
        }
    }

    private static string TextOf(JsonNode? value) => value switch
    {
        null => "",
        JsonValue scalar when scalar.TryGetValue(out string? text) => text,
        _ => value.ToJsonString(WorkflowDefinition.CompactJson),
    };
}
