namespace OneWindow.Domain.Cases;

/// <summary>What the applicant agreed to, or by what it was overridden (《个人信息保护法》第二十三条、第二十九条).</summary>
/// <param name="Key">Key of the consent in the service.</param>
/// <param name="How">How it was given, in words: signed, by phone. For an override the reason.</param>
/// <param name="By">User name of who recorded it.</param>
/// <param name="WithdrawnAt">From then on nothing more is shared; null while it holds.</param>
/// <param name="IsOverride">The applicant did not agree; staff went on for a reason of their own.</param>
public sealed record CaseConsent(
    string Key, DateTimeOffset At, string How, string By, DateTimeOffset? WithdrawnAt = null, bool IsOverride = false);
