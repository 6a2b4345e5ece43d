using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Definitions;

/// <summary>Names that scripts use must exist.</summary>
internal static class ScriptChecks
{
    public static void Run(Plan plan, PlanNode node, List<Finding> findings)
    {
        foreach (var (place, script) in node.Scripts)
        {
            foreach (var (code, severity, message) in Problems(plan, node, script))
                findings.Add(new(code, severity, node.Id, $"{node.Definition.JsonPath}.{place}", message));
        }
    }

    private static IEnumerable<(string Code, FindingSeverity Severity, string Message)> Problems(Plan plan, PlanNode node, Script script)
    {
        foreach (var name in script.FreeNames)
            if (!ExpressionNames.IsKnown(plan, node, name) && !node.Activity.ScriptNames.Contains(name, StringComparer.Ordinal))
                yield return ("OW206-unknown-name", FindingSeverity.Error, $"{Place(script.PlaceOf(name))}: “{name}” is neither a function nor a variable accessor here.");
        foreach (var name in script.MembersOf("variables"))
            if (!Array.Exists(node.Variables, v => ExpressionNames.IsAccessible(v.Name) && ExpressionNames.Same(v.Name, name)))
                yield return ("OW106-unknown-variable", FindingSeverity.Error, $"There is no variable “{name}” for “variables.{name}”; a name with other characters than letters and digits is reached by getVariable.");
        if (script.UsesWhole("variables"))
            yield return ("OW209-variables-whole", FindingSeverity.Warning, "Only what is written as variables.Name is copied into “variables”.");
        foreach (var call in script.Calls)
            if (Problem(plan, node, call) is { } problem) yield return problem;
    }

    private static (string, FindingSeverity, string)? Problem(Plan plan, PlanNode node, ScriptCall call)
    {
        if (call.LiteralArguments is not [{ } name, ..]) return null;
        var place = Place((call.Line, call.Column));
        return call.Name switch
        {
            "getVariable" or "setVariable" when !Array.Exists(node.Variables, v => ExpressionNames.Same(v.Name, name)) =>
                ("OW106-unknown-variable", FindingSeverity.Error, $"{place}: there is no variable “{name}” here."),
            "getInput" when !plan.Definition.Inputs.Any(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase)) =>
                ("OW210-undeclared-input", FindingSeverity.Warning, $"{place}: the workflow declares no input “{name}”."),
            "getOutputFrom" when plan.FindByIdOrName(name) is null =>
                ("OW211-unknown-output", FindingSeverity.Warning, $"{place}: there is no activity “{name}”."),
            _ => null,
        };
    }

    private static string Place((int Line, int Column) at) => $"Line {at.Line}, column {at.Column}";
}
