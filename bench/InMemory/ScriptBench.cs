using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Bench.InMemory;

/// <summary>A condition as definitions have them, run within a living instance: an input, a variable, a comparison each.</summary>
internal static class ScriptBench
{
    public static readonly string[] Header = ["", "ns a run", "ns of CPU", "bytes a run"];

    private const string Condition = "getInput('Amount') > 100 && variables.kind === 'urgent'";

    private const string Definition =
        """
        {"id":"bench-1","definitionId":"bench","name":"Bench","version":1,"isLatest":true,"isPublished":true,
         "variables":[{"id":"kind","name":"kind","typeName":"String","isArray":false,"value":"urgent"}],
         "inputs":[{"name":"Amount","type":"Int32","displayName":"Amount"}],
         "root":{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"never"}}}}
        """;

    public static IEnumerable<string[]> Run(Effort effort)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "workflows-json");
        var facts = new EngineFacts(
            WorkCalendar.Parse(File.ReadAllText(Path.Combine(folder, "calendar.json"))),
            OrganisationDirectory.Parse(File.ReadAllText(Path.Combine(folder, "organisations.json"))));
        var burst = new Burst(Plan.Compile(DefinitionReader.Read(Definition)), DateTimeOffset.UnixEpoch, facts);
        burst.Begin(new StartStimulus(new Dictionary<string, Value>(StringComparer.Ordinal) { ["Amount"] = 250 }));
        var instance = burst.Main.Root!;
        var script = Script.Parse(Condition);
        if (!new ExpressionScope(burst, instance).Run(script).AsBoolean) throw new InvalidOperationException("The condition holds for this input.");
        var costs = Measure.Costs(effort, () => new ExpressionScope(burst, instance).Run(script), () => Script.Parse(Condition));
        yield return Row($"`{Condition.Replace("|", "\\|", StringComparison.Ordinal)}`", costs[0]);
        yield return Row("parsing it, once for each plan", costs[1]);
    }

    private static string[] Row(string name, Cost cost) =>
        [name, Report.Number(cost.Microseconds * 1000), Report.Number(cost.CpuMicroseconds * 1000), Report.Number(cost.Bytes)];
}
