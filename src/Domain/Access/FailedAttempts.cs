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

    private FailedAttempts()
    {
    }

    public FailedAttempts(string key, DateTimeOffset now) => (Key, FirstAt) = (key, now);

    /// <summary>A keyed hash: neither names nor numbers that were tried are kept.</summary>
    public string Key { get; private set; } = "";

    public int Count { get; private set; }
    public DateTimeOffset FirstAt { get; private set; }
    public DateTimeOffset? BlockedUntil { get; private set; }
    public int Version { get; private set; }

    public bool IsBlocked(DateTimeOffset now) => BlockedUntil > now;

    public void Fail(DateTimeOffset now)
    {
        if (now - FirstAt > Window || BlockedUntil <= now) (Count, FirstAt, BlockedUntil) = (0, now, null);
        if (++Count >= Allowed) BlockedUntil = now + Block;
    }
}
