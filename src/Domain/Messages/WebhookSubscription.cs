namespace OneWindow.Domain.Messages;

/// <summary>Other software that is told what happens to cases.</summary>
public sealed class WebhookSubscription : IVersioned
{
    private WebhookSubscription()
    {
    }

    public WebhookSubscription(Guid id, string url, IReadOnlyList<string> events, string secretSealed, DateTimeOffset now) =>
        (Id, Url, Events, SecretSealed, CreatedAt) = (id, url, events, secretSealed, now);

    public Guid Id { get; private set; }
    public string Url { get; private set; } = "";

    /// <summary>The kinds of events it wants.</summary>
    public IReadOnlyList<string> Events { get; private set; } = [];

    public string SecretSealed { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? DisabledAt { get; private set; }
    public int Version { get; private set; }

    /// <summary>Nothing more is written for it, and what waits is skipped. Disabling twice changes nothing.</summary>
    public void Disable(DateTimeOffset now) => DisabledAt ??= now;
}
