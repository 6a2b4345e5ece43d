namespace OneWindow.Domain.Access;

/// <summary>How many wrong tries close a door, and for how long.</summary>
/// <param name="Allowed">The try that closes it.</param>
/// <param name="Window">Within how long they add up.</param>
/// <param name="Block">How long it stays closed; then counting begins anew.</param>
public sealed record AttemptLimit(int Allowed, TimeSpan Window, TimeSpan Block)
{
    /// <summary>Ten within five minutes, for a minute.</summary>
    public static readonly AttemptLimit Usual = new(10, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(1));
}

/// <summary>
/// Wrong tries in a row under one key (a user name, a case number from one network). Enough of them close the door,
/// whether or not what was tried exists.
/// </summary>
public sealed class FailedAttempts : IVersioned
{
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

    public void Fail(AttemptLimit limit, DateTimeOffset now)
    {
        if (now - FirstAt > limit.Window || BlockedUntil <= now) (Count, FirstAt, BlockedUntil) = (0, now, null);
        if (++Count >= limit.Allowed) BlockedUntil = now + limit.Block;
    }
}
