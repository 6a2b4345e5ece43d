using MediatR;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Organisations;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Services;

namespace OneWindow.Api.Endpoints;

internal static class CatalogueEndpoints
{
    /// <summary>What can be applied for and where: public, for residents and other software.</summary>
    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var services = app.MapGroup("/api/services").AllowAnonymous().WithTags("services");
        services.MapGet("", Services);
        services.MapGet("/{key}", Service).ProducesProblem(404);
        app.MapGet("/api/matters", Matters).AllowAnonymous().WithTags("services");
        app.MapGet("/api/intake", Intake).AllowAnonymous().WithTags("services");
        app.MapGet("/api/organisations", Organisations).AllowAnonymous().WithTags("organisations");
    }

    private static Task<Page<ServiceView>> Services(IMediator mediator, CancellationToken ct) => mediator.Send(new ListServices(), ct);

    private static Task<Page<ServiceView>> Matters(IMediator mediator, CancellationToken ct) => mediator.Send(new ListMatters(), ct);

    private static Task<ServiceView> Service(string key, IMediator mediator, CancellationToken ct) => mediator.Send(new GetService(key), ct);

    private static Task<IntakeView> Intake(IMediator mediator, CancellationToken ct) => mediator.Send(new GetIntake(), ct);

    private static Task<Page<OrganisationView>> Organisations(
        [AsParameters] ListOrganisations query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);
}
