using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Ratings;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>The ratings of a case, one for each of its closings.</summary>
internal sealed record ListRatings(string Number) : IRequest<Page<CaseRating>>;

/// <param name="Body">The body that is rated.</param>
/// <param name="ClosedAt">The closing that is rated.</param>
/// <param name="AtWindow">Whether it was given at a window.</param>
internal sealed record CaseRating(string Body, string BodyName, DateTimeOffset ClosedAt, bool AtWindow, GivenRating Rating);

/// <summary>Totals of the ratings, body by body and service by service; a body counts its own, the joint office all.</summary>
internal sealed record CountRatings(string? Body, string? Service) : IRequest<Page<RatingTotals>>;

/// <param name="Average">Stars, to two places.</param>
/// <param name="Bad">Those of one or two stars.</param>
/// <param name="Open">Bad ones that are being looked into.</param>
internal sealed record RatingTotals(
    string Body, string BodyName, string BodyNameEn, string Service, string ServiceName, string ServiceNameEn,
    int Count, decimal Average, int Bad, int Open, int Rectified, int Unfounded);

internal sealed class ListRatingsHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue, RatingDesk desk)
    : IRequestHandler<ListRatings, Page<CaseRating>>
{
    public async Task<Page<CaseRating>> Handle(ListRatings request, CancellationToken cancellationToken)
    {
        var file = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var ratings = await db.Ratings.AsNoTracking().Where(r => r.CaseId == file.Id).OrderBy(r => r.ClosedAt).ToListAsync(cancellationToken);
        return new Page<CaseRating>([.. ratings.Select(r => new CaseRating(
            r.Body, catalogue.BodyName(r.Body), catalogue.Calendar.Local(r.ClosedAt), r.TakenBy is not null, desk.Given(r, file)))], null);
    }
}

internal sealed class CountRatingsHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue) : IRequestHandler<CountRatings, Page<RatingTotals>>
{
    public async Task<Page<RatingTotals>> Handle(CountRatings request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var ratings = db.Ratings.AsQueryable();
        if (!who.SeesEverything)
        {
            var bodies = who.Bodies.ToArray();
            ratings = ratings.Where(r => bodies.Contains(r.Body));
        }

        if (!string.IsNullOrEmpty(request.Body)) ratings = ratings.Where(r => r.Body == request.Body);
        if (!string.IsNullOrEmpty(request.Service)) ratings = ratings.Where(r => r.ServiceKey == request.Service);
        var groups = await ratings.GroupBy(r => new { r.Body, r.ServiceKey }).Select(g => new
        {
            g.Key.Body,
            g.Key.ServiceKey,
            Count = g.Count(),
            Stars = g.Sum(r => r.Stars),
            Bad = g.Count(r => r.Stars <= Rating.WorstOfBad),
            Open = g.Count(r => r.Rectification == Rectification.Open),
            Rectified = g.Count(r => r.Rectification == Rectification.Rectified),
            Unfounded = g.Count(r => r.Rectification == Rectification.Unfounded),
        }).ToListAsync(cancellationToken);
        return new Page<RatingTotals>([.. from g in groups
                                          orderby g.Body, g.ServiceKey
                                          let service = catalogue.Service(g.ServiceKey)?.Definition
                                          select new RatingTotals(
                                              g.Body, catalogue.BodyName(g.Body), catalogue.BodyNameEn(g.Body), g.ServiceKey,
                                              service?.Name ?? g.ServiceKey, service?.NameEn ?? g.ServiceKey,
                                              g.Count, Math.Round((decimal)g.Stars / g.Count, 2), g.Bad, g.Open, g.Rectified, g.Unfounded)], null);
    }
}
