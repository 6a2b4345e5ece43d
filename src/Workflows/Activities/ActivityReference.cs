using System.Globalization;
using System.Text;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>Writes the page that describes every activity, from nothing but what the activities declare.</summary>
public static class ActivityReference
{
    /// <summary>The page, in Markdown, with lines that end in a line feed.</summary>
    public static string Write(ActivityRegistry registry)
    {
        var page = new StringBuilder(Introduction).Append('\n');
        foreach (var group in registry.All.GroupBy(a => a.Descriptor.Key[..a.Descriptor.Key.IndexOf('.', StringComparison.Ordinal)]))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n");
            foreach (var activity in group) Write(page, activity);
        }
        return page.ToString();
    }

    private static string Introduction => $"""
        # Activities

        Generated from what the activities declare; do not edit. A test says how to write it anew.

        An input is written `"name": {Literal}`.
        The expression type is `Literal`, `JavaScript`, `Variable`, `Input` or `Object`, in exactly these letters. An
        output is captured into a variable, or an output of the workflow, by
        `"name": {Capture}`.

        Types are `String`, `Boolean`, `Int16`, `Int32`, `Int64`, `Single`, `Double`, `Decimal`, `DateTime`, `DateTimeOffset`,
        `DateOnly`, `TimeSpan`, `Guid`, `Object`, `JSON` (also `JsonObject`, `ObjectDictionary` and their kin), `StringMap`,
        `ByteArray` and `Stream`; `X[]`, `List<X>` and `HashSet<X>` are lists. Conversion is strict: a value that does not fit
        is a fault. Bytes are lists of numbers from 0 to 255, and base64 text converts to them. A variable that holds a date
        and time is a Date to scripts.

        Functions of every JavaScript expression, besides the accessors `getX()` and `setX(value)` of a variable, `getX()`
        of an input, `get{Accessor}()` of an output, and the object `variables`:
        {string.Join(", ", ExpressionNames.Functions.Select(f => $"`{f}`"))}.
        """.ReplaceLineEndings("\n");

    private const string Literal = """{"typeName": "String", "expression": {"type": "Literal", "value": "text"}}""";

    private const string Capture = """{"typeName": "String", "memoryReference": {"id": "variable id"}}""";

    private const string Accessor = "{Output}From{Activity}";

    private static void Write(StringBuilder page, Activity activity)
    {
        var descriptor = activity.Descriptor;
        page.Append(CultureInfo.InvariantCulture, $"\n### {descriptor.Key}\n\n**{descriptor.Name.Zh} · {descriptor.Name.En}** {descriptor.Description.Zh} {descriptor.Description.En}\n");
        if (descriptor.Inputs.Count > 0)
        {
            page.Append("\n| input | type | required | one of | meaning |\n|---|---|---|---|---|\n");
            foreach (var input in descriptor.Inputs)
                page.Append(CultureInfo.InvariantCulture, $"| `{input.Name}` | {TypeOf(input)} | {(input.IsRequired ? "yes" : "")} | {Codes(input.Options)} | {Both(input.Description)} |\n");
        }
        if (descriptor.Outputs.Count > 0)
        {
            page.Append("\n| output | type | meaning |\n|---|---|---|\n");
            foreach (var output in descriptor.Outputs)
                page.Append(CultureInfo.InvariantCulture, $"| `{output.Name}` | `{output.Type.Alias}` | {Both(output.Description)} |\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"\nOutcomes: {(descriptor.Outcomes.Count == 0 ? "as its inputs say" : Codes(descriptor.Outcomes))}.");
        if (descriptor.IsTerminal) page.Append(" It ends the container around it.");
        if (descriptor.IsContainer) page.Append(CultureInfo.InvariantCulture, $" Children: {(descriptor.Ports.Count == 0 ? "`activities`" : Codes(descriptor.Ports))}.");
        page.Append(CultureInfo.InvariantCulture, $"\n\n```json\n{ActivityExample.Of(activity).ToJsonString(WorkflowDefinition.ReadableJson).ReplaceLineEndings("\n")}\n```\n");
    }

    private static string TypeOf(InputDescriptor input) => input.IsRaw ? "plain JSON" : $"`{input.Type.Alias}`";

    private static string Codes(IEnumerable<string>? names) => string.Join(", ", (names ?? []).Select(n => $"`{n}`"));

    private static string Both(BilingualText text) => $"{text.Zh} · {text.En}".Replace("|", "\\|", StringComparison.Ordinal);
}
