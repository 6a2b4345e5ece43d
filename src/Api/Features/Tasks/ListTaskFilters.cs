using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Tasks;

/// <summary>What the caller's worklist can be narrowed to.</summary>
/// <param name="Service">The service that is asked for: its steps are offered.</param>
internal sealed record ListTaskFilters(string? Service) : IRequest<TaskFilters>;

/// <param name="Posts">Empty where the caller has one only.</param>
/// <param name="Steps">Empty until a service is chosen.</param>
/// <param name="Areas">Townships, or counties where there are too many; empty where there is nothing to choose.</param>
internal sealed record TaskFilters(
    IReadOnlyList<FilterChoice> Services, IReadOnlyList<FilterChoice> Steps, IReadOnlyList<FilterPost> Posts, IReadOnlyList<FilterChoice> Areas);

internal sealed record FilterChoice(string Key, string Name, string? NameEn);

internal sealed record FilterPost(string Key, string Body, string Role);

internal sealed class ListTaskFiltersHandler(CurrentCaller caller, CatalogueSnapshot catalogue, Plans plans) : IRequestHandler<ListTaskFilters, TaskFilters>
{
    private const int MostAreas = 80;

    public Task<TaskFilters> Handle(ListTaskFilters request, CancellationToken cancellationToken)
    {
        var posts = caller.Required.Posts;
        return Task.FromResult(new TaskFilters(
            [.. catalogue.Services.Select(s => new FilterChoice(s.Definition.Key, s.Definition.Name, s.Definition.NameEn))],
            [.. TaskSteps.Of(catalogue, plans, request.Service).Select(s => new FilterChoice(s.ActivityId, s.Title.Zh, s.Title.En))],
            posts.Count < 2 ? [] : [.. posts.Select(p => new FilterPost(p.ToString(), p.Body, p.Role))],
            [.. Areas().Select(a => new FilterChoice(a.Code, a.Name, a.NameEn))]));
    }

    /// <summary>The smallest areas of those that the caller's bodies are responsible for, as far as a list of them can be read.</summary>
    private List<Area> Areas()
    {
        var directory = catalogue.Organisations;
        var own = caller.Required.Bodies.Select(b => directory.Find(b)?.Area).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var within = directory.Areas.Where(a => caller.Required.SeesEverything || own.Any(o => directory.IsWithin(a.Code, o))).ToList();
        return new[] { AreaLevel.Township, AreaLevel.County, AreaLevel.City }.Select(level => within.Where(a => a.Level == level).ToList())
            .FirstOrDefault(areas => areas.Count is > 1 and <= MostAreas) ?? [];
    }
}
