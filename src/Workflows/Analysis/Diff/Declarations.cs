using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Analysis.Diff;

/// <summary>Differences in variables, inputs and outputs.</summary>
internal static class Declarations
{
    /// <param name="container">The step that declares them; null for the workflow.</param>
    public static void Variables(ActivityDefinition? container, IEnumerable<VariableDefinition> from, IEnumerable<VariableDefinition> to, DiffList diff)
    {
        var (zh, en) = container is null ? ("", "") : ($"{Words.Zh(container)}的", $" of {Words.En(container)}");
        foreach (var (old, now) in Paired(from, to, v => v.Id))
        {
            if (now is null) diff.Add(DiffKind.VariableRemoved, container?.Id, $"删去{zh}变量“{old!.Name}”。", $"The variable “{old.Name}”{en} is removed.");
            else if (old is null) diff.Add(DiffKind.VariableAdded, container?.Id, $"新增{zh}变量“{now.Name}”（{now.TypeName}）。", $"The variable “{now.Name}” ({now.TypeName}){en} is added.");
            else
            {
                var (was, @is) = (Described(old), Described(now));
                if (was != @is) diff.Add(DiffKind.VariableChanged, container?.Id, $"{zh}变量由“{was}”改为“{@is}”。", $"The variable{en} changes from “{was}” to “{@is}”.");
            }
        }
    }

    public static void Inputs(IEnumerable<ArgumentDefinition> from, IEnumerable<ArgumentDefinition> to, DiffList diff) =>
        Arguments(from, to, ("流程输入", "workflow input"), (DiffKind.InputAdded, DiffKind.InputRemoved, DiffKind.InputChanged), diff);

    public static void Outputs(IEnumerable<ArgumentDefinition> from, IEnumerable<ArgumentDefinition> to, DiffList diff) =>
        Arguments(from, to, ("流程输出", "workflow output"), (DiffKind.OutputAdded, DiffKind.OutputRemoved, DiffKind.OutputChanged), diff);

    private static void Arguments(
        IEnumerable<ArgumentDefinition> from, IEnumerable<ArgumentDefinition> to, (string Zh, string En) what,
        (DiffKind Added, DiffKind Removed, DiffKind Changed) kinds, DiffList diff)
    {
        foreach (var (old, now) in Paired(from, to, a => a.Name))
        {
            if (now is null) diff.Add(kinds.Removed, null, $"删去{what.Zh}“{old!.Name}”。", $"The {what.En} “{old.Name}” is removed.");
            else if (old is null) diff.Add(kinds.Added, null, $"新增{what.Zh}“{now.Name}”（{now.TypeName}）。", $"The {what.En} “{now.Name}” ({now.TypeName}) is added.");
            else if (old.Type != now.Type || old.TypeName != now.TypeName)
                diff.Add(kinds.Changed, null, $"{what.Zh}“{now.Name}”的类型由 {Type(old)} 改为 {Type(now)}。", $"The type of the {what.En} “{now.Name}” changes from {Type(old)} to {Type(now)}.");
        }
    }

    /// <summary>Each key once: what is gone first, then the newer version's order.</summary>
    private static IEnumerable<(T? Old, T? Now)> Paired<T>(IEnumerable<T> from, IEnumerable<T> to, Func<T, string> key)
        where T : class
    {
        var old = from.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        var now = to.DistinctBy(key, StringComparer.Ordinal).ToDictionary(key, StringComparer.Ordinal);
        return [.. old.Where(o => !now.ContainsKey(o.Key)).Select(o => ((T?)o.Value, (T?)null)), .. now.Select(n => (old.GetValueOrDefault(n.Key), (T?)n.Value))];
    }

    private static string Described(VariableDefinition variable)
    {
        var initial = variable.Initial?.ToJsonString(WorkflowDefinition.CompactJson);
        return $"{variable.Name}: {variable.TypeName}{(variable.Type.IsArray ? "[]" : "")}{(initial is null ? "" : $" = {Words.Short(initial)}")}";
    }

    private static string Type(ArgumentDefinition argument) => argument.TypeName + (argument.Type.IsArray ? "[]" : "");
}
