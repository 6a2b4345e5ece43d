using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Messages.Outbox;

/// <summary>What the caller's bodies have been told, newest first.</summary>
internal sealed record ListNotices(string? Cursor, int? Size) : IRequest<Page<NoticeView>>;

/// <param name="Body">Whom it was told.</param>
internal sealed record NoticeView(Guid Id, string CaseNumber, string Body, string Text, string TextEn, DateTimeOffset At);

internal sealed class ListNoticesHandler(OneWindowDb db, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock) : IRequestHandler<ListNotices, Page<NoticeView>>
{
    public async Task<Page<NoticeView>> Handle(ListNotices request, CancellationToken cancellationToken)
    {
        var bodies = caller.Required.Bodies.ToArray();
        var size = Cursor.SizeOf(request.Size);
        var now = clock.GetUtcNow();
        // Of one body the index has them in order; a person seldom has more.
        var told = bodies is [var only] ? db.Outbox.Where(m => m.To == only) : db.Outbox.Where(m => bodies.Contains(m.To));
        // What came about in the night is told when offices open, and dated so.
        var notices = told.AsNoTracking().Where(m => m.Lane == Lanes.InApp && m.CreatedAt <= now);
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var (at, id) = (UtcMicroseconds.FromMicroseconds(cursor.Sort), cursor.TieAsGuid());
            notices = notices.Where(m => m.CreatedAt < at || (m.CreatedAt == at && m.Id < id));
        }

        var rows = await notices.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(size + 1)
            .Join(db.Cases, m => m.CaseId, c => c.Id, (m, c) => new { m.Id, c.Number, m.To, m.TextZh, m.TextEn, m.CreatedAt })
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).ToListAsync(cancellationToken);
        return Cursor.Cut(
            rows, size, m => new NoticeView(m.Id, m.Number, m.To, m.TextZh, m.TextEn, catalogue.Calendar.Local(m.CreatedAt)),
            m => new Cursor(UtcMicroseconds.ToMicroseconds(m.CreatedAt), m.Id.ToString()));
    }
}
