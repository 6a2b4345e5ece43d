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

/// <summary>
/// What the applicant must have agreed to before personal data crosses to another body (《个人信息保护法》第二十三条). Asked
/// when a step that it names opens, or any step at a body that it names.
/// </summary>
/// <param name="Scope">What is shared and with whom, for people.</param>
/// <param name="Bodies">Codes or kinds of bodies.</param>
/// <param name="Steps">Activity ids.</param>
/// <param name="Material">A signed paper that stands for the consent as soon as it is provided; null for none.</param>
public sealed record ConsentRule(
    string Key, string Name, string? NameEn, string? Scope, string? ScopeEn, IReadOnlyList<string> Bodies, IReadOnlyList<string> Steps, string? Material);

/// <summary>What residents may do from home (网上办), without coming to a window.</summary>
/// <param name="Apply">Whether a request may be made online.</param>
/// <param name="Withdraw">Whether it may be taken back online. Not where somebody could be pressed to, or another could do it in their name.</param>
/// <param name="Hint">What whoever thinks of applying should know first, for people; null for nothing.</param>
public sealed record OnlineRules(bool Apply = false, bool Withdraw = true, string? Hint = null, string? HintEn = null);

/// <summary>Who cannot ask by themselves: a guardian files (《民法典》第二十条至第二十三条).</summary>
/// <param name="When">JavaScript over applicant and form.</param>
/// <param name="Source">The rule that it rests on, for people; null where the service names none.</param>
public sealed record GuardianRule(string When, string? Source);
