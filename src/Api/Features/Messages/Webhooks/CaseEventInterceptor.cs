using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Webhooks;

/// <summary>
/// Adds the webhooks that a change of a case owes to the very transaction that stores it, whichever command it comes
/// from: audit rows say what happened. They carry no word about the person.
/// </summary>
internal sealed class CaseEventInterceptor(WebhookDirectory directory) : SaveChangesInterceptor
{
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is OneWindowDb db && await directory.CurrentAsync(db, cancellationToken) is { Count: > 0 } subscribers)
            Write(db, subscribers);
        return result;
    }

    private static void Write(OneWindowDb db, IReadOnlyList<Subscriber> subscribers)
    {
        var files = db.ChangeTracker.Entries<CaseFile>().ToDictionary(e => e.Entity.Id);
        if (files.Count == 0) return;
        var told = db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State is EntityState.Added).Select(e => e.Entity)
            .OrderBy(e => e.Sequence).ToList();
        foreach (var entry in told)
            if (CaseEvents.Of(entry) is { } type && entry.CaseId is { } id && files.TryGetValue(id, out var file)) Tell(db, subscribers, type, file.Entity, entry.ActivityId, entry.At);
        foreach (var file in files.Values)
        {
            var status = file.Property(f => f.Status);
            if (status.CurrentValue is CaseStatus.Paused && (file.State is EntityState.Added || status.OriginalValue is not CaseStatus.Paused))
                Tell(db, subscribers, CaseEvents.Paused, file.Entity, null, file.Entity.UpdatedAt);
        }
    }

    private static void Tell(OneWindowDb db, IReadOnlyList<Subscriber> subscribers, string type, CaseFile file, string? step, DateTimeOffset at)
    {
        string? payload = null;
        foreach (var subscriber in subscribers.Where(s => s.Events.Contains(type, StringComparer.Ordinal)))
        {
            payload ??= Payload(type, file, step, at);
            db.Outbox.Add(OutboxMessage.Signed(file.Id, Lanes.OfSubscription(subscriber.Id), subscriber.Id.ToString("N"), payload, at));
        }
    }

    private static string Payload(string type, CaseFile file, string? step, DateTimeOffset at) => JsonSerializer.Serialize(
        new
        {
            type,
            timestamp = at,
            data = new
            {
                number = file.Number,
                service = file.ServiceKey,
                status = file.Status,
                stage = file.StageZh,
                stageEn = file.StageEn,
                step,
                result = file.Result,
                at,
            },
        },
        CaseJson.Detail);
}
