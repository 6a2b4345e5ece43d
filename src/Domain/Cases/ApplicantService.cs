namespace OneWindow.Domain.Cases;

/// <summary>
/// One person's requests for one service. Every registration passes through this record, so that of two windows that
/// register the same person at once the second sees the first one's case and is warned.
/// </summary>
public sealed class ApplicantService : IVersioned
{
    private ApplicantService()
    {
    }

    public ApplicantService(string key) => Key = key;

    /// <summary>Keyed hash of person and service.</summary>
    public string Key { get; private set; } = "";

    public DateTimeOffset LastAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>A further case is registered.</summary>
    public void Register(DateTimeOffset now) => (LastAt, Version) = (now, Version + 1);
}
