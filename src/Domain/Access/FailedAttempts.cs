namespace OneWindow.Domain.Access;

/// <summary>
/// Wrong tries in a row under one key (a user name, a case number from one address). Ten within five minutes close the
/// door for a minute, whether or not what was tried exists.
/// </summary>
public sealed class FailedAttempts : IVersioned
{
    public const int Allowed = 10;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Block = TimeSpan.FromMinutes(1);

    /// <summary>The longest that a block grows to.</summary>
    public static readonly TimeSpan LongestBlock = TimeSpan.FromDays(7);

    /// <summary>A growing count that stands still for so long is begun anew.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    private FailedAttempts()
    {
    }

    public FailedAttempts(string key, DateTimeOffset now) => (Key, FirstAt) = (key, now);

    /// <summary>A keyed hash: neither names nor numbers that were tried are kept.</summary>
    public string Key { get; private set; } = "";

    public int Count { get; private set; }

    /// <summary>When counting began; of a count that grows, the last try.</summary>
    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset? BlockedUntil { get; private set; }
    public int Version { get; private set; }

    public bool IsBlocked(DateTimeOffset now) => BlockedUntil > now;

    public void Fail(DateTimeOffset now)
    {
        if (now - FirstAt > Window || BlockedUntil <= now) (Count, FirstAt, BlockedUntil) = (0, now, null);
        if (++Count >= Allowed) BlockedUntil = now + Block;
    }

    /// <summary>
    /// A wrong try at what few guesses would open, wherever it comes from: each one after the tenth doubles the block, and
    /// only <see cref="Quiet"/> after the last one and after its block they are forgotten.
    /// </summary>
    public void FailGrowing(DateTimeOffset now)
    {
        if (now - FirstAt > Quiet && !IsBlocked(now - Quiet)) Count = 0;
        FirstAt = now;
        if (++Count < Allowed) return;
        var minutes = Math.Min(Math.Pow(2, Count - Allowed), LongestBlock / Block);
        var until = now + (Block * minutes);
        if (!(BlockedUntil > until)) BlockedUntil = until;
    }
}
