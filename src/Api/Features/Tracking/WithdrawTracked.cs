using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Tracking;

/// <summary>
/// The applicant takes the request back alone, proved by number and phone tail as when tracking. A page that is sent again
/// gives the same answer. The applicant is told on every channel, in case it was somebody else.
/// </summary>
internal sealed record WithdrawTracked(string? Number, string? Tail, string? Reason) : ICommand<TrackView>, IValidate
{
    public void Validate(Findings findings)
    {
        if (Reason?.Length > RegisterCase.MaxReasonLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class WithdrawTrackedHandler(
    OneWindowDb db, TrackDoor door, WithdrawalDesk withdrawals, MessageWriter messages, CatalogueSnapshot catalogue, TrackViewBuilder views, TimeProvider clock)
    : IRequestHandler<WithdrawTracked, TrackView>
{
    public async Task<TrackView> Handle(WithdrawTracked request, CancellationToken cancellationToken)
    {
        var id = (await door.EnterAsync(request.Number, request.Tail, cancellationToken)).Id;
        var file = await db.Cases.SingleAsync(c => c.Id == id, cancellationToken);
        if (file.Result == ServiceDefinition.WithdrawnResult) return await views.BuildAsync(file, cancellationToken);
        if (file.IsClosed) throw CaseErrors.Closed(file.Number);
        if (!await withdrawals.MayOnlineAsync(file, cancellationToken)) throw OnlineErrors.WithdrawAtWindow();
        var now = clock.GetUtcNow();
        var reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim();
        await withdrawals.WithdrawAsync(file, reason, null, Actor.Applicant, now, cancellationToken);
        Tell(file, now);
        await db.SaveChangesAsync(cancellationToken);
        return await views.BuildAsync(file, cancellationToken);
    }

    private void Tell(CaseFile file, DateTimeOffset now)
    {
        var (body, bodyEn, phone) = (catalogue.BodyName(file.Station), catalogue.BodyNameEn(file.Station), catalogue.BodyPhone(file.Station));
        messages.Tell(file, OutboxMessage.Applicant, $"办件 {file.Number} 已按您在网上的请求撤回。不是您本人操作的，请马上联系{body}{phone}。",
            $"Case {file.Number} has been withdrawn as you asked online. If it was not you, call {bodyEn} {phone} at once.", now);
        messages.Tell(file, MessageWriter.Contact, $"申请人在网上撤回了办件 {file.Number}。", $"The applicant has withdrawn case {file.Number} online.", now);
    }
}
