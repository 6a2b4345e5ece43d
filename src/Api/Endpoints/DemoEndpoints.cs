using MediatR;
using OneWindow.Api.Features.Demo;

namespace OneWindow.Api.Endpoints;

internal static class DemoEndpoints
{
    public static void MapDemo(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/demo/clock", Move).RequireAuthorization().WithTags("demo").ProducesProblem(400).ProducesProblem(403);

    private static Task<ClockView> Move(MoveClock body, IMediator mediator, CancellationToken ct) => mediator.Send(body, ct);
}
