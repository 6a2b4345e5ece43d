using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Inbound;

/// <summary>A partner's signed call moves the case that waits for it; the same call again is answered alike and changes nothing.</summary>
internal sealed record ReceiveCall(SignedCall Call) : ICommand<ReceivedCall>;

internal sealed record ReceivedCall(string CaseNumber, Guid? Reference, string? Event);

internal sealed class ReceiveCallHandler(OneWindowDb db, Sealer sealer, IdempotencyStore answers, InboundDesk desk, TimeProvider clock)
    : IRequestHandler<ReceiveCall, ReceivedCall>
{
    // Never given to anybody: an unknown partner is refused in the same time as a wrong signature.
    private static readonly string NobodysSecret = WebhookSignature.NewSecret();

    public async Task<ReceivedCall> Handle(ReceiveCall request, CancellationToken cancellationToken)
    {
        var call = request.Call;
        var partner = await db.Partners.AsNoTracking().SingleOrDefaultAsync(p => p.Code == call.Partner && p.DisabledAt == null, cancellationToken);
        // The sender's clock is compared with the machine's, which no demonstration moves.
        call.Check(partner is null ? NobodysSecret : sealer.Open(partner.SecretSealed), TimeProvider.System.GetUtcNow());
        var who = new Caller(partner!.ActorName, partner.Name, [], [], null);
        var asked = new { body = Convert.ToHexString(SHA256.HashData(call.Body)) };
        if (await answers.FindAsync<ReceivedCall>(who, call.Id, asked, cancellationToken) is { } before) return before;

        var now = clock.GetUtcNow();
        var content = InboundCall.Read(call.Body);
        ReceivedCall answer;
        Guid caseId;
        try
        {
            (answer, caseId) = await MoveAsync(content, partner, who, now, cancellationToken);
        }
        catch (RefusedException)
        {
            // The same call may have moved the case between the two looks; nothing waits by now, and its answer is kept.
            if (await answers.FindAsync<ReceivedCall>(who, call.Id, asked, cancellationToken) is { } meanwhile) return meanwhile;
            throw;
        }

        answers.Keep(who, call.Id, asked, caseId, answer, now);
        await db.SaveChangesAsync(cancellationToken);
        return answer;
    }

    private async Task<(ReceivedCall Answer, Guid CaseId)> MoveAsync(InboundCall content, Partner partner, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var file = await db.Cases.SingleOrDefaultAsync(c => c.Number == content.CaseNumber, ct) ?? throw MessageErrors.NothingWaits();
        var answer = content.Event is null
            ? await desk.AnswerAsync(file, content, partner, who, now, ct)
            : await desk.HappenAsync(file, content, partner, who, now, ct);
        return (answer, file.Id);
    }
}
