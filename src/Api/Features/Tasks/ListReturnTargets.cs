using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>The earlier steps that a task can send its case back to: those that the case has been at, and no other.</summary>
internal sealed record ListReturnTargets(Guid Id) : IRequest<Page<ReturnTarget>>;

internal sealed record ReturnTarget(string ActivityId, string Title, string TitleEn);

internal sealed class ListReturnTargetsHandler(OneWindowDb db, AccessPolicy access, CaseEngine engine, CurrentCaller caller, TimeProvider clock)
    : IRequestHandler<ListReturnTargets, Page<ReturnTarget>>
{
    public async Task<Page<ReturnTarget>> Handle(ListReturnTargets request, CancellationToken cancellationToken)
    {
        var item = await access.TaskAsync(caller.Required, request.Id, cancellationToken);
        if (item is not { IsOpen: true, Kind: WorkItemKind.Step, BookmarkId: { } bookmark }) return new Page<ReturnTarget>([], null);
        if (await db.Instances.AsNoTracking().SingleOrDefaultAsync(i => i.CaseId == item.CaseId, cancellationToken) is not { } instance) return new Page<ReturnTarget>([], null);
        var targets = engine.ReturnTargets(instance, bookmark, clock.GetUtcNow());
        var titles = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == item.CaseId && targets.Contains(w.ActivityId))
            .OrderBy(w => w.OpenedAt).Select(w => new ReturnTarget(w.ActivityId, w.TitleZh, w.TitleEn)).ToListAsync(cancellationToken);
        return new Page<ReturnTarget>([.. targets.Select(t => titles.FindLast(n => n.ActivityId == t) ?? new ReturnTarget(t, t, t))], null);
    }
}
