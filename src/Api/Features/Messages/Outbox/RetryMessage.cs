using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Outbox;

/// <summary>Sets a parked or skipped message going again, with all its tries. For the joint office and administrators.</summary>
internal sealed record RetryMessage(Guid Id) : ICommand<RetriedView>;

/// <summary>Sets parked messages going again, those parked longest first.</summary>
internal sealed record RetryParked : ICommand<RetriedView>;

/// <param name="Retried">How many messages are tried again.</param>
/// <param name="Parked">How many are still parked.</param>
internal sealed record RetriedView(int Retried, int Parked);

internal sealed class RetryMessageHandler(OneWindowDb db, CurrentCaller caller, TimeProvider clock) : IRequestHandler<RetryMessage, RetriedView>
{
    public async Task<RetriedView> Handle(RetryMessage request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.RequiredOffice, clock.GetUtcNow());
        var message = await db.Outbox.SingleOrDefaultAsync(m => m.Id == request.Id, cancellationToken) ?? throw MessageErrors.NotFound();
        message.Replay(now);
        db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "message-retried", null, JsonSerializer.Serialize(new { message = message.Id }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        return new RetriedView(1, await db.Outbox.CountAsync(m => m.State == OutboxState.Parked, cancellationToken));
    }
}

internal sealed class RetryParkedHandler(OneWindowDb db, CurrentCaller caller, TimeProvider clock) : IRequestHandler<RetryParked, RetriedView>
{
    /// <summary>As many as one transaction takes easily; who has more asks again.</summary>
    private const int Most = 1000;

    public async Task<RetriedView> Handle(RetryParked request, CancellationToken cancellationToken)
    {
        var (who, now) = (caller.RequiredOffice, clock.GetUtcNow());
        var messages = await db.Outbox.Where(m => m.State == OutboxState.Parked).OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(Most).ToListAsync(cancellationToken);
        foreach (var message in messages) message.Replay(now);
        if (messages.Count > 0)
            db.Audit.Add(AuditEntry.General(new AuditFact(who.UserName, null, "messages-retried", null, JsonSerializer.Serialize(new { count = messages.Count }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        return new RetriedView(messages.Count, await db.Outbox.CountAsync(m => m.State == OutboxState.Parked, cancellationToken));
    }
}
