using MediatR;
using OneWindow.Api.Features.Tracking;

namespace OneWindow.Api.Endpoints;

internal static class TrackEndpoints
{
    public static void MapTrack(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/track/{number}", Track).AllowAnonymous().WithTags("track").ProducesProblem(404).ProducesProblem(429);

    private static Task<TrackView> Track(string number, string? tail, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new TrackCase(number, tail), ct);
}
