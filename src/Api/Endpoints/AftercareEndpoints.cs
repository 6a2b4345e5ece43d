using MediatR;
using OneWindow.Api.Features.FollowUps;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Ratings;
using OneWindow.Api.Features.Tracking;

namespace OneWindow.Api.Endpoints;

/// <summary>What follows the closing of a case.</summary>
internal static class AftercareEndpoints
{
    public static void MapAftercare(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/cases/{number}").RequireAuthorization().WithTags("aftercare").ProducesProblem(401).ProducesProblem(404);
        cases.MapPost("/rating", Rate).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
        cases.MapGet("/ratings", Ratings);
        var totals = app.MapGroup("/api").RequireAuthorization().WithTags("aftercare").ProducesProblem(401);
        totals.MapGet("/ratings", RatingCounts);
        totals.MapGet("/follow-ups", VisitCounts);
        app.MapPost("/api/track/{number}/rating", RateTracked).AllowAnonymous().WithTags("track")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(429);
    }

    private static Task<GivenRating> Rate(string number, RatingBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RateCase(number, body.Stars, body.Text), ct);

    private static Task<TrackView> RateTracked(string number, TrackedRatingBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RateTracked(number, body.Tail, body.Stars, body.Text), ct);

    private static Task<Page<CaseRating>> Ratings(string number, IMediator mediator, CancellationToken ct) => mediator.Send(new ListRatings(number), ct);

    private static Task<Page<RatingTotals>> RatingCounts([AsParameters] CountRatings query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<Page<VisitTotals>> VisitCounts(IMediator mediator, CancellationToken ct) => mediator.Send(new CountVisits(), ct);
}

internal sealed record RatingBody(int? Stars, string? Text);

internal sealed record TrackedRatingBody(string? Tail, int? Stars, string? Text);
