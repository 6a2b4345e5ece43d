using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Applications;

/// <summary>Makes a registration of what a resident has sent, and believes nothing that only staff may say.</summary>
internal static class OnlineApplication
{
    private const string TickedOnline = "网上申请时由申请人本人勾选同意 (ticked by the applicant when applying online)";
    private const string Promised = "promised";
    private const string Secondary = "secondary";

    /// <summary>
    /// No paper counts as received but those whose files have come; only minor papers are promised (容缺受理). How a consent
    /// was given is said by us, and the window is warned of duplicates afterwards.
    /// </summary>
    /// <param name="received">Keys of the materials whose files have come.</param>
    public static RegisterCase Of(RegisterCase sent, ServiceDefinition service, IReadOnlySet<string> received) => sent with
    {
        Channel = IntakeRules.OnlineChannel,
        Proactive = null,
        OnDuplicate = null,
        Draft = null,
        Consents = sent.Consents is { Count: > 0 } consents ? [.. consents.Select(c => c with { How = TickedOnline })] : null,
        Materials =
        [
            .. received.Select(key => new MaterialInput(key, "provided")),
            .. from material in sent.Materials ?? []
               where material is { State: Promised, Key: { } key } && !received.Contains(key)
                   && service.Materials.Any(m => m.Key == key && m.Class == Secondary)
               select new MaterialInput(material.Key, Promised),
        ],
    };
}
