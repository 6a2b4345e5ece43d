using System.Text;
using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Execution;

/// <summary>The names that expressions may use, besides those of the language itself.</summary>
public static class ExpressionNames
{
    /// <summary>Functions of every expression.</summary>
    public static readonly IReadOnlyList<string> Functions = [.. HostFunctions.Names.Concat(ValueFunctions.Names).Order(StringComparer.Ordinal)];

    private static readonly HashSet<string> Fixed = new(Functions, StringComparer.Ordinal) { "variables" };

    /// <summary>Whether an expression of this activity may use the name.</summary>
    public static bool IsKnown(Plan plan, PlanNode node, string name)
    {
        if (Fixed.Contains(name)) return true;
        if (name.Length < 4) return false;
        var subject = name[3..];
        var isSetter = name.StartsWith("set", StringComparison.Ordinal);
        if (!isSetter && !name.StartsWith("get", StringComparison.Ordinal)) return false;
        if (Array.Exists(node.Variables, v => IsAccessible(v.Name) && Same(v.Name, subject))) return true;
        return !isSetter && (plan.OutputAccessors.ContainsKey(subject) || AccessibleInput(plan, subject) is not null);
    }

    /// <summary>Accessors begin with a capital whatever the declared name's first letter is.</summary>
    internal static bool Same(string declared, string used) =>
        declared.Length == used.Length && declared.Length > 0
        && char.ToUpperInvariant(declared[0]) == char.ToUpperInvariant(used[0])
        && declared.AsSpan(1).SequenceEqual(used.AsSpan(1));

    /// <summary>Variables that an activity can see, nearest first.</summary>
    internal static IEnumerable<VariableDefinition> Variables(Plan plan, PlanNode node) => Variables(plan.Definition, node);

    /// <summary>Variables that an activity of the definition can see, nearest first.</summary>
    internal static IEnumerable<VariableDefinition> Variables(WorkflowDefinition definition, PlanNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            foreach (var variable in at.Definition.Variables) yield return variable;
            foreach (var variable in at.Parent?.Activity.ChildVariables ?? []) yield return variable;
        }
        foreach (var variable in definition.Variables) yield return variable;
    }

    /// <summary>Only a name of letters and digits has accessors; any other is reached by <c>getVariable('…')</c>.</summary>
    internal static bool IsAccessible(string name) => name.Length > 0 && name.All(char.IsLetterOrDigit);

    /// <summary>The workflow input that an accessor such as getX names.</summary>
    internal static ArgumentDefinition? AccessibleInput(Plan plan, string subject) =>
        plan.Definition.Inputs.FirstOrDefault(i => IsAccessible(i.Name) && Same(i.Name, subject));

    /// <summary>Words joined, each with a capital: <c>ask user</c> becomes <c>AskUser</c>.</summary>
    internal static string Pascal(string name)
    {
        var result = new StringBuilder(name.Length);
        var begins = true;
        foreach (var c in name)
        {
            if (c is ' ' or '_' or '-') begins = true;
            else
            {
                result.Append(begins ? char.ToUpperInvariant(c) : c);
                begins = false;
            }
        }
        return result.ToString();
    }

    /// <summary>
    /// What <c>get{Output}From{Activity}</c> names, by the part after get. The activity stands by its name in definitions
    /// of tool version 3 and later and by its id in older ones; the other serves where that names nothing.
    /// </summary>
    internal static Dictionary<string, (string Activity, string Output)> Outputs(Plan plan)
    {
        var found = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        var byName = plan.Definition.IsModern;
        foreach (var names in (ReadOnlySpan<bool>)[byName, !byName])
            foreach (var node in plan.Nodes)
                if ((names ? node.Definition.Name : node.Id) is { Length: > 0 } name)
                    foreach (var output in node.Activity.Descriptor.Outputs)
                        found.TryAdd($"{Pascal(output.Name)}From{Pascal(name)}", (node.Id, output.Name));
        return found;
    }
}
