using System.Text.Json;

namespace OneWindow.Domain.Catalogue;

/// <summary>What makes a matter (一件事) of a service: the services that it is made of.</summary>
internal sealed partial class ServiceReader
{
    private MatterPart ReadPart(JsonElement item, string path) => new(
        Text(item, "key", path), Text(item, "service", path), Optional(item, "when"), Optional(item, "after"), Words(item, "succeeds", path),
        Map(item, "form", path), Constants(item, path), Map(item, "materials", path), Map(item, "earned", path));

    /// <summary>What can be said of a matter without its services; the rest is checked with the folder.</summary>
    private void CheckParts(ServiceDefinition matter, JsonElement root)
    {
        if (matter.Parts.Count == 0) return;
        var fields = matter.Form.Fields.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var papers = matter.Materials.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        if (Part(root, "reopen") is not null || Part(root, "objection") is not null)
            _findings.Add("parts", "一件事不单独重办、不单独异议，由所含事项规定 (a matter has no reopen or objection of its own; its services have)");
        foreach (var (part, i) in matter.Parts.Select((part, i) => (part, i)))
        {
            var path = $"parts[{i}]";
            if (part.Succeeds.Count == 0) _findings.Add($"{path}.succeeds", "缺少 (missing)");
            if (matter.Parts.Take(i).Any(p => p.Service == part.Service)) _findings.Add($"{path}.service", $"“{part.Service}”重复 (appears twice)");
            if (part.After is { } after && matter.Parts.Take(i).All(p => p.Key != after))
                _findings.Add($"{path}.after", $"前面没有“{after}” (there is no part {after} before it)");
            foreach (var (field, from) in part.Form)
                if (!fields.Contains(from)) _findings.Add($"{path}.form.{field}", $"表单没有“{from}” (the form has no field {from})");
            foreach (var (paper, from) in part.Materials)
                if (!papers.Contains(from)) _findings.Add($"{path}.materials.{paper}", $"没有材料“{from}” (there is no material {from})");
            foreach (var (paper, from) in part.Earned)
                if (from != part.After) _findings.Add($"{path}.earned.{paper}", "应为 after 所写的事项 (must be the part that after names)");
        }
    }

    private Dictionary<string, string> Map(JsonElement item, string property, string path)
    {
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in Entries(item, property, path))
        {
            if (entry.Value.ValueKind is JsonValueKind.String) map[entry.Name] = entry.Value.GetString()!;
            else _findings.Add($"{path}.{property}.{entry.Name}", "应为文本 (must be a text)");
        }

        return map;
    }

    private Dictionary<string, JsonElement> Constants(JsonElement item, string path) =>
        Entries(item, "values", path).ToDictionary(e => e.Name, e => e.Value.Clone(), StringComparer.Ordinal);

    private JsonProperty[] Entries(JsonElement item, string property, string path)
    {
        if (!item.TryGetProperty(property, out var map)) return [];
        if (map.ValueKind is JsonValueKind.Object) return [.. map.EnumerateObject()];
        _findings.Add($"{path}.{property}", "应为对象 (must be an object)");
        return [];
    }
}
