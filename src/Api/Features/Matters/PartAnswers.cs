using System.Text.Json;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Matters;

/// <summary>What a part's service is given of the one form of its matter.</summary>
internal static class PartAnswers
{
    /// <summary>The service's form, filled: from fixed values, from the field that is named for it, or from the one of the same name.</summary>
    public static JsonElement Of(MatterPart part, ServiceDefinition service, JsonElement matterForm)
    {
        var answers = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in service.Form.Fields.Select(f => f.Key).Distinct(StringComparer.Ordinal))
        {
            if (part.Values.TryGetValue(field, out var value)) answers[field] = value;
            else if (matterForm.ValueKind is JsonValueKind.Object && matterForm.TryGetProperty(part.FieldFor(field), out var given)) answers[field] = given;
        }

        return JsonSerializer.SerializeToElement(answers);
    }

    /// <summary>Where the matter's own form has what a finding about a part's registration is about.</summary>
    /// <param name="path">As the part's service names it, such as <c>form.grade</c> or <c>materials.photos.promisedUntil</c>.</param>
    public static string FieldOf(MatterPart part, ServiceDefinition matter, string path)
    {
        if (path.Split('.', 3) is not [var area, var name, ..] names) return path;
        var rest = names.Length == 3 ? $".{names[2]}" : "";
        return area switch
        {
            "form" when part.Values.ContainsKey(name) || matter.Form.Fields.All(f => f.Key != part.FieldFor(name)) => $"parts.{part.Key}.{path}",
            "form" => $"form.{part.FieldFor(name)}{rest}",
            "materials" => $"materials.{part.MaterialFor(name)}{rest}",
            _ => path,
        };
    }
}
