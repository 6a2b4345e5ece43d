using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Messages.Webhooks;

/// <summary>Who wants to be told of which events.</summary>
internal sealed record Subscriber(Guid Id, IReadOnlyList<string> Events);

/// <summary>
/// The subscriptions in force, so that a step need not read them. Looked at anew every few seconds: a subscription
/// made on one node counts on all of them by then.
/// </summary>
internal sealed class WebhookDirectory(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);
    private volatile Snapshot? _snapshot;

    public ValueTask<IReadOnlyList<Subscriber>> CurrentAsync(OneWindowDb db, CancellationToken ct) =>
        _snapshot is { } snapshot && clock.GetElapsedTime(snapshot.Timestamp) < Kept ? new(snapshot.Subscribers) : ReadAsync(db, ct);

    /// <summary>Something has changed on this node.</summary>
    public void Forget() => _snapshot = null;

    private async ValueTask<IReadOnlyList<Subscriber>> ReadAsync(OneWindowDb db, CancellationToken ct)
    {
        var timestamp = clock.GetTimestamp();
        var subscribers = await db.Webhooks.AsNoTracking().Where(w => w.DisabledAt == null).OrderBy(w => w.Id)
            .Select(w => new Subscriber(w.Id, w.Events)).ToListAsync(ct);
        _snapshot = new Snapshot(subscribers, timestamp);
        return subscribers;
    }

    private sealed record Snapshot(IReadOnlyList<Subscriber> Subscribers, long Timestamp);
}
