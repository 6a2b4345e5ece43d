using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Organisations;

/// <summary>The administrative map from townships down, for choosing where somebody lives.</summary>
internal sealed record ListAreas : IRequest<IReadOnlyList<AreaView>>;

/// <param name="Within">The areas directly below, in the order of the configuration.</param>
internal sealed record AreaView(string Code, string Name, string? NameEn, IReadOnlyList<AreaView> Within);

internal sealed class ListAreasHandler(CatalogueSnapshot catalogue) : IRequestHandler<ListAreas, IReadOnlyList<AreaView>>
{
    public Task<IReadOnlyList<AreaView>> Handle(ListAreas request, CancellationToken cancellationToken)
    {
        var areas = catalogue.Organisations.Areas;
        var below = areas.Where(a => a.Parent is not null).ToLookup(a => a.Parent!);
        return Task.FromResult<IReadOnlyList<AreaView>>(
            [.. areas.Where(a => a.Level is AreaLevel.Township).Select(a => View(a, below))]);
    }

    private static AreaView View(Area area, ILookup<string, Area> below) =>
        new(area.Code, area.Name, area.NameEn, [.. below[area.Code].Select(a => View(a, below))]);
}
