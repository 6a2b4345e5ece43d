using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneWindow.Workflows.Definitions;

/// <summary>Reads Elsa 3 definition JSON. What cannot be read is reported with its place, never guessed.</summary>
public static class DefinitionReader
{
    /// <summary>Deeper nesting than any definition has; guards the reader against hostile documents.</summary>
    private const int MaxDepth = 64;

    private static readonly string[] SinglePorts = ["then", "else", "body", "default", "root", "childCompleted", "childFaulted"];
    private static readonly string[] ListPorts = ["activities", "branches"];

    /// <summary>Whether a port holds a list of activities.</summary>
    internal static bool IsList(string port) => ListPorts.Contains(port, StringComparer.Ordinal);

    /// <summary>Reads a document.</summary>
    /// <exception cref="DefinitionException">It is not JSON, or not a workflow definition.</exception>
    public static WorkflowDefinition Read(string json)
    {
        JsonNode? node;
        try
        {
            node = Parse(json, repeats: false);
        }
        catch (JsonException e)
        {
            RefuseRepeatsIn(json);
            throw Refuse("OW001-json", "$", $"The document is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        return node is JsonObject document ? ReadDocument(document) : throw Refuse("OW002-shape", "$", "A definition is a JSON object.");
    }

    /// <summary>Reads a parsed document and takes ownership of it.</summary>
    public static WorkflowDefinition Read(JsonObject document)
    {
        RefuseRepeats(document);
        return ReadDocument(document);
    }

    private static JsonNode? Parse(string json, bool repeats) =>
        JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth * 4, AllowDuplicateProperties = repeats });

    /// <summary>The parser says that a property is repeated, but not where; only a second look does.</summary>
    private static void RefuseRepeatsIn(string json)
    {
        try
        {
            RefuseRepeats(Parse(json, repeats: true));
        }
        catch (JsonException)
        {
            // Something else is wrong with it, which the caller tells.
        }
    }

    private static WorkflowDefinition ReadDocument(JsonObject document)
    {
        if (WorkflowDefinition.Member(document, "root") is not JsonObject root)
            throw Refuse("OW003-no-root", "$.root", "A definition has one root activity.");
        return new WorkflowDefinition(document, ReadActivity(root, null, "$.root", new Dictionary<string, int>(StringComparer.Ordinal), 0));
    }

    /// <summary>System.Text.Json finds a repeated property name only when an object is first looked at, so each is.</summary>
    private static void RefuseRepeats(JsonNode? node)
    {
        try
        {
            foreach (var child in node switch { JsonObject json => json.Select(p => p.Value), JsonArray list => list, _ => [] }) RefuseRepeats(child);
        }
        catch (ArgumentException)
        {
            throw Refuse("OW004-duplicate-property", node!.GetPath(), "An object has a property twice.");
        }
    }

    private static ActivityDefinition ReadActivity(JsonObject json, string? parentPath, string jsonPath, Dictionary<string, int> unnamed, int depth)
    {
        if (depth > MaxDepth) throw Refuse("OW005-too-deep", jsonPath, $"Activities are nested more than {MaxDepth} deep.");
        var id = WorkflowDefinition.Text(json, "id");
        if (string.IsNullOrEmpty(id)) id = Numbered(WorkflowDefinition.Text(json, "type"), unnamed);
        var activity = new ActivityDefinition(json, id, parentPath is null ? id : $"{parentPath}:{id}", jsonPath);
        var childNames = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var port in SinglePorts)
            if (json[port] is JsonObject child && child["type"] is not null)
                activity.Children.Add((port, ReadActivity(child, activity.Path, $"{jsonPath}.{port}", childNames, depth + 1)));
        foreach (var port in ListPorts)
        {
            if (port == "activities" && json[port] is JsonObject) throw Refuse("OW002-shape", $"{jsonPath}.{port}", "Activities stand in a list.");
            if (json[port] is JsonArray children)
                for (var i = 0; i < children.Count; i++)
                    if (children[i] is JsonObject child)
                        activity.Children.Add((port, ReadActivity(child, activity.Path, $"{jsonPath}.{port}[{i}]", childNames, depth + 1)));
        }
        ReadCases(json, activity, jsonPath, childNames, depth);
        foreach (var variable in WorkflowDefinition.Items(json, "variables")) activity.Variables.Add(VariableDefinition.Read(variable));
        if (json["connections"] is JsonArray connections)
            for (var i = 0; i < connections.Count; i++)
                activity.Connections.Add(ReadConnection(connections[i], $"{jsonPath}.connections[{i}]"));
        return activity;
    }

    private static void ReadCases(JsonObject json, ActivityDefinition activity, string jsonPath, Dictionary<string, int> names, int depth)
    {
        if (json["cases"] is not JsonArray cases) return;
        for (var i = 0; i < cases.Count; i++)
            if (cases[i] is JsonObject { } one && one["activity"] is JsonObject child)
                activity.Children.Add(($"cases[{i}]", ReadActivity(child, activity.Path, $"{jsonPath}.cases[{i}].activity", names, depth + 1)));
    }

    /// <summary>Both forms: {source:{activity,port}} and the older flat {source,sourcePort}.</summary>
    private static ConnectionDefinition ReadConnection(JsonNode? node, string jsonPath)
    {
        if (node is JsonObject json)
        {
            var (source, port) = End(json, "source");
            var (target, _) = End(json, "target");
            if (source is not null && target is not null) return new(source, port, target, jsonPath);
        }
        throw Refuse("OW006-connection", jsonPath, "A connection names a source and a target activity.");
    }

    private static (string? Activity, string? Port) End(JsonObject json, string name) => json[name] switch
    {
        JsonObject end => (WorkflowDefinition.Text(end, "activity"), WorkflowDefinition.Text(end, "port")),
        JsonValue flat when flat.TryGetValue(out string? id) => (id, WorkflowDefinition.Text(json, name + "Port")),
        _ => (null, null),
    };

    private static string Numbered(string? type, Dictionary<string, int> seen)
    {
        var bare = string.IsNullOrEmpty(type) ? "Activity" : type[(type.LastIndexOf('.') + 1)..];
        seen[bare] = seen.GetValueOrDefault(bare) + 1;
        return bare + seen[bare];
    }

    private static DefinitionException Refuse(string code, string path, string message) =>
        new([new Finding(code, FindingSeverity.Error, null, path, message)]);
}
