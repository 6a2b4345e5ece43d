using MediatR;
using OneWindow.Api.Features.Office;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Supervising;
using OneWindow.Api.Features.Tasks;

namespace OneWindow.Api.Endpoints;

/// <summary>What the joint office sees of the whole county.</summary>
internal static class OfficeEndpoints
{
    public static void MapOffice(this IEndpointRouteBuilder app)
    {
        var office = app.MapGroup("/api/office").RequireAuthorization().WithTags("office").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403);
        office.MapGet("/overview", Overview).ProducesProblem(404);
        office.MapGet("/cases", Cases);
        office.MapGet("/tasks", Tasks);
        office.MapGet("/acts", Acts);
    }

    private static Task<Overview> Overview(string? area, IMediator mediator, CancellationToken ct) => mediator.Send(new GetOverview(area), ct);

    private static Task<OfficeList<OfficeCase>> Cases([AsParameters] ListOfficeCases query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<OfficeList<TaskView>> Tasks([AsParameters] ListOfficeTasks query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<Page<ActView>> Acts([AsParameters] ListActs query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);
}
