using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Catalogue;

/// <summary>A way in which requests come in.</summary>
/// <param name="IsProactive">Staff open the case by themselves (主动服务) and say why.</param>
/// <param name="NeedsConsent">Whoever opens it says how the person agreed.</param>
public sealed record IntakeChannel(string Key, string Name, string? NameEn, bool IsProactive, bool NeedsConsent);

/// <summary>How an agent may stand to the applicant.</summary>
/// <param name="IsGuardian">Whether this is a guardian, who acts by law and not by mandate.</param>
/// <param name="InWords">Stands for any relation that the list does not name and that is written out.</param>
public sealed record AgentRelation(string Key, string Name, string? NameEn, bool IsGuardian, bool InWords)
{
    public bool Is(string text) => Key == text || Name == text || string.Equals(NameEn, text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What a county lets its windows take in, from intake.json; the same for every service. Immutable.</summary>
public sealed record IntakeRules
{
    /// <summary>Key of the channel that is meant where none is named.</summary>
    public const string DefaultChannel = "window";

    /// <summary>Key of the channel by which residents apply by themselves; a county without it takes nothing in online.</summary>
    public const string OnlineChannel = "online";

    private const int UsualOnlinePerDay = 5;

    /// <summary>Where a county has no intake.json.</summary>
    public static readonly IntakeRules Plain = new()
    {
        Channels = [new(DefaultChannel, "窗口", "At the window", false, false)],
        Relations = [new("other", "其他", "Other", false, true)],
        DraftsKept = Limit.Parse("30d"),
        CallAfter = Limit.Parse("3wd"),
    };

    public required IReadOnlyList<IntakeChannel> Channels { get; init; }
    public required IReadOnlyList<AgentRelation> Relations { get; init; }

    /// <summary>How long a draft is kept after it was last saved; natural days.</summary>
    public required Limit DraftsKept { get; init; }

    /// <summary>
    /// After so long without an answer the window calls whoever was told what is missing, and so long before its day it
    /// calls about a promised paper.
    /// </summary>
    public required Limit CallAfter { get; init; }

    /// <summary>How many requests of one person are taken in online within a day; at least 1.</summary>
    public int OnlinePerDay { get; init; } = UsualOnlinePerDay;

    /// <summary>Null for a channel that the county does not have.</summary>
    public IntakeChannel? Channel(string key) => Channels.FirstOrDefault(c => c.Key == key);

    /// <summary>The relation that a text names, by key or name; otherwise the one for words; null where there is none.</summary>
    public AgentRelation? Relation(string text) => Relations.FirstOrDefault(r => r.Is(text)) ?? Relations.FirstOrDefault(r => r.InWords);

    /// <summary>Reads intake.json.</summary>
    /// <exception cref="Errors.RefusedException"><c>intake-invalid</c>, with every finding by path.</exception>
    public static IntakeRules Parse(string json) => IntakeReader.Read(json);
}
