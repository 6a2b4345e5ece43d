using AutoMapper;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Organisations;

/// <summary>The bodies, or those that are in an area or serve it, or those of one kind.</summary>
internal sealed record ListOrganisations(string? Area, string? Kind) : IRequest<Page<OrganisationView>>;

internal sealed record OrganisationView(
    string Code, string Name, string? NameEn, string Kind, AreaLevel Level, string Area, string? Parent,
    IReadOnlyList<string> Roles);

internal sealed class OrganisationProfile : Profile
{
    public OrganisationProfile() => CreateMap<Organisation, OrganisationView>();
}

internal sealed class ListOrganisationsHandler(CatalogueSnapshot catalogue, IMapper mapper)
    : IRequestHandler<ListOrganisations, Page<OrganisationView>>
{
    public Task<Page<OrganisationView>> Handle(ListOrganisations request, CancellationToken cancellationToken)
    {
        var found = catalogue.Organisations.In(request.Area, request.Kind);
        return Task.FromResult(new Page<OrganisationView>(mapper.Map<IReadOnlyList<OrganisationView>>(found), null));
    }
}
