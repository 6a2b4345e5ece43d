using System.Text.Json.Nodes;

namespace OneWindow.Workflows.Definitions;

/// <summary>What a definition says of itself: its id, options, inputs, outputs and variables.</summary>
internal static class HeaderChecks
{
    private static readonly string[] StorageDrivers = ["Workflow", "Memory", "WorkflowInstance", "WorkflowStorageDriver", "WorkflowInstanceStorageDriver", "MemoryStorageDriver"];
    private static readonly string[] IncidentStrategies = ["Fault", "FaultStrategy", "ContinueWithIncidents", "ContinueWithIncidentsStrategy"];
    private static readonly string[] ActivationStrategies = ["AllowAlwaysStrategy"];

    public static void Run(WorkflowDefinition definition, List<Finding> findings)
    {
        if (definition.DefinitionId.Length == 0)
            findings.Add(new("OW010-no-definition-id", FindingSeverity.Error, null, "$.definitionId", "A definition has a definitionId."));
        CheckArguments(definition.Document, "inputs", findings);
        CheckArguments(definition.Document, "outputs", findings);
        CheckOption(definition, "incidentStrategyType", "OW017-incident-strategy", IncidentStrategies, "faults wait for a person instead", findings);
        CheckOption(definition, "activationStrategyType", "OW018-activation-strategy", ActivationStrategies, "every start begins an instance", findings);
        CheckVariables(definition.Document, "$", null, findings);
        CheckContainers(definition.Root, findings);
    }

    private static void CheckContainers(ActivityDefinition activity, List<Finding> findings)
    {
        CheckVariables(activity.Json, activity.JsonPath, activity.Id, findings);
        foreach (var (_, child) in activity.Children) CheckContainers(child, findings);
    }

    private static void CheckArguments(JsonObject document, string list, List<Finding> findings)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (json, path) in Items(document, list, "$"))
        {
            var name = WorkflowDefinition.Text(json, "name") ?? "";
            if (!names.Add(name)) findings.Add(new("OW015-duplicate-argument", FindingSeverity.Error, null, $"{path}.name", $"The {list} have the name “{name}” twice."));
            CheckDriver(json, "storageDriverType", name, path, null, findings);
        }
    }

    private static void CheckVariables(JsonObject holder, string at, string? activityId, List<Finding> findings)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (json, path) in Items(holder, "variables", at))
        {
            var variable = VariableDefinition.Read(json);
            if (!ids.Add(variable.Id))
                findings.Add(new("OW012-duplicate-variable", FindingSeverity.Error, activityId, $"{path}.id", $"Two variables have the id “{variable.Id}”."));
            else if (!names.Add(variable.Name))
                findings.Add(new("OW014-duplicate-variable-name", FindingSeverity.Warning, activityId, $"{path}.name", $"Two variables have the name “{variable.Name}”; expressions reach only the first."));
            if (!variable.Type.IsKnown)
                findings.Add(new("OW013-unknown-variable-type", FindingSeverity.Warning, activityId, $"{path}.typeName", $"The variable “{variable.Name}” has the unknown type “{variable.TypeName}”. Here it may hold anything; Elsa 3.8 drops it."));
            CheckDriver(json, "storageDriverTypeName", variable.Name, path, activityId, findings);
        }
    }

    private static void CheckDriver(JsonObject json, string property, string name, string path, string? activityId, List<Finding> findings)
    {
        if (WorkflowDefinition.Text(json, property) is not { Length: > 0 } driver || StorageDrivers.Contains(SimpleName(driver), StringComparer.Ordinal)) return;
        findings.Add(new("OW016-storage-driver", FindingSeverity.Warning, activityId, $"{path}.{property}", $"“{name}” names the unknown storage driver “{driver}”; here it is kept with the instance."));
    }

    private static void CheckOption(WorkflowDefinition definition, string name, string code, string[] known, string instead, List<Finding> findings)
    {
        if (WorkflowDefinition.Member(definition.Document, "options") is not JsonObject options) return;
        if (WorkflowDefinition.Text(options, name) is not { Length: > 0 } written || known.Contains(SimpleName(written), StringComparer.Ordinal)) return;
        findings.Add(new(code, FindingSeverity.Warning, null, $"$.options.{name}", $"“{written}” is not followed here: {instead}."));
    }

    /// <summary>A type name without namespace and assembly.</summary>
    private static string SimpleName(string typeName)
    {
        var name = typeName.Split(',')[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static IEnumerable<(JsonObject Json, string Path)> Items(JsonObject holder, string list, string at)
    {
        if (WorkflowDefinition.Member(holder, list) is not JsonArray items) yield break;
        for (var i = 0; i < items.Count; i++)
            if (items[i] is JsonObject json) yield return (json, $"{at}.{list}[{i}]");
    }
}
