namespace OneWindow.Domain.Messages;

/// <summary>How long a message waits after a failed try: half a minute at first, half a day in the end, 28 hours in all.</summary>
public static class RetrySchedule
{
    /// <summary>At most this part of a delay is added, so that messages that failed together do not come back together.</summary>
    private const double MostJitter = 0.2;

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(4), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    /// <summary>Tries after which a message is given up, unless it is set otherwise.</summary>
    public static int DefaultTries => Delays.Length + 1;

    /// <summary>The wait after a message's n-th failed try, always the same for the same message.</summary>
    public static TimeSpan DelayAfter(Guid id, int tries)
    {
        var delay = Delays[Math.Clamp(tries, 1, Delays.Length) - 1];
        return delay * (1 + (MostJitter * Share(id, tries)));
    }

    /// <summary>A number from 0 to 1 that looks like chance (FNV-1a over the id and the count).</summary>
    private static double Share(Guid id, int tries)
    {
        const uint offset = 2166136261;
        const uint prime = 16777619;
        Span<byte> bytes = stackalloc byte[17];
        id.TryWriteBytes(bytes);
        bytes[^1] = (byte)tries;
        var hash = offset;
        foreach (var b in bytes) hash = unchecked((hash ^ b) * prime);
        return (double)hash / uint.MaxValue;
    }
}
