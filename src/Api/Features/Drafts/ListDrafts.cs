using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Drafts;

/// <summary>The caller's own drafts, the last saved first.</summary>
internal sealed record ListDrafts : IRequest<Page<DraftSummary>>;

internal sealed class ListDraftsHandler(DraftDesk desk, CurrentCaller caller) : IRequestHandler<ListDrafts, Page<DraftSummary>>
{
    /// <summary>More than anybody has; the oldest go by themselves.</summary>
    private const int Most = 100;

    public async Task<Page<DraftSummary>> Handle(ListDrafts request, CancellationToken cancellationToken) =>
        new([.. (await desk.Of(caller.Required).AsNoTracking().OrderByDescending(d => d.SavedAt).Take(Most).ToListAsync(cancellationToken)).Select(desk.Summary)], null);
}

/// <summary>One draft with all that was entered.</summary>
internal sealed record GetDraft(Guid Id) : IRequest<DraftView>;

internal sealed class GetDraftHandler(DraftDesk desk, CurrentCaller caller) : IRequestHandler<GetDraft, DraftView>
{
    public async Task<DraftView> Handle(GetDraft request, CancellationToken cancellationToken) =>
        desk.View(await desk.FindAsync(caller.Required, request.Id, cancellationToken));
}

/// <summary>Throws a draft away.</summary>
internal sealed record DeleteDraft(Guid Id) : ICommand<bool>;

internal sealed class DeleteDraftHandler(OneWindowDb db, DraftDesk desk, CurrentCaller caller) : IRequestHandler<DeleteDraft, bool>
{
    public async Task<bool> Handle(DeleteDraft request, CancellationToken cancellationToken)
    {
        db.Drafts.Remove(await desk.FindAsync(caller.Required, request.Id, cancellationToken));
        return await db.SaveChangesAsync(cancellationToken) > 0;
    }
}
