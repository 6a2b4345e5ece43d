using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Applications;

/// <summary>What residents may apply for by themselves, and which window is responsible for it.</summary>
internal sealed class OnlineCatalogue(CatalogueSnapshot catalogue)
{
    private const string WindowKind = "station";
    private const string WindowRole = "clerk";

    /// <summary>Whoever applies has no account: sees no case, and is named as the applicant wherever something is written down.</summary>
    public static readonly Caller Applicant = new(Actor.Applicant.UserName, "申请人", [], [], null);

    private bool IsOpen => catalogue.Intake.Channel(IntakeRules.OnlineChannel) is not null;

    /// <summary>Every service that is asked for online, by key.</summary>
    public IEnumerable<ServiceVersion> Services => IsOpen ? catalogue.Services.Where(s => s.Definition.Online.Apply) : [];

    /// <exception cref="Domain.Errors.RefusedException"><c>online-not-offered</c>, also for a service that there is not.</exception>
    public ServiceVersion Service(string? key) =>
        IsOpen && catalogue.Service(key ?? "") is { Definition.Online.Apply: true } service ? service : throw OnlineErrors.NotOffered();

    /// <summary>
    /// The window that is responsible for an area: the lowest one that covers it, and the joint office where there is none.
    /// The county's for an area that nobody knows, which the check of what was entered refuses.
    /// </summary>
    public string WindowOf(string? area) => catalogue.Organisations.FindArea(area?.Trim()) is { } known
        ? catalogue.Organisations.Route(WindowKind, AreaLevel.Village, known.Code, WindowRole).Body.Code
        : catalogue.Organisations.Organisations.First(o => o.Is(OrganisationDirectory.JointOfficeKind)).Code;
}
