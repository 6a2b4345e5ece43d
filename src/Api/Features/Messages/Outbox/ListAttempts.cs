using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Outbox;

/// <summary>The tries to deliver a message, oldest first. For the joint office and administrators.</summary>
internal sealed record ListAttempts(Guid MessageId) : IRequest<Page<AttemptView>>;

/// <param name="Code">"ok", or why it failed.</param>
internal sealed record AttemptView(DateTimeOffset At, MessageChannel Channel, string Code, int Milliseconds);

internal sealed class ListAttemptsHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<ListAttempts, Page<AttemptView>>
{
    public async Task<Page<AttemptView>> Handle(ListAttempts request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        if (!await db.Outbox.AnyAsync(m => m.Id == request.MessageId, cancellationToken)) throw MessageErrors.NotFound();
        var attempts = await db.DeliveryAttempts.AsNoTracking().Where(a => a.MessageId == request.MessageId)
            .OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancellationToken);
        return new([.. attempts.Select(a => new AttemptView(catalogue.Calendar.Local(a.At), Lanes.ChannelOf(a.Lane), a.Code, a.Milliseconds))], null);
    }
}
