using System.Text.Json.Nodes;

namespace OneWindow.Workflows.Definitions;

/// <summary>One activity of a definition, as written.</summary>
public sealed class ActivityDefinition
{
    internal ActivityDefinition(JsonObject json, string id, string path, string jsonPath)
    {
        Json = json;
        Id = id;
        Path = path;
        JsonPath = jsonPath;
        Type = WorkflowDefinition.Text(json, "type") ?? "";
        Name = WorkflowDefinition.Text(json, "name");
    }

    /// <summary>The activity's own JSON, inputs and ports included.</summary>
    public JsonObject Json { get; }

    /// <summary>Unique within its container.</summary>
    public string Id { get; }

    /// <summary>Ids of its ancestors below the root and its own, joined by ':'; unique in the definition.</summary>
    public string Path { get; }

    /// <summary>Where it stands in the document.</summary>
    public string JsonPath { get; }

    /// <summary>Key of its activity type, for example Elsa.FlowDecision.</summary>
    public string Type { get; }

    /// <summary>Name that expressions use for its outputs; may be absent.</summary>
    public string? Name { get; }

    /// <summary>What people see on the picture: metadata.displayText, else the name, else the id.</summary>
    public string DisplayText =>
        (Json["metadata"] as JsonObject)?["displayText"] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0
            ? text : Name ?? Id;

    /// <summary>Child activities by the port they are embedded in, in document order.</summary>
    public List<(string Port, ActivityDefinition Activity)> Children { get; } = [];

    /// <summary>Connections between the children of a flowchart.</summary>
    public List<ConnectionDefinition> Connections { get; } = [];

    /// <summary>Variables that a container declares.</summary>
    public List<VariableDefinition> Variables { get; } = [];

    /// <summary>An input or output property by its camelCase name; null when absent.</summary>
    public JsonNode? Property(string name) => Json.TryGetPropertyValue(name, out var node) ? node : null;

    /// <summary>A property that is plain text; null where it is absent or anything else.</summary>
    public string? Text(string name) => WorkflowDefinition.Text(Json, name) is { Length: > 0 } text ? text : null;

    /// <summary>When a node of a flowchart in token mode runs; null where the definition says nothing.</summary>
    public string? MergeMode => (Json["customProperties"] as JsonObject)?["mergeMode"] is JsonValue value && value.TryGetValue(out string? mode) ? mode : null;

    /// <summary>Designer flag that lets an activity be where a flowchart begins.</summary>
    public bool CanStartWorkflow => Flag("canStartWorkflow");

    private bool Flag(string name) =>
        ((Json["customProperties"] as JsonObject)?[name] ?? Json[name]) is JsonValue value && value.TryGetValue(out bool set) && set;
}

/// <summary>An arrow of a flowchart.</summary>
/// <param name="SourcePort">Outcome it leaves by; null means Done.</param>
public sealed record ConnectionDefinition(string Source, string? SourcePort, string Target, string JsonPath);
