using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Services;

/// <summary>What windows may choose from, whatever the service. Public as the services are.</summary>
internal sealed record GetIntake : IRequest<IntakeView>;

/// <param name="DraftsKept">How long a draft is kept, as a limit ("30d").</param>
internal sealed record IntakeView(IReadOnlyList<IntakeChannel> Channels, IReadOnlyList<AgentRelation> Relations, string DraftsKept);

internal sealed class GetIntakeHandler(CatalogueSnapshot catalogue) : IRequestHandler<GetIntake, IntakeView>
{
    public Task<IntakeView> Handle(GetIntake request, CancellationToken cancellationToken) =>
        Task.FromResult(new IntakeView(catalogue.Intake.Channels, catalogue.Intake.Relations, catalogue.Intake.DraftsKept.ToString()));
}
