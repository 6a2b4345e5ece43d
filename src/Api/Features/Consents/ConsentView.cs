using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Consents;

/// <summary>Where one of the service's consents stands.</summary>
/// <param name="State">given, missing, withdrawn or overridden.</param>
/// <param name="How">In words; null where nothing was noted.</param>
internal sealed record ConsentView(
    string Key, string Name, string? NameEn, string? Scope, string? ScopeEn, string State, DateTimeOffset? At, string? How, string? By)
{
    public static IReadOnlyList<ConsentView> Of(CaseFile file, CatalogueSnapshot catalogue) =>
    [
        .. from rule in catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Consents ?? []
           let last = file.Consents?.LastOrDefault(c => c.Key == rule.Key)
           select new ConsentView(
               rule.Key, rule.Name, rule.NameEn, rule.Scope, rule.ScopeEn, StateOf(last, file.HoldsConsent(rule.Key, rule.Material)),
               catalogue.Calendar.Local(last?.At), last?.How, last?.By),
    ];

    private static string StateOf(CaseConsent? last, bool holds) => last switch
    {
        { WithdrawnAt: not null } => "withdrawn",
        { IsOverride: true } => "overridden",
        _ => holds ? "given" : "missing",
    };
}
