using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Endpoints;

internal static class DraftEndpoints
{
    public static void MapDrafts(this IEndpointRouteBuilder app)
    {
        var drafts = app.MapGroup("/api/drafts").RequireAuthorization().WithTags("drafts").ProducesProblem(401);
        drafts.MapGet("", List);
        drafts.MapPost("", Create).Produces<DraftSummary>(201).ProducesProblem(400).ProducesProblem(404);
        drafts.MapGet("/{id:guid}", Get).ProducesProblem(404);
        drafts.MapPut("/{id:guid}", Save).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        drafts.MapDelete("/{id:guid}", Delete).Produces(204).ProducesProblem(404);
    }

    private static Task<Page<DraftSummary>> List(IMediator mediator, CancellationToken ct) => mediator.Send(new ListDrafts(), ct);

    private static async Task<IResult> Create(RegisterCase body, IMediator mediator, CancellationToken ct)
    {
        var saved = await mediator.Send(new SaveDraft(null, body), ct);
        return TypedResults.Created($"/api/drafts/{saved.Id}", saved);
    }

    private static Task<DraftView> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetDraft(id), ct);

    private static Task<DraftSummary> Save(Guid id, RegisterCase body, IMediator mediator, CancellationToken ct) => mediator.Send(new SaveDraft(id, body), ct);

    private static async Task<IResult> Delete(Guid id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new DeleteDraft(id), ct);
        return TypedResults.NoContent();
    }
}
