using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Catalogue;

/// <summary>When a second case of one person counts as the same request made twice.</summary>
/// <param name="Allowed">True where each request stands for itself, such as one incident after another: nobody is warned.</param>
/// <param name="ClosedWithin">A case closed no longer ago than this counts as well; null where open cases alone count.</param>
public sealed record DuplicateRule(bool Allowed = false, Limit? ClosedWithin = null)
{
    /// <summary>From when on a closed case counts; null where none does.</summary>
    public DateTimeOffset? Since(DateTimeOffset now) => ClosedWithin is not { } limit
        ? null
        : limit.Unit is LimitUnit.Months ? now.AddMonths(-limit.Count) : now.AddDays(-limit.Count);
}

/// <summary>Who cannot ask by themselves: a guardian files (《民法典》第二十条至第二十三条).</summary>
/// <param name="When">JavaScript over applicant and form.</param>
/// <param name="Source">The rule that it rests on, for people; null where the service names none.</param>
public sealed record GuardianRule(string When, string? Source);
