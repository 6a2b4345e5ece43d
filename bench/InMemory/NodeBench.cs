using System.Globalization;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Bench.InMemory;

/// <summary>What one activity costs in workflows of several shapes, and whether ten times as many cost ten times as much.</summary>
internal static class NodeBench
{
    public static readonly string[] Header = ["", "nodes", "ns a node", "ns of CPU a node", "bytes a node", "× the CPU of a tenth", "× the bytes of a tenth"];

    private static readonly DateTimeOffset Now = new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly EngineFacts Facts = new(WorkCalendar.Parse(Text("calendar.json")), OrganisationDirectory.Parse(Text("organisations.json")));

    private static readonly StartStimulus Start = new(new Dictionary<string, Value>(StringComparer.Ordinal));

    public static IEnumerable<string[]> Run(Effort effort)
    {
        yield return Runs(effort, "sequence of 50 literal steps", 50, Sequence);
        yield return Runs(effort, "While, a variable counted up", 10_000, While);
        yield return Runs(effort, "ForEach, a literal step", 10_000, ForEach);
        yield return Runs(effort, "flowchart loop, counter mode", 10_000, Loop);
        yield return Runs(effort, "flowchart loop, token mode", 10_000, Loop, FlowchartMode.Token);
        yield return Runs(effort, "fork and join, counter mode", 1_000, Fork);
        yield return Runs(effort, "fork and join, token mode", 1_000, Fork, FlowchartMode.Token);
        yield return Row(effort, "read and compile a flowchart", 5_000, size => (size, Compile(Chart(size))));
        yield return Row(effort, "read, compile and check it", 5_000, size => (size, Check(Chart(size))));
    }

    private static string[] Runs(Effort effort, string name, int size, Func<int, string> definition, FlowchartMode mode = FlowchartMode.Counter) => Row(effort, name, size, s =>
    {
        var plan = Plan.Compile(DefinitionReader.Read(definition(s)));
        var start = Start with { Mode = mode };
        var result = Engine.Start(plan, start, Now, Facts);
        if (result.State.Status is not WorkflowStatus.Finished || result.State.Incidents.Count > 0) throw new InvalidOperationException($"{name} does not finish.");
        return (result.Journal.Count(e => e.Event == "Started"), () => Engine.Start(plan, start, Now, Facts));
    });

    private static string[] Row(Effort effort, string name, int size, Func<int, (int Nodes, Action Work)> make)
    {
        var (nodes, work) = make(size);
        var costs = Measure.Costs(effort, make(size / 10).Work, work);
        var each = costs[1].Each(nodes);
        return
        [
            name, nodes.ToString("N0", CultureInfo.InvariantCulture), Report.Number(each.Microseconds * 1000), Report.Number(each.CpuMicroseconds * 1000), Report.Number(each.Bytes),
            Report.Number(costs[1].CpuMicroseconds / costs[0].CpuMicroseconds), Report.Number(costs[1].Bytes / costs[0].Bytes),
        ];
    }

    private static Action Compile(string json) => () => Plan.Compile(DefinitionReader.Read(json));

    private static Action Check(string json)
    {
        if (DefinitionValidator.Check(json).FirstOrDefault(f => f.Severity == FindingSeverity.Error) is { } error) throw new InvalidOperationException(error.Message);
        return () => DefinitionValidator.Check(json);
    }

    private static string Sequence(int size) => Definition(Activity("q", "Sequence", $"\"activities\":[{Join(size, i => Line($"n{i}"))}]"));

    private static string While(int size) => Definition(Activity("w", "While", $"\"condition\":{Js($"getN() < {size}")},\"body\":{Count}"));

    private static string ForEach(int size) => Definition(Activity("f", "ForEach", $$$"""
        "items":{"typeName":"Object","expression":{"type":"Object","value":[{{{Join(size, i => $"{i}")}}}]}},"body":{{{Line("body")}}}
        """));

    private static string Loop(int size) => Definition(Flowchart(
        [Count, Activity("d", "FlowDecision", "\"condition\":" + Js($"getN() < {size}"))],
        [("count", "Done", "d"), ("d", "True", "count")]));

    private static string Fork(int size) => Definition(Flowchart(
        [Line("s"), .. Names(size).Select(Line), Activity("j", "FlowJoin", $"\"mode\":{Literal("WaitAll")}")],
        [.. Names(size).Select(n => ("s", "Done", n)), .. Names(size).Select(n => (n, "Done", "j"))]));

    /// <summary>Sound, with a way back from every fourth node; every loop lies within the one before it or behind it.</summary>
    private static string Chart(int size) => Definition(Flowchart(
        Enumerable.Range(0, size).Select(i => i % 4 == 3 ? Activity($"n{i}", "FlowDecision", $"\"condition\":{Js("false")}") : Line($"n{i}")),
        Enumerable.Range(0, size).SelectMany(i => new[]
        {
            ($"n{i}", i % 4 == 3 ? "False" : "Done", $"n{i + 1}"),
            ($"n{i}", "True", $"n{(i % 8 == 3 ? i - 2 : i / 2)}"),
        }.Take(i % 4 == 3 ? 2 : 1)).Where(a => a.Item3 != $"n{size}")));

    private static string Count => Activity("count", "SetVariable", $$"""
        "variable":{"id":"n","name":"n","typeName":"Int32"},"value":{{Js("getN() + 1")}}
        """);

    private static IEnumerable<string> Names(int size) => Enumerable.Range(0, size).Select(i => $"b{i}");

    private static string Definition(string root) => $$"""
        {"id":"bench-1","definitionId":"bench","name":"Bench","version":1,"isLatest":true,"isPublished":true,
         "variables":[{"id":"n","name":"n","typeName":"Int32","isArray":false,"value":"0"}],"root":{{root}}}
        """;

    private static string Activity(string id, string type, string rest) => $$"""{"id":"{{id}}","type":"Elsa.{{type}}","version":1,{{rest}}}""";

    private static string Line(string id) => Activity(id, "WriteLine", $"\"text\":{Literal(id)}");

    private static string Literal(string text) => $$$"""{"typeName":"String","expression":{"type":"Literal","value":"{{{text}}}"}}""";

    private static string Js(string code) => $$$"""{"typeName":"Object","expression":{"type":"JavaScript","value":"{{{code}}}"}}""";

    private static string Flowchart(IEnumerable<string> nodes, IEnumerable<(string From, string Port, string To)> arrows) => Activity("fc", "Flowchart",
        $"\"activities\":[{string.Join(',', nodes)}],\"connections\":[{string.Join(',', arrows.Select(Arrow))}]");

    private static string Arrow((string From, string Port, string To) arrow) =>
        $$$"""{"source":{"activity":"{{{arrow.From}}}","port":"{{{arrow.Port}}}"},"target":{"activity":"{{{arrow.To}}}","port":"In"}}""";

    private static string Join(int size, Func<int, string> part) => string.Join(',', Enumerable.Range(0, size).Select(part));

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows-json", file));
}
