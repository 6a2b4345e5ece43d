using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Services;

namespace OneWindow.Api.Features.Matters;

/// <summary>The matters (一件事) that can be applied for, each as a service that is made of others. Public, as the services are.</summary>
internal sealed record ListMatters : IRequest<Page<ServiceView>>;

internal sealed class ListMattersHandler(CatalogueSnapshot catalogue) : IRequestHandler<ListMatters, Page<ServiceView>>
{
    public Task<Page<ServiceView>> Handle(ListMatters request, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<ServiceView>([.. catalogue.Services.Where(s => s.Definition.IsMatter).Select(s => ServiceView.Of(s, catalogue))], null));
}
