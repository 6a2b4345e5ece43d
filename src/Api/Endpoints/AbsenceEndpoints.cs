using MediatR;
using OneWindow.Api.Features.Absences;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Endpoints;

internal static class AbsenceEndpoints
{
    public static RouteGroupBuilder MapAbsences(this IEndpointRouteBuilder app)
    {
        var absences = app.MapGroup("/api/absences").RequireAuthorization().WithTags("absences").ProducesProblem(401);
        absences.MapGet("", List);
        absences.MapPost("", Record).Produces<AbsenceView>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
        absences.MapPost("/{id:guid}/end", End).ProducesProblem(404);
        return absences;
    }

    private static Task<Page<AbsenceView>> List(IMediator mediator, CancellationToken ct) => mediator.Send(new ListAbsences(), ct);

    private static async Task<IResult> Record(RecordAbsence body, IMediator mediator, CancellationToken ct)
    {
        var recorded = await mediator.Send(body, ct);
        return TypedResults.Created($"/api/absences/{recorded.Id}", recorded);
    }

    private static Task<AbsenceView> End(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new EndAbsence(id), ct);
}
