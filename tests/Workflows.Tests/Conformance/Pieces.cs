using System.Text.Json;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Activities as JSON, written the short way. A name given to several pieces is the id of each.</summary>
internal static class Pieces
{
    public static string Activity(string id, string type, params (string Name, string Json)[] properties) =>
        $$"""{"id":"{{id}}","type":"Elsa.{{type}}","version":1{{string.Concat(properties.Select(p => $",\"{p.Name}\":{p.Json}"))}}}""";

    public static string Text(string value) => JsonSerializer.Serialize(value);

    public static string List(params IEnumerable<string> items) => $"[{string.Join(',', items)}]";

    public static string Literal(string value, string type = "String") => Chart.Literal(value, type);

    public static string Js(string code, string type = "Object") => Chart.Js(code, type);

    /// <summary>JSON written in the definition.</summary>
    public static string Data(string json) => $$$"""{"typeName":"Object","expression":{"type":"Object","value":{{{Text(json)}}}}}""";

    /// <summary>Writes its own id, so that the order of running shows.</summary>
    public static string Line(string id) => Activity(id, "WriteLine", ("text", Literal(id)));

    /// <summary>Writes what an expression gives.</summary>
    public static string Say(string id, string code) => Activity(id, "WriteLine", ("text", Js(code, "String")));

    /// <summary>Waits for an event of its own name.</summary>
    public static string Wait(string id) => Activity(id, "Event", ("eventName", Literal(id)));

    /// <summary>A person must answer by one of these outcomes.</summary>
    public static string Step(string id, params string[] outcomes) => $$$"""
        {"id":"{{{id}}}","type":"OneWindow.HandleStep","version":1,"title":{{{Literal(id)}}},"body":{{{Literal("federation-disabled")}}},
         "outcomes":{{{Data(JsonSerializer.Serialize(outcomes.Select(o => new { key = o, name = o })))}}}}
        """;

    public static string Set(string id, string variable, string code) =>
        Activity(id, "SetVariable", ("variable", $$"""{"id":"{{variable}}","name":"{{variable}}","typeName":"Object"}"""), ("value", Js(code)));

    public static string Give(string id, string output, string code) =>
        Activity(id, "SetOutput", ("outputName", Literal(output)), ("outputValue", Js(code)));

    public static string Sequence(string id, params string[] activities) => Activity(id, "Sequence", ("activities", List(activities)));

    public static string Parallel(string id, params string[] activities) => Activity(id, "Parallel", ("activities", List(activities)));

    public static string Fork(string id, string mode, params string[] branches) =>
        Activity(id, "Fork", ("joinMode", Text(mode)), ("branches", List(branches)));

    public static string If(string id, string code, string then, string? otherwise = null) => otherwise is null
        ? Activity(id, "If", ("condition", Js(code, "Boolean")), ("then", then))
        : Activity(id, "If", ("condition", Js(code, "Boolean")), ("then", then), ("else", otherwise));

    public static string While(string id, string code, string body) => Activity(id, "While", ("condition", Js(code, "Boolean")), ("body", body));

    public static string ForEach(string id, string json, string body, string kind = "ForEach") => Activity(id, kind, ("items", Data(json)), ("body", body));

    public static string Decision(string id, string code) => Activity(id, "FlowDecision", ("condition", Js(code, "Boolean")));

    public static string Join(string id, string mode) => Activity(id, "FlowJoin", ("mode", Literal(mode)));

    /// <summary>An activity that a merge mode is written on.</summary>
    public static string Merging(string mode, string activity) => activity[..^1] + $$$""","customProperties":{"mergeMode":"{{{mode}}}"}}""";

    /// <summary>An activity that may start its workflow.</summary>
    public static string Starting(string activity) => activity[..^1] + ""","customProperties":{"canStartWorkflow":true}}""";

    /// <summary>Arrows are written as a-Port-b, or a-b for the port Done.</summary>
    public static string Flowchart(string id, IEnumerable<string> activities, params string[] arrows) =>
        Activity(id, "Flowchart", ("activities", List(activities)), ("connections", List(arrows.Select(Connection))));

    private static string Connection(string arrow)
    {
        var parts = arrow.Split('-');
        var port = parts.Length == 3 ? parts[1] : "Done";
        return $$$$"""{"source":{"activity":"{{{{parts[0]}}}}","port":"{{{{port}}}}"},"target":{"activity":"{{{{parts[^1]}}}}","port":"In"}}""";
    }
}
