using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Api.Catalogue;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Services;

/// <summary>A service as the catalogue shows it.</summary>
/// <param name="Form">JSON Schema of the answers that a registration needs.</param>
/// <param name="Results">Every way in which a case can end, withdrawal included.</param>
internal sealed record ServiceView(
    string Key, string Name, string NameEn, string Lead, string LeadEn, string? Description, string? DescriptionEn,
    int Version, JsonElement Form, IReadOnlyList<ServiceMaterial> Materials, IReadOnlyList<ServiceLimit> Limits,
    IReadOnlyList<ServiceResult> Results, IReadOnlyList<ConsentRule> Consents)
{
    /// <summary>The limit that the county promises for the whole case; null for none.</summary>
    [JsonIgnore]
    public ServiceLimit? CaseLimit { get; init; }

    /// <summary>The part of the year in which the service is asked for; null for all of it.</summary>
    public SeasonView? Season { get; init; }

    /// <summary>The services that a matter is made of; null for a service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ServicePart>? Parts { get; init; }

    /// <summary>What residents may do from home.</summary>
    public OnlineRules Online { get; init; } = new();

    public static ServiceView Of(ServiceVersion version, CatalogueSnapshot catalogue)
    {
        var service = version.Definition;
        return new ServiceView(
            service.Key, service.Name, service.NameEn, service.Lead, service.LeadEn, service.Description, service.DescriptionEn,
            version.Version, service.Form.Json, service.Materials, service.Limits, service.Results, service.Consents)
        {
            CaseLimit = service.CaseLimit,
            Parts = service.IsMatter ? [.. service.Parts.Select(p => ServicePart.Of(p, catalogue))] : null,
            Online = service.Online,
            Season = service.Clock.Season is { } season ? SeasonView.Of(season) : null,
        };
    }
}

/// <summary>A part of every year, both days included.</summary>
/// <param name="From">MM-dd.</param>
/// <param name="To">MM-dd; before <paramref name="From"/> where it reaches over the new year.</param>
internal sealed record SeasonView(string From, string To)
{
    public static SeasonView Of(Season season) => new($"{season.From.Month:00}-{season.From.Day:00}", $"{season.To.Month:00}-{season.To.Day:00}");
}

/// <summary>A service of a matter.</summary>
/// <param name="When">JavaScript over applicant and form that says whether it is asked for; null for always.</param>
/// <param name="After">Key of the part that must succeed first; null where it begins at once.</param>
internal sealed record ServicePart(string Key, string Service, string Name, string NameEn, string? When, string? After)
{
    public static ServicePart Of(MatterPart part, CatalogueSnapshot catalogue)
    {
        var service = catalogue.Service(part.Service)?.Definition;
        return new(part.Key, part.Service, service?.Name ?? part.Service, service?.NameEn ?? part.Service, part.When, part.After);
    }
}
