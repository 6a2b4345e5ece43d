using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Services;

namespace OneWindow.Api.Features.Applications;

/// <summary>Every service, those that residents may apply for from home first. Public.</summary>
internal sealed record ListOnlineServices : IRequest<OnlineServices>;

/// <param name="AtWindow">What is asked for at a window alone.</param>
internal sealed record OnlineServices(IReadOnlyList<ServiceView> Online, IReadOnlyList<ServiceView> AtWindow);

internal sealed class ListOnlineServicesHandler(CatalogueSnapshot catalogue, OnlineCatalogue online) : IRequestHandler<ListOnlineServices, OnlineServices>
{
    public Task<OnlineServices> Handle(ListOnlineServices request, CancellationToken cancellationToken)
    {
        var offered = online.Services.ToList();
        return Task.FromResult(new OnlineServices([.. offered.Select(View)], [.. catalogue.Services.Where(s => !s.Definition.IsMatter).Except(offered).Select(View)]));
    }

    private ServiceView View(ServiceVersion version) => ServiceView.Of(version, catalogue);
}

/// <summary>One service that residents may apply for from home.</summary>
internal sealed record GetOnlineService(string Key) : IRequest<ServiceView>;

internal sealed class GetOnlineServiceHandler(CatalogueSnapshot catalogue, OnlineCatalogue online) : IRequestHandler<GetOnlineService, ServiceView>
{
    public Task<ServiceView> Handle(GetOnlineService request, CancellationToken cancellationToken) =>
        Task.FromResult(ServiceView.Of(online.Service(request.Key), catalogue));
}
