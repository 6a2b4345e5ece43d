using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Ratings;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>A rating as it is given.</summary>
internal sealed record RatingInput(int Stars, string? Text)
{
    public static RatingInput Of(int? stars, string? text) => new(stars ?? 0, string.IsNullOrWhiteSpace(text) ? null : text.Trim());

    public static void Validate(int? stars, string? text, Findings findings)
    {
        if (stars is not (>= 1 and <= Rating.Best)) findings.Add("stars", "请选择 1 至 5 分。(Choose 1 to 5.)");
        if (text?.Length > Rating.MaxTextLength) findings.Add("text", "评价过长。(The text is too long.)");
    }
}

/// <summary>The applicant rates the case at the window.</summary>
internal sealed record RateCase(string Number, int? Stars, string? Text) : ICommand<GivenRating>, IValidate
{
    public void Validate(Findings findings) => RatingInput.Validate(Stars, Text, findings);
}

/// <summary>The applicant rates the case alone, proved by number and phone tail as when tracking.</summary>
internal sealed record RateTracked(string? Number, string? Tail, int? Stars, string? Text) : ICommand<TrackView>, IValidate
{
    public void Validate(Findings findings) => RatingInput.Validate(Stars, Text, findings);
}

/// <param name="ChangeableUntil">The last day on which it may be changed.</param>
/// <param name="Reply">What came of looking into a bad rating; null until then.</param>
internal sealed record GivenRating(
    int Stars, string? Text, DateTimeOffset RatedAt, DateTimeOffset? ChangedAt, DateOnly? ChangeableUntil, Rectification Rectification, string? Reply)
{
    public static GivenRating Of(Rating rating, CaseFile file, CatalogueSnapshot catalogue) => new(
        rating.Stars, rating.Text, catalogue.Calendar.Local(rating.RatedAt), catalogue.Calendar.Local(rating.ChangedAt),
        catalogue.Calendar.LastDay(catalogue.RatingFinalAt(file, rating)), rating.Rectification, rating.Reply);
}

internal sealed class RateCaseHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, RatingDesk ratings, TimeProvider clock)
    : IRequestHandler<RateCase, GivenRating>
{
    public async Task<GivenRating> Handle(RateCase request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var file = await access.CaseAsync(who, request.Number, cancellationToken);
        if (!who.SeesEverything && !who.IsAtWindow)
            throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "评价由申请人在窗口作出。(A rating is given at a window.)");
        var rating = await ratings.GiveAsync(file, RatingInput.Of(request.Stars, request.Text), who.UserName, Actor.Of(who), clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return ratings.Given(rating, file);
    }
}

internal sealed class RateTrackedHandler(OneWindowDb db, TrackDoor door, RatingDesk ratings, TrackViewBuilder views, TimeProvider clock)
    : IRequestHandler<RateTracked, TrackView>
{
    public async Task<TrackView> Handle(RateTracked request, CancellationToken cancellationToken)
    {
        var id = (await door.EnterAsync(request.Number, request.Tail, cancellationToken)).Id;
        var file = await db.Cases.SingleAsync(c => c.Id == id, cancellationToken);
        await ratings.GiveAsync(file, RatingInput.Of(request.Stars, request.Text), null, Actor.Applicant, clock.GetUtcNow(), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await views.BuildAsync(file, cancellationToken);
    }
}
