using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Services;

/// <summary>What can be applied for. Public: residents read it too.</summary>
internal sealed record ListServices : IRequest<Page<ServiceView>>;

internal sealed class ListServicesHandler(CatalogueSnapshot catalogue) : IRequestHandler<ListServices, Page<ServiceView>>
{
    public Task<Page<ServiceView>> Handle(ListServices request, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<ServiceView>([.. catalogue.Services.Where(s => !s.Definition.IsMatter).Select(s => ServiceView.Of(s, catalogue))], null));
}

/// <summary>One service, or matter, in the version that new cases get.</summary>
internal sealed record GetService(string Key) : IRequest<ServiceView>;

internal sealed class GetServiceHandler(CatalogueSnapshot catalogue) : IRequestHandler<GetService, ServiceView>
{
    public Task<ServiceView> Handle(GetService request, CancellationToken cancellationToken) =>
        Task.FromResult(ServiceView.Of(catalogue.Service(request.Key) ?? throw ServiceErrors.NotFound(request.Key), catalogue));
}

internal static class ServiceErrors
{
    public static RefusedException NotFound(string? key) =>
        new(RefusalKind.NotFound, "service-not-found", $"没有事项“{key}”。");
}
