using OneWindow.Domain;

namespace OneWindow.Api.Storage.Records;

/// <summary>A registration that is half filled in: its clerk's or resident's own, sealed as a whole, and gone when its time is over.</summary>
internal sealed class CaseDraft : IVersioned
{
    private CaseDraft()
    {
    }

    public CaseDraft(Guid id, string userName, string serviceKey) => (Id, UserName, ServiceKey) = (id, userName, serviceKey);

    public Guid Id { get; private set; }

    /// <summary>Whose it is, a clerk's user name or what stands for a resident's code; nobody else sees it.</summary>
    public string UserName { get; private set; } = "";

    public string ServiceKey { get; private set; } = "";

    /// <summary>The answers as JSON, sealed.</summary>
    public string ContentSealed { get; private set; } = "";

    public DateTimeOffset SavedAt { get; private set; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public int Version { get; private set; }

    public void Save(string contentSealed, DateTimeOffset now, DateTimeOffset expiresAt) =>
        (ContentSealed, SavedAt, ExpiresAt, Version) = (contentSealed, now, expiresAt, Version + 1);
}
