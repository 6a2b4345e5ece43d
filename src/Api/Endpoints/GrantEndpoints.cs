using MediatR;
using OneWindow.Api.Features.Grants;
using OneWindow.Api.Features.Pipeline;

namespace OneWindow.Api.Endpoints;

internal static class GrantEndpoints
{
    public static void MapGrants(this IEndpointRouteBuilder app)
    {
        var grants = app.MapGroup("/api/grants").RequireAuthorization().WithTags("grants").ProducesProblem(400).ProducesProblem(401);
        grants.MapGet("", List);
        grants.MapGet("/sums", Sums);
        var cases = app.MapGroup("/api/cases/{number}").RequireAuthorization().WithTags("grants").ProducesProblem(401).ProducesProblem(404);
        cases.MapGet("/aid", Aid);
        cases.MapPost("/aid-permit", Permit).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
    }

    private static Task<Page<LedgerEntry>> List([AsParameters] ListGrants query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<LedgerSums> Sums([AsParameters] SumGrants query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<CaseAid> Aid(string number, IMediator mediator, CancellationToken ct) => mediator.Send(new GetCaseAid(number), ct);

    private static Task<CaseAid> Permit(string number, ReasonBody body, IMediator mediator, CancellationToken ct) => mediator.Send(new PermitAid(number, body.Reason), ct);
}
