using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Catalogue;

/// <summary>What a service lays down for the time after a case is closed; what service.json leaves out is customary.</summary>
public sealed record Aftercare
{
    /// <summary>Where service.json says nothing.</summary>
    public static readonly Aftercare Customary = new();

    public VisitRule Visits { get; init; } = new(3, new(5, LimitUnit.WorkingDays), new(10, LimitUnit.WorkingDays));

    public RatingRule Ratings { get; init; } = new(new(10, LimitUnit.NaturalDays), new(5, LimitUnit.WorkingDays));

    /// <summary>Null where a closed case stays closed.</summary>
    public ReopenRule? Reopen { get; init; }

    /// <summary>Null where the applicant cannot object here.</summary>
    public ObjectionRule? Objections { get; init; }
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

/// <summary>How a closed case may be opened again.</summary>
/// <param name="Within">How long after its closing.</param>
/// <param name="Step">The step at which it goes on.</param>
/// <param name="Results">Only cases that ended so; empty for all.</param>
/// <param name="Anew">The case's limit begins again; otherwise only the time in which it was closed does not count.</param>
public sealed record ReopenRule(Limit Within, string Step, IReadOnlyList<string> Results, bool Anew);

/// <summary>How the applicant objects to a result (异议), on which the body above decides.</summary>
/// <param name="Within">How long after the closing.</param>
/// <param name="Results">The results that may be objected to.</param>
/// <param name="Time">How long the body above has.</param>
/// <param name="Step">The step at which a changed decision lets the case go on.</param>
public sealed record ObjectionRule(Limit Within, IReadOnlyList<string> Results, Limit Time, string Basis, string? Source, string Step);
