using System.Text.RegularExpressions;

namespace OneWindow.Domain.Messages;

/// <summary>An office outside that cases are referred to, and whose signed calls are believed.</summary>
public sealed partial class Partner : IVersioned
{
    private const string ActorPrefix = "partner:";

    private Partner()
    {
    }

    public Partner(string code, string name, string? url, IReadOnlyList<string> events, string secretSealed, DateTimeOffset now) =>
        (Code, Name, Url, Events, SecretSealed, CreatedAt) = (code, name, url, events, secretSealed, now);

    /// <summary>What definitions call it.</summary>
    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Where referrals are posted; null where it learns of them otherwise.</summary>
    public string? Url { get; private set; }

    /// <summary>Events of case workflows that it may bring about.</summary>
    public IReadOnlyList<string> Events { get; private set; } = [];

    /// <summary>Signs both ways.</summary>
    public string SecretSealed { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public int Version { get; private set; }

    public bool IsEnabled => DisabledAt is null;

    /// <summary>What stands where a person's user name would; no user name has a colon.</summary>
    public string ActorName => ActorPrefix + Code;

    /// <summary>The partner that an actor's name stands for; null for a person or the system.</summary>
    public static string? CodeOfActor(string? actor) =>
        actor?.StartsWith(ActorPrefix, StringComparison.Ordinal) is true ? actor[ActorPrefix.Length..] : null;

    /// <summary>Small letters, digits and hyphens, 40 at most.</summary>
    public static bool IsCode(string? text) => text is not null && CodePattern().IsMatch(text);

    /// <summary>Its calls are refused and nothing is sent to it from now on. Disabling twice changes nothing.</summary>
    public void Disable(DateTimeOffset now) => DisabledAt ??= now;

    /// <summary>The old secret is worth nothing from now on, and the partner is enabled.</summary>
    public void Renew(string secretSealed) => (SecretSealed, DisabledAt) = (secretSealed, null);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodePattern();
}
