using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Catalogue;

/// <summary>What a service lays down for the time after a case is closed; what service.json leaves out is customary.</summary>
public sealed record Aftercare
{
    /// <summary>Where service.json says nothing.</summary>
    public static readonly Aftercare Customary = new();

    public VisitRule Visits { get; init; } = new(3, new(5, LimitUnit.WorkingDays), new(10, LimitUnit.WorkingDays));

    public RatingRule Ratings { get; init; } = new(new(10, LimitUnit.NaturalDays), new(5, LimitUnit.WorkingDays));
}

/// <summary>How follow-up visits (回访) are made.</summary>
/// <param name="Attempts">How often a visit is tried before somebody above takes it over.</param>
/// <param name="RetryAfter">How long after a failed try the next one follows.</param>
/// <param name="TimeToVisit">How long a body has for each try; then it has failed.</param>
public sealed record VisitRule(int Attempts, Limit RetryAfter, Limit TimeToVisit);

/// <summary>How ratings (好差评) are taken.</summary>
/// <param name="ChangeWithin">How long whoever has rated may change that.</param>
/// <param name="RectifyWithin">How long the body above has to look into a bad rating; five working days by custom.</param>
public sealed record RatingRule(Limit ChangeWithin, Limit RectifyWithin);
