using OneWindow.Api.Catalogue;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Ratings;
using Rules = OneWindow.Domain.Catalogue.Aftercare;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>What a case's service lays down for the time after its closing, counted in the county's days.</summary>
internal static class AftercareTerms
{
    public static Rules AftercareOf(this CatalogueSnapshot catalogue, CaseFile file) =>
        catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Aftercare ?? Rules.Customary;

    /// <summary>How its applicant objects to its result; null where that is not possible.</summary>
    public static ObjectionRule? ObjectionsOf(this CatalogueSnapshot catalogue, CaseFile file) =>
        catalogue.AftercareOf(file).Objections is { } rule && rule.Results.Contains(file.Result!) ? rule : null;

    /// <summary>From when on it is too late to object to the closing.</summary>
    public static DateTimeOffset? ObjectionEndsAt(this CatalogueSnapshot catalogue, ObjectionRule rule, DateTimeOffset closedAt) =>
        DeadlineCalculator.DueAt(catalogue.Calendar, rule.Within, closedAt, [], closedAt);

    /// <summary>From when on the rating is not changed any more.</summary>
    public static DateTimeOffset? RatingFinalAt(this CatalogueSnapshot catalogue, CaseFile file, Rating rating) =>
        DeadlineCalculator.DueAt(catalogue.Calendar, catalogue.AftercareOf(file).Ratings.ChangeWithin, rating.RatedAt, [], rating.RatedAt);
}
