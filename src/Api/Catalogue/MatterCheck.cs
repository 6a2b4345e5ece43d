using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Catalogue;

/// <summary>
/// A matter (一件事) and the services that it is made of have to fit: what a service asks for, the matter asks for too or
/// says where it comes from. Otherwise no request for the matter could ever be registered.
/// </summary>
internal static class MatterCheck
{
    /// <summary>What does not fit, each with its place in matter.json.</summary>
    /// <param name="find">Finds a service by its key; null for an unknown one.</param>
    public static IEnumerable<string> Findings(ServiceDefinition matter, Func<string, ServiceDefinition?> find)
    {
        foreach (var (part, i) in matter.Parts.Select((part, i) => (part, i)))
        {
            var place = $"parts[{i}]";
            if (find(part.Service) is not { } service) yield return $"{place}.service: 没有事项“{part.Service}” (there is no such service)";
            else if (service.IsMatter) yield return $"{place}.service: “{part.Service}”本身是一件事 (is a matter itself)";
            else foreach (var finding in OfForm(matter, part, service).Concat(OfMaterials(matter, part, service)).Concat(OfResults(part, service))) yield return $"{place}.{finding}";
        }
    }

    private static IEnumerable<string> OfForm(ServiceDefinition matter, MatterPart part, ServiceDefinition service)
    {
        var fields = service.Form.Fields.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        var asked = matter.Form.Fields.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var field in part.Form.Keys.Where(f => !fields.Contains(f))) yield return $"form.{field}: “{service.Key}”的表单没有这一项 (the form of {service.Key} has no such field)";
        foreach (var field in part.Values.Keys.Where(f => !fields.Contains(f))) yield return $"values.{field}: “{service.Key}”的表单没有这一项 (the form of {service.Key} has no such field)";
        foreach (var field in service.Form.Fields.Where(f => f.Required && !part.Values.ContainsKey(f.Key) && !asked.Contains(part.FieldFor(f.Key))))
            yield return $"form.{field.Key}: 必填，没有写从哪里来 (is required, and nothing fills it)";
    }

    private static IEnumerable<string> OfMaterials(ServiceDefinition matter, MatterPart part, ServiceDefinition service)
    {
        var papers = service.Materials.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        var asked = matter.Materials.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var paper in part.Materials.Keys.Concat(part.Earned.Keys).Where(p => !papers.Contains(p)))
            yield return $"materials.{paper}: “{service.Key}”没有这项材料 (the service {service.Key} has no such material)";
        foreach (var paper in service.Materials.Where(m => m.Required && !part.Earned.ContainsKey(m.Key) && !asked.Contains(part.MaterialFor(m.Key))))
            yield return $"materials.{paper.Key}: 必须提交，一件事没有收这项材料 (is required, and the matter does not ask for it)";
    }

    private static IEnumerable<string> OfResults(MatterPart part, ServiceDefinition service) =>
        part.Succeeds.Where(r => service.Results.All(known => known.Key != r)).Select(r => $"succeeds: “{service.Key}”没有结果“{r}” (the service {service.Key} has no such result)");
}
