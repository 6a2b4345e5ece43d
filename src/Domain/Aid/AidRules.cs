using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Aid;

/// <summary>What a cap is counted over.</summary>
public enum CapSpan
{
    /// <summary>All grants of one case.</summary>
    Case,

    /// <summary>All grants to one person in one calendar year, whichever body pays.</summary>
    Year,
}

/// <summary>How much aid there is for what, and when a second grant is one too many. Read from aid.json; immutable.</summary>
public sealed record AidRules
{
    /// <summary>Where the configuration has no aid.json: nothing is capped, budgeted or taken for double.</summary>
    public static readonly AidRules None = new();

    /// <summary>How long after a grant no other body may grant aid to the same person for the same cause; null for never.</summary>
    public Limit? DoubleAidWithin { get; init; }

    public IReadOnlyList<AidCause> Causes { get; init; } = [];
    public IReadOnlyList<AidCap> Caps { get; init; } = [];
    public IReadOnlyList<AidBudget> Budgets { get; init; } = [];

    /// <summary>Reads aid.json.</summary>
    /// <exception cref="Errors.RefusedException"><c>aid-invalid</c>, with every finding by path.</exception>
    public static AidRules Parse(string json) => AidRulesReader.Read(json);

    /// <summary>What a body may spend in a year, in yuan; null where nothing is laid down.</summary>
    public decimal? Budget(string body, int year) => Budgets.FirstOrDefault(b => b.Body == body && b.Year == year)?.Amount;

    /// <summary>The caps that a grant comes under.</summary>
    public IEnumerable<AidCap> CapsOf(string service, string cause) => Caps.Where(c => c.Cause == cause && (c.Service is null || c.Service == service));

    /// <summary>The last instant at which an earlier grant stands in the way of one made now; null where none ever does.</summary>
    public DateOnly? DoubleAidSince(DateOnly today) => DoubleAidWithin switch
    {
        null => null,
        { Unit: LimitUnit.Months } months => today.AddMonths(-months.Count),
        var days => today.AddDays(-days.Value.Count),
    };
}

/// <summary>What aid is given for (事由), by the key that procedures use.</summary>
public sealed record AidCause(string Key, string Name, string? NameEn);

/// <summary>The most that may be granted.</summary>
/// <param name="Service">Only grants of this service; null for all.</param>
/// <param name="Amount">Yuan.</param>
/// <param name="Source">Where the rule is written; null for one of the county's own.</param>
public sealed record AidCap(string Cause, string? Service, CapSpan Per, decimal Amount, string? Source);

/// <summary>What a body may spend on grants in a calendar year.</summary>
/// <param name="Amount">Yuan.</param>
public sealed record AidBudget(string Body, int Year, decimal Amount);
