using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Messages.Channels;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Api.Storage;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Delivery;

/// <summary>Claims messages, and writes down how their tries ended. Each in a short transaction; none is open while something is sent.</summary>
internal sealed class DeliveryLedger(IServiceScopeFactory scopes, MessageSettings settings, TimeProvider clock)
{
    public const int BatchSize = 20;
    private const int MaxRuns = 8;
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromMinutes(1);

    /// <summary>Longer than a whole batch can take, so that a lease ends only where its sender has died.</summary>
    private TimeSpan Lease => (settings.Timeout * Math.Ceiling((double)BatchSize / settings.Parallel)) + LeaseMargin;

    /// <summary>Every lane of a channel.</summary>
    public Task<List<string>> LanesAsync(MessageChannel channel, CancellationToken ct) => channel is MessageChannel.Webhook
        ? InScopeAsync(async db => (await db.Webhooks.AsNoTracking().OrderBy(w => w.Id).Select(w => w.Id).ToListAsync(ct)).ConvertAll(Lanes.OfSubscription)
            .Concat((await db.Partners.AsNoTracking().OrderBy(p => p.Code).Select(p => p.Code).ToListAsync(ct)).ConvertAll(Lanes.OfPartner)).ToList())
        : Task.FromResult(new List<string> { Lanes.Of(channel) });

    /// <summary>Claims messages of a lane that are due, oldest first. What another node claims in the same moment is left to it.</summary>
    public Task<List<Claimed>> TakeAsync(string lane, int most, CancellationToken ct) => InScopeAsync(async db =>
    {
        for (var run = 1; ; run++)
        {
            var now = clock.GetUtcNow();
            var messages = await db.Outbox.Where(m => m.Lane == lane && m.State == OutboxState.Pending && m.NextTryAt <= now)
                .OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(most).ToListAsync(ct);
            foreach (var message in messages) message.Claim(now + Lease);
            try
            {
                await db.SaveChangesAsync(ct);
                return await WithSourcesAsync(db, lane, messages, ct);
            }
            catch (Exception exception) when (run < MaxRuns && LostRace.Is(exception))
            {
                db.ChangeTracker.Clear();
            }
        }
    });

    /// <summary>Writes down how a try ended.</summary>
    /// <param name="startedAt">When the try began.</param>
    public Task RecordAsync(Claimed claimed, SendResult result, DateTimeOffset startedAt, TimeSpan duration) =>
        ChangeAsync(claimed, (db, message, isOurs) =>
        {
            db.DeliveryAttempts.Add(new DeliveryAttempt(message, startedAt, result.Code, duration));
            if (isOurs) Apply(message, result);
        });

    /// <summary>Gives back what was claimed and not tried.</summary>
    public Task ReleaseAsync(Claimed claimed) => ChangeAsync(claimed, (_, message, isOurs) =>
    {
        if (isOurs) message.Release(clock.GetUtcNow());
    });

    private void Apply(OutboxMessage message, SendResult result)
    {
        var now = clock.GetUtcNow();
        if (result.End is SendEnd.Delivered) message.MarkDelivered(now);
        else if (result.End is SendEnd.Skipped) message.Skip(result.Code);
        else if (result.End is SendEnd.Refused || message.Tries >= settings.MaxTries) message.Park(result.Code);
        else message.RetryAt(now + RetrySchedule.DelayAfter(message.Id, message.Tries), result.Code);
    }

    /// <summary>
    /// Where the lease has ended and somebody else has the message, its state is theirs; the try is written down all the
    /// same. It is not to be cancelled: what was sent must be known, also where the application stops.
    /// </summary>
    private Task<int> ChangeAsync(Claimed claimed, Action<OneWindowDb, OutboxMessage, bool> change) => InScopeAsync(async db =>
    {
        for (var run = 1; ; run++)
        {
            var message = await db.Outbox.SingleAsync(m => m.Id == claimed.Id, CancellationToken.None);
            change(db, message, message.Version == claimed.Version && message.State is OutboxState.Pending);
            try
            {
                return await db.SaveChangesAsync(CancellationToken.None);
            }
            catch (Exception exception) when (run < MaxRuns && LostRace.Is(exception))
            {
                db.ChangeTracker.Clear();
            }
        }
    });

    private static async Task<List<Claimed>> WithSourcesAsync(OneWindowDb db, string lane, List<OutboxMessage> messages, CancellationToken ct)
    {
        if (messages.Count == 0) return [];
        var cases = messages.Select(m => m.CaseId).Distinct().ToArray();
        var wantsForm = lane == Lanes.Email;
        var sources = await db.Cases.AsNoTracking().Where(c => cases.Contains(c.Id))
            .Select(c => new { c.Id, c.Number, c.ApplicantPhoneSealed, Form = wantsForm ? c.Form : null }).ToDictionaryAsync(c => c.Id, ct);
        var (url, secret) = messages[0].Channel is MessageChannel.Webhook ? await EndpointAsync(db, messages[0], ct) : (null, null);
        return messages.ConvertAll(m => new Claimed(m.Id, m.Version, m.Channel, m.To, m.TextZh, m.TextEn, m.Payload, new AddressSource
        {
            CaseNumber = sources[m.CaseId].Number,
            PhoneSealed = sources[m.CaseId].ApplicantPhoneSealed,
            Form = sources[m.CaseId].Form,
            Url = url,
            SecretSealed = secret,
        }));
    }

    private static async Task<(string? Url, string? Secret)> EndpointAsync(OneWindowDb db, OutboxMessage message, CancellationToken ct)
    {
        if (Guid.TryParseExact(message.To, "N", out var id) && message.Lane == Lanes.OfSubscription(id))
            return await db.Webhooks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id && w.DisabledAt == null, ct) is { } webhook ? (webhook.Url, webhook.SecretSealed) : (null, null);
        return await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Code == message.To && p.DisabledAt == null, ct) is { } partner ? (partner.Url, partner.SecretSealed) : (null, null);
    }

    private async Task<T> InScopeAsync<T>(Func<OneWindowDb, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<OneWindowDb>());
    }
}
