using MediatR;
using OneWindow.Api.Features.LongRuns;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Endpoints;

/// <summary>Long work: how far it is, stopping it, its result.</summary>
internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var runs = app.MapGroup("/api/runs").RequireAuthorization().WithTags("runs").ProducesProblem(401);
        runs.MapGet("", List).ProducesProblem(400);
        runs.MapGet("/{id:guid}", Get).ProducesProblem(404);
        runs.MapPost("/{id:guid}/cancel", Cancel).ProducesProblem(404).ProducesProblem(409);
        runs.MapGet("/{id:guid}/result", Result).Produces(200).ProducesProblem(400).ProducesProblem(404);
        app.MapGet("/runs/{id:guid}/result", Result).RequireAuthorization().ExcludeFromDescription();
    }

    private static Task<Page<RunView>> List(string? cursor, int? size, IMediator mediator, CancellationToken ct) => mediator.Send(new ListRuns(cursor, size), ct);

    private static Task<RunView> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetRun(id), ct);

    private static Task<RunView> Cancel(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new CancelRun(id), ct);

    private static async Task<IResult> Result(Guid id, string? format, IMediator mediator, CancellationToken ct) => new SheetResult(await mediator.Send(new OpenResult(id, format), ct));
}
