namespace OneWindow.Domain.Access;

/// <summary>A person is away for some days; a deputy of the same post takes over what the person holds.</summary>
public sealed class Absence : IVersioned
{
    /// <summary>Whoever is away longer gives the post up.</summary>
    public const int MaxDays = 366;

    private Absence()
    {
    }

    public Absence(Guid id, string userName, DateOnly from, DateOnly until, string? deputy, string recordedBy, DateTimeOffset now) =>
        (Id, UserName, FromOn, UntilOn, Deputy, RecordedBy, RecordedAt) = (id, userName, from, until, deputy, recordedBy, now);

    public Guid Id { get; private set; }
    public string UserName { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly FromOn { get; private set; }

    /// <summary>Last day; it ends by itself.</summary>
    public DateOnly UntilOn { get; private set; }

    /// <summary>User name of who stands in; null where the tasks go back to the worklist of the post.</summary>
    public string? Deputy { get; private set; }

    public string RecordedBy { get; private set; } = "";
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When what the person held was handed over; null before the first day.</summary>
    public DateTimeOffset? BegunAt { get; private set; }

    /// <summary>Ended before its last day; null for most.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public int Version { get; private set; }

    public bool Covers(DateOnly day) => EndedAt is null && FromOn <= day && day <= UntilOn;

    /// <summary>The first day has come; false where that was noted before.</summary>
    public bool Begin(DateTimeOffset now)
    {
        if (BegunAt is not null || EndedAt is not null) return false;
        BegunAt = now;
        return true;
    }

    /// <summary>The person is back; ending it twice changes nothing.</summary>
    public void End(DateTimeOffset now) => EndedAt ??= now;
}
