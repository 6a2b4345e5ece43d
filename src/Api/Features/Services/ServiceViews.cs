using System.Text.Json;
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
    public static ServiceView Of(ServiceVersion version)
    {
        var service = version.Definition;
        return new ServiceView(
            service.Key, service.Name, service.NameEn, service.Lead, service.LeadEn, service.Description, service.DescriptionEn,
            version.Version, service.Form.Json, service.Materials, service.Limits, service.Results, service.Consents);
    }
}
