using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Pictures;

namespace OneWindow.Api.Features.Tasks;

/// <summary>
/// Worklists as queries. Scope, state, post and card are ranges of an index, read in the order of the list. Service, step
/// and area are not: for them the next stretch of the list is looked through, so that a filter that fits nothing takes no
/// longer on a full store than on an empty one; the list then goes on behind that stretch.
/// </summary>
internal sealed class TaskSearch(OneWindowDb db, AccessPolicy access, CatalogueSnapshot catalogue, Plans plans)
{
    /// <summary>How many tasks a filter looks through for one page.</summary>
    public const int Stretch = 2000;

    /// <summary>A beginning of a number fits few cases; what fits more is no number that anybody has at hand.</summary>
    private const int MostCases = 200;

    /// <summary>Rows of the page and one more where there is more, and where to go on where the stretch ended before the page was full.</summary>
    public async Task<(IReadOnlyList<WorkItem> Rows, Cursor? GoOnAt)> FindAsync(ListTasks request, Caller who, int size, DateTimeOffset now, CancellationToken ct)
    {
        var tasks = Filter(InScope(request, who), request, now);
        if (!string.IsNullOrWhiteSpace(request.Q)) tasks = await OfNumberAsync(tasks, request.Q.Trim(), who, ct);
        tasks = Ordered(tasks, request);
        if (!request.LooksThrough) return (await tasks.Take(size + 1).AsNoTracking().ToListAsync(ct), null);
        var ids = await NarrowedAsync(tasks, request, size + 1, ct);
        var rows = await db.WorkItems.AsNoTracking().Where(w => ids.Contains(w.Id)).ToListAsync(ct);
        var inOrder = rows.OrderBy(w => ids.IndexOf(w.Id)).ToList();
        if (ids.Count > size) return (inOrder, null);
        var last = await tasks.Skip(Stretch - 1).Take(1).AsNoTracking().SingleOrDefaultAsync(ct);
        return (inOrder, last is null ? null : At(last, request));
    }

    /// <summary>Where a list stands behind a row.</summary>
    public static Cursor At(WorkItem item, ListTasks request) =>
        new(UtcMicroseconds.ToMicroseconds((request.Done ? item.ClosedAt : item.DueOrder) ?? item.OpenedAt), item.Id.ToString());

    private IQueryable<WorkItem> InScope(ListTasks request, Caller who)
    {
        var tasks = request.Scope?.ToLowerInvariant() switch
        {
            "all" => access.VisibleTasks(who),
            "mine" when request.Done => db.WorkItems.Where(w => w.CompletedBy == who.UserName),
            "mine" => db.WorkItems.Where(w => w.Assignee == who.UserName),
            // One of several posts: equality lets the index give the order.
            _ when who.Posts.Any(p => p.ToString() == request.Post) => db.WorkItems,
            _ => access.OfPosts(who),
        };
        return string.IsNullOrEmpty(request.Post) ? tasks : tasks.Where(w => w.Post == request.Post);
    }

    private static IQueryable<WorkItem> Filter(IQueryable<WorkItem> tasks, ListTasks request, DateTimeOffset now)
    {
        tasks = request.Done
            ? tasks.Where(w => w.State == WorkItemState.Done && w.ClosedAt != null)
            : tasks.Where(w => w.State == WorkItemState.Open);
        var card = request.Late is true ? Card.Red : Cards.Of(request.Card);
        if (card is null) return tasks;
        if (card is Card.Yellow) return tasks.Where(w => w.YellowAt != null && w.OverdueAt == null && (request.Done || w.DueOrder > now));
        return request.Done
            ? tasks.Where(w => w.OverdueAt != null || w.DueAt <= w.ClosedAt)
            : tasks.Where(w => w.DueOrder <= now);
    }

    private async Task<IQueryable<WorkItem>> OfNumberAsync(IQueryable<WorkItem> tasks, string beginning, Caller who, CancellationToken ct)
    {
        var end = TextRange.End(beginning);
        var cases = await access.VisibleCases(who).Where(c => string.Compare(c.Number, beginning) >= 0 && string.Compare(c.Number, end) < 0)
            .OrderBy(c => c.Number).Take(MostCases).Select(c => c.Id).ToListAsync(ct);
        return tasks.Where(w => cases.Contains(w.CaseId));
    }

    private static IQueryable<WorkItem> Ordered(IQueryable<WorkItem> tasks, ListTasks request)
    {
        var cursor = Cursor.Read(request.Cursor);
        if (cursor is null) return request.Done
            ? tasks.OrderByDescending(w => w.ClosedAt).ThenByDescending(w => w.Id)
            : tasks.OrderBy(w => w.DueOrder).ThenBy(w => w.Id);
        var (at, id) = (UtcMicroseconds.FromMicroseconds(cursor.Sort), cursor.TieAsGuid());
        return request.Done
            ? tasks.Where(w => w.ClosedAt < at || (w.ClosedAt == at && w.Id < id)).OrderByDescending(w => w.ClosedAt).ThenByDescending(w => w.Id)
            : tasks.Where(w => w.DueOrder > at || (w.DueOrder == at && w.Id > id)).OrderBy(w => w.DueOrder).ThenBy(w => w.Id);
    }

    private Task<List<Guid>> NarrowedAsync(IQueryable<WorkItem> tasks, ListTasks request, int most, CancellationToken ct)
    {
        // No more columns than are asked: forms and answers lie in the same rows.
        var stretch = tasks.Take(Stretch).Select(w => new { w.Id, w.CaseId, w.ServiceKey, w.ActivityId, w.DueOrder, w.ClosedAt });
        if (!string.IsNullOrEmpty(request.Service)) stretch = stretch.Where(w => w.ServiceKey == request.Service);
        if (!string.IsNullOrEmpty(request.Step))
        {
            // What a workflow within does is named after the step that runs it.
            var (steps, within) = (StepsOf(request), $"{request.Step}/");
            var behind = TextRange.End(within);
            stretch = stretch.Where(w => steps.Contains(w.ActivityId) || (string.Compare(w.ActivityId, within) >= 0 && string.Compare(w.ActivityId, behind) < 0));
        }

        if (!string.IsNullOrEmpty(request.Area))
        {
            var areas = catalogue.Organisations.Areas.Where(a => catalogue.Organisations.IsWithin(a.Code, request.Area)).Select(a => a.Code).ToArray();
            stretch = stretch.Where(w => db.Cases.Any(c => c.Id == w.CaseId && areas.Contains(c.ApplicantArea)));
        }

        stretch = request.Done
            ? stretch.OrderByDescending(w => w.ClosedAt).ThenByDescending(w => w.Id)
            : stretch.OrderBy(w => w.DueOrder).ThenBy(w => w.Id);
        return stretch.Take(most).Select(w => w.Id).ToListAsync(ct);
    }

    /// <summary>A step as people see it may hold several activities, where bodies act side by side.</summary>
    private string[] StepsOf(ListTasks request) =>
        TaskSteps.Of(catalogue, plans, request.Service).FirstOrDefault(s => s.ActivityId == request.Step) is { } step ? [step.ActivityId, .. step.Within] : [request.Step!];
}

/// <summary>The steps of a service that somebody answers.</summary>
internal static class TaskSteps
{
    /// <param name="service">Key of a service; none gives nothing.</param>
    public static IEnumerable<PictureStep> Of(CatalogueSnapshot catalogue, Plans plans, string? service) =>
        service is { Length: > 0 } && catalogue.Service(service)?.Definition.Workflow is { } id && catalogue.Workflow(id) is { } workflow
            ? FlowPicture.Of(plans.Of(catalogue, workflow.Id, workflow.Version)).Steps.Where(s => s.Kind is PictureKind.Step)
            : [];
}
