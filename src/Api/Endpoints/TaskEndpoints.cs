using MediatR;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tasks;

namespace OneWindow.Api.Endpoints;

internal static class TaskEndpoints
{
    public static RouteGroupBuilder MapTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapGroup("/api/tasks").RequireAuthorization().WithTags("tasks").ProducesProblem(401);
        tasks.MapGet("", List).ProducesProblem(400);
        tasks.MapGet("/{id:guid}", Get).ProducesProblem(404);
        return tasks;
    }

    private static Task<Page<TaskView>> List([AsParameters] ListTasks query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query, ct);

    private static Task<TaskView> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetTask(id), ct);
}
