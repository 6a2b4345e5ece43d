using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Migration;

/// <summary>Carries variables by their id. New ones get their first value; what does not convert to a changed type is refused.</summary>
internal sealed class MigratedVariables(StepMap steps, MigrationReport report)
{
    /// <summary>The variables of one activity instance.</summary>
    public IReadOnlyDictionary<string, Value>? Of(IReadOnlyDictionary<string, Value>? values, PlanNode old, PlanNode @new)
    {
        var (before, after) = (Declared(steps.From, old), Declared(steps.To, @new));
        if (values is null && after.Count == 0) return null;
        var moved = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (id, value) in values ?? WorkflowState.NoValues)
        {
            if (after.TryGetValue(id, out var declared)) moved[id] = Converted(declared, value, @new);
            else if (!before.TryGetValue(id, out var gone)) moved[id] = value; // a variable of the activity itself, such as that of a loop
            else report.Change($"新版本没有变量“{gone.Name}”，它的值不再保留。", $"The new version has no variable “{gone.Name}”; its value is not kept.");
        }
        foreach (var (id, value) in @new.InitialValues)
        {
            if (@new.Transient.Contains(id) || !moved.TryAdd(id, value)) continue;
            var name = after.GetValueOrDefault(id)?.Name ?? id;
            report.Change($"新变量“{name}”取初始值。", $"The new variable “{name}” has its first value.");
        }
        return moved;
    }

    /// <summary>The workflow's inputs; those that the new version does not declare stay, unread.</summary>
    public IReadOnlyDictionary<string, Value> Inputs(IReadOnlyDictionary<string, Value> values)
    {
        var moved = new Dictionary<string, Value>(values, StringComparer.Ordinal);
        foreach (var input in steps.To.Definition.Inputs)
        {
            if (!moved.TryGetValue(input.Name, out var value))
            {
                if (!steps.From.Definition.Inputs.Any(i => i.Name == input.Name))
                    report.Change($"新版本的流程输入“{input.Name}”没有值。", $"The workflow input “{input.Name}” of the new version has no value.");
                continue;
            }
            if (TryConvert(input.Type, value, out var converted)) moved[input.Name] = converted;
            else report.Refuse("input-type", null, $"流程输入“{input.Name}”的值不合新版本的类型 {input.TypeName}。", $"The value of the workflow input “{input.Name}” is not of the new version's type {input.TypeName}.");
        }
        return moved;
    }

    private Value Converted(VariableDefinition declared, Value value, PlanNode step)
    {
        if (TryConvert(declared.Type, value, out var converted)) return converted;
        report.Refuse("variable-type", step, $"变量“{declared.Name}”的值不合新版本的类型 {declared.TypeName}。", $"The value of the variable “{declared.Name}” is not of the new version's type {declared.TypeName}.");
        return value;
    }

    private static bool TryConvert(DataType type, Value value, out Value converted)
    {
        try
        {
            converted = ValueConversion.To(type, value);
            return true;
        }
        catch (ValueConversionException)
        {
            converted = value;
            return false;
        }
    }

    private static Dictionary<string, VariableDefinition> Declared(Plan plan, PlanNode node)
    {
        var declared = new Dictionary<string, VariableDefinition>(StringComparer.Ordinal);
        foreach (var variable in node.Definition.Variables) declared[variable.Id] = variable;
        if (node.Parent is null)
            foreach (var variable in plan.Definition.Variables) declared[variable.Id] = variable;
        return declared;
    }
}
