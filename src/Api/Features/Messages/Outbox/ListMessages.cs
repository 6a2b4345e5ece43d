using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Outbox;

/// <summary>Messages of one state, those that are or were to be tried first at the beginning. For the joint office and administrators.</summary>
/// <param name="State">Pending, Delivered, Skipped or Parked; Parked where none is given.</param>
internal sealed record ListMessages(string? State, string? Cursor, int? Size) : IRequest<Page<MessageView>>, IValidate
{
    public OutboxState Wanted => Enum.TryParse(State, ignoreCase: true, out OutboxState state) ? state : OutboxState.Parked;

    public void Validate(Findings findings)
    {
        if (!string.IsNullOrEmpty(State) && (!Enum.TryParse(State, ignoreCase: true, out OutboxState state) || !Enum.IsDefined(state) || char.IsAsciiDigit(State[0])))
            findings.Add("state", $"没有状态“{State}”，应为 {string.Join("、", Enum.GetNames<OutboxState>())}。");
    }
}

/// <summary>A message without what it says and where it goes.</summary>
/// <param name="To">"applicant", the code of a body or partner, or the id of a webhook subscription.</param>
/// <param name="LastError">Why the last try failed; null where none has.</param>
internal sealed record MessageView(
    Guid Id, string CaseNumber, MessageChannel Channel, string To, OutboxState State, int Tries, string? LastError,
    DateTimeOffset CreatedAt, DateTimeOffset NextTryAt, DateTimeOffset? DeliveredAt);

internal sealed class ListMessagesHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<ListMessages, Page<MessageView>>
{
    public async Task<Page<MessageView>> Handle(ListMessages request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var (state, size) = (request.Wanted, Cursor.SizeOf(request.Size));
        var messages = db.Outbox.AsNoTracking().Where(m => m.State == state);
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var (at, id) = (UtcMicroseconds.FromMicroseconds(cursor.Sort), cursor.TieAsGuid());
            messages = messages.Where(m => m.NextTryAt > at || (m.NextTryAt == at && m.Id > id));
        }

        var rows = await messages.OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).Take(size + 1)
            .Join(db.Cases, m => m.CaseId, c => c.Id, (m, c) => new { m.Id, c.Number, m.Lane, m.To, m.State, m.Tries, m.LastError, m.CreatedAt, m.NextTryAt, m.DeliveredAt })
            .OrderBy(m => m.NextTryAt).ThenBy(m => m.Id).ToListAsync(cancellationToken);
        var calendar = catalogue.Calendar;
        return Cursor.Cut(
            rows, size,
            m => new MessageView(m.Id, m.Number, Lanes.ChannelOf(m.Lane), m.To, m.State, m.Tries, m.LastError, calendar.Local(m.CreatedAt), calendar.Local(m.NextTryAt), calendar.Local(m.DeliveredAt)),
            m => new Cursor(UtcMicroseconds.ToMicroseconds(m.NextTryAt), m.Id.ToString()));
    }
}
