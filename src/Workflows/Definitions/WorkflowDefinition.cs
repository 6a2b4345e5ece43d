using System.Text.Json;
using System.Text.Json.Nodes;

namespace OneWindow.Workflows.Definitions;

/// <summary>
/// One version of a workflow, read from Elsa 3 definition JSON. The document itself is kept, so that writing it out
/// again keeps every property, known here or not.
/// </summary>
public sealed class WorkflowDefinition
{
    private readonly JsonObject _document;

    internal WorkflowDefinition(JsonObject document, ActivityDefinition root)
    {
        _document = document;
        Root = root;
        DefinitionId = Text(document, "definitionId") ?? Text(document, "id") ?? Text(document, "name") ?? "";
        Id = Text(document, "id") ?? $"{DefinitionId}:{Version}";
        Name = Text(document, "name") ?? DefinitionId;
        Variables = [.. Items(document, "variables").Select(VariableDefinition.Read)];
        Inputs = [.. Items(document, "inputs").Select(ArgumentDefinition.Read)];
        Outputs = [.. Items(document, "outputs").Select(ArgumentDefinition.Read)];
        Outcomes = Member(document, "outcomes") is JsonArray { Count: > 0 } outcomes ? [.. outcomes.OfType<JsonValue>().Select(o => o.ToString())] : [Execution.Outcome.DonePort];
    }

    /// <summary>Identifies this version.</summary>
    public string Id { get; }

    /// <summary>Identifies the workflow over all its versions.</summary>
    public string DefinitionId { get; }

    /// <summary>Name shown to people.</summary>
    public string Name { get; }

    /// <summary>Counts versions from 1.</summary>
    public int Version => Member(_document, "version") is JsonValue value && value.TryGetValue(out int version) ? version : 1;

    /// <summary>Made with tools of version 3 or later, in which expressions know activities by name rather than by id.</summary>
    public bool IsModern => System.Version.TryParse(Text(_document, "toolVersion"), out var tool) && tool.Major >= 3;

    /// <summary>Whether the document says that it is published.</summary>
    public bool IsPublished => Member(_document, "isPublished") is JsonValue value && value.TryGetValue(out bool is_) && is_;

    /// <summary>Other workflows may use it as an activity.</summary>
    public bool IsUsableAsActivity => Flag("usableAsActivity");

    /// <summary>The activity type by which others use it: its name in Pascal case, letters and digits only.</summary>
    public string ActivityType => Pascal(Name);

    /// <summary>Ports that it has when used as an activity; Done where it names none.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>A fault leaves the workflow waiting instead of ending it (the strategy ContinueWithIncidents).</summary>
    public bool ContinuesWithIncidents =>
        Option("incidentStrategyType") is JsonValue value && value.TryGetValue(out string? strategy) && strategy.Contains("ContinueWithIncidents", StringComparison.OrdinalIgnoreCase);

    /// <summary>Workflow variables, in document order.</summary>
    public IReadOnlyList<VariableDefinition> Variables { get; }

    /// <summary>What a caller may pass in.</summary>
    public IReadOnlyList<ArgumentDefinition> Inputs { get; }

    /// <summary>What a run may give back.</summary>
    public IReadOnlyList<ArgumentDefinition> Outputs { get; }

    /// <summary>The activity that is the workflow.</summary>
    public ActivityDefinition Root { get; }

    /// <summary>Activation, incident and commit strategies, as written.</summary>
    internal JsonNode? Options => Member(_document, "options");

    /// <summary>The document, ready to be opened by any Elsa 3 tool.</summary>
    public string ToJson(bool indented = false) => _document.ToJsonString(indented ? ReadableJson : CompactJson);

    /// <summary>The same definition under another version number and publication state; nothing else changes.</summary>
    public WorkflowDefinition With(int version, bool isPublished, bool isLatest = true)
    {
        var copy = (JsonObject)_document.DeepClone();
        copy["version"] = version;
        copy["isPublished"] = isPublished;
        copy["isLatest"] = isLatest;
        copy["definitionId"] ??= DefinitionId;
        return DefinitionReader.Read(copy);
    }

    /// <summary>The document as it was read.</summary>
    internal JsonObject Document => _document;

    private bool Flag(string name) => (Option(name) ?? Member(_document, name)) is JsonValue value && value.TryGetValue(out bool set) && set;

    private JsonNode? Option(string name) => Member(_document, "options") is JsonObject options ? Member(options, name) : null;

    private static string Pascal(string name) => string.Concat(name
        .Split([.. name.Where(c => !char.IsLetterOrDigit(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries)
        .Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    internal static readonly JsonSerializerOptions CompactJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    internal static readonly JsonSerializerOptions ReadableJson = new(CompactJson) { WriteIndented = true };

    /// <summary>Typed members are matched whatever their case, as Elsa does.</summary>
    internal static JsonNode? Member(JsonObject document, string name)
    {
        if (document.TryGetPropertyValue(name, out var node)) return node;
        foreach (var (key, value) in document)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }

    internal static string? Text(JsonObject document, string name) =>
        Member(document, name) is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    internal static IEnumerable<JsonObject> Items(JsonObject document, string name) =>
        (Member(document, name) as JsonArray)?.OfType<JsonObject>() ?? [];
}

/// <summary>A variable of the workflow or of a container.</summary>
/// <param name="Id">What activities refer to.</param>
/// <param name="Name">What expressions use.</param>
/// <param name="Type">Its type; a value that does not convert is a fault.</param>
/// <param name="Initial">The text of its first value; null for none.</param>
public sealed record VariableDefinition(string Id, string Name, DataType Type, JsonNode? Initial, string TypeName)
{
    /// <summary>
    /// Kept only for the burst, because it names the memory driver: in the next it has its first value again. A variable
    /// that names no driver is kept as well, where Elsa loses it.
    /// </summary>
    public bool IsTransient { get; init; }

    internal static VariableDefinition Read(JsonObject json)
    {
        var name = WorkflowDefinition.Text(json, "name") ?? WorkflowDefinition.Text(json, "id") ?? "";
        var typeName = WorkflowDefinition.Text(json, "typeName") ?? "Object";
        var isArray = WorkflowDefinition.Member(json, "isArray") is JsonValue value && value.TryGetValue(out bool array) && array;
        return new(WorkflowDefinition.Text(json, "id") ?? name, name, DataType.Parse(typeName, isArray),
            WorkflowDefinition.Member(json, "value"), typeName)
        {
            IsTransient = WorkflowDefinition.Text(json, "storageDriverTypeName")?.Contains("MemoryStorageDriver", StringComparison.OrdinalIgnoreCase) == true,
        };
    }
}

/// <summary>An input or output of a workflow.</summary>
public sealed record ArgumentDefinition(string Name, DataType Type, string TypeName)
{
    internal static ArgumentDefinition Read(JsonObject json)
    {
        var typeName = WorkflowDefinition.Text(json, "type") ?? "Object";
        var isArray = WorkflowDefinition.Member(json, "isArray") is JsonValue value && value.TryGetValue(out bool array) && array;
        return new(WorkflowDefinition.Text(json, "name") ?? "", DataType.Parse(typeName, isArray), typeName);
    }
}
