using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Letters;
using OneWindow.Api.Features.Pipeline;
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
        cases.MapPost("/reopen", Reopen).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
        cases.MapPost("/objection", Object).ProducesProblem(400).ProducesProblem(403).ProducesProblem(409);
        cases.MapGet("/objections", Objections);
        cases.MapGet("/documents", Letters);
        cases.MapGet("/documents/{id:guid}", Letter);
        var totals = app.MapGroup("/api").RequireAuthorization().WithTags("aftercare").ProducesProblem(401);
        totals.MapGet("/ratings", RatingCounts);
        totals.MapGet("/follow-ups", VisitCounts);
        var tracked = app.MapGroup("/api/track/{number}").AllowAnonymous().WithTags("track")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(429);
        tracked.MapPost("/rating", RateTracked);
        tracked.MapPost("/objection", ObjectTracked);
        tracked.MapPost("/withdraw", WithdrawTracked);
    }

    private static Task<GivenRating> Rate(string number, RatingBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RateCase(number, body.Stars, body.Text), ct);

    private static Task<TrackView> RateTracked(string number, TrackedRatingBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RateTracked(number, body.Tail, body.Stars, body.Text), ct);

    private static Task<Page<CaseRating>> Ratings(string number, IMediator mediator, CancellationToken ct) => mediator.Send(new ListRatings(number), ct);

    private static Task<CaseProgress> Reopen(string number, ReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReopenCase(number, body.Reason), ct);

    private static Task<Page<ObjectionView>> Object(string number, ObjectionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new FileObjection(number, body.Text), ct);

    private static Task<TrackView> ObjectTracked(string number, TrackedObjectionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ObjectTracked(number, body.Tail, body.Text), ct);

    private static Task<TrackView> WithdrawTracked(string number, TrackedReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawTracked(number, body.Tail, body.Reason), ct);

    private static Task<Page<ObjectionView>> Objections(string number, IMediator mediator, CancellationToken ct) => mediator.Send(new ListObjections(number), ct);

    private static Task<Page<LetterView>> Letters(string number, IMediator mediator, CancellationToken ct) => mediator.Send(new ListLetters(number), ct);

    private static Task<WholeLetter> Letter(string number, Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetLetter(number, id), ct);

    private static Task<Page<RatingTotals>> RatingCounts([AsParameters] CountRatings query, IMediator mediator, CancellationToken ct) => mediator.Send(query, ct);

    private static Task<Page<VisitTotals>> VisitCounts(IMediator mediator, CancellationToken ct) => mediator.Send(new CountVisits(), ct);
}

internal sealed record RatingBody(int? Stars, string? Text);

internal sealed record TrackedRatingBody(string? Tail, int? Stars, string? Text);

internal sealed record ObjectionBody(string? Text);

internal sealed record TrackedObjectionBody(string? Tail, string? Text);

internal sealed record TrackedReasonBody(string? Tail, string? Reason);
