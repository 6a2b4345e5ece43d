using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Activities;

/// <summary>A small definition that uses an activity, made from what the activity declares.</summary>
public static class ActivityExample
{
    /// <summary>Id of the variable that examples capture outputs into and set.</summary>
    private const string Variable = "result";

    /// <summary>The activity as a definition holds it: its required inputs, those that show something, a first output, a child.</summary>
    public static JsonObject Of(Activity activity)
    {
        var descriptor = activity.Descriptor;
        var json = new JsonObject { ["id"] = "example", ["type"] = descriptor.Key, ["version"] = 1 };
        foreach (var input in Shown(descriptor)) json[input.Name] = Property(input);
        if (descriptor.Outputs is [var output, ..])
            json[output.Name] = new JsonObject { ["typeName"] = output.Type.Alias, ["memoryReference"] = new JsonObject { ["id"] = Variable } };
        if (!descriptor.IsContainer) return json;
        foreach (var port in descriptor.Ports) json[port] = DefinitionReader.IsList(port) ? new JsonArray(Child("first"), Child("second")) : Child(port);
        if (descriptor.Ports.Count == 0) json["activities"] = new JsonArray(Child("first"), Child("second"));
        if (activity is Flowchart) json["connections"] = new JsonArray(Connection());
        return json;
    }

    /// <summary>A whole definition around the activity, which the check accepts.</summary>
    public static JsonObject Definition(Activity activity) => new()
    {
        ["id"] = "example-v1",
        ["definitionId"] = "example",
        ["name"] = "Example",
        ["version"] = 1,
        ["toolVersion"] = "3.8.0.0",
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["variables"] = new JsonArray(new JsonObject { ["id"] = Variable, ["name"] = "Result", ["typeName"] = "Object" }),
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "Amount", ["type"] = "Decimal" }),
        ["root"] = new JsonObject { ["id"] = "root", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(Of(activity)) },
    };

    private static List<InputDescriptor> Shown(ActivityDescriptor descriptor)
    {
        var telling = descriptor.Inputs.Where(i => i.IsRequired || i.Example is not null).ToList();
        return telling.Count > 0 ? telling : [.. descriptor.Inputs.Where(i => !i.IsRaw)];
    }

    private static JsonNode? Property(InputDescriptor input)
    {
        var example = input.Example is null ? null : JsonNode.Parse(input.Example);
        if (input.IsRaw) return example ?? new JsonArray();
        var value = example ?? Value(input);
        var kind = value is JsonObject or JsonArray ? "Object" : "Literal";
        return new JsonObject { ["typeName"] = input.Type.Alias, ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };
    }

    private static JsonNode Value(InputDescriptor input)
    {
        if (input.Options is [var first, ..]) return first;
        var item = ItemValue(input.Type.Base);
        return input.Type.IsArray ? new JsonArray(item) : item;
    }

    private static JsonNode ItemValue(BaseType type) => type switch
    {
        BaseType.Boolean => true,
        BaseType.Int16 or BaseType.Int32 or BaseType.Int64 or BaseType.Decimal or BaseType.Double => 1,
        BaseType.DateTime => "2026-09-30T08:00:00+08:00",
        BaseType.DateOnly => "2026-09-30",
        BaseType.TimeSpan => "00:05:00",
        BaseType.Guid => "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        BaseType.Bytes => "aGVsbG8=",
        BaseType.Json or BaseType.TextMap => new JsonObject { ["key"] = "value" },
        _ => "text",
    };

    private static JsonObject Connection() => new()
    {
        ["source"] = new JsonObject { ["activity"] = "first", ["port"] = Outcome.DonePort },
        ["target"] = new JsonObject { ["activity"] = "second", ["port"] = "In" },
    };

    private static JsonObject Child(string id) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["text"] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id } },
    };
}
