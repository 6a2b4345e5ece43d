using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>A worklist: open tasks by urgency, finished ones by recency.</summary>
/// <param name="Scope">mine (held or answered by the caller), body (the caller's posts; the default), all (everything visible).</param>
/// <param name="State">open (the default) or done.</param>
/// <param name="Late">True: only what is or was late.</param>
/// <param name="Card">yellow or red: only what has this card; red is the same as late.</param>
internal sealed record ListTasks(string? Scope, string? State, string? Service, bool? Late, string? Cursor, int? Size, string? Card = null)
    : IRequest<Page<TaskView>>, IValidate
{
    public bool Done => string.Equals(State, "done", StringComparison.OrdinalIgnoreCase);

    public void Validate(Findings findings)
    {
        if (Scope?.ToLowerInvariant() is not (null or "" or "mine" or "body" or "all")) findings.Add("scope", "应为 mine、body 或 all");
        if (State?.ToLowerInvariant() is not (null or "" or "open" or "done")) findings.Add("state", "应为 open 或 done");
        Cards.Check(Card, findings);
    }
}

internal sealed class ListTasksHandler(
    OneWindowDb db, AccessPolicy access, DecisionRules rules, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<ListTasks, Page<TaskView>>
{
    public async Task<Page<TaskView>> Handle(ListTasks request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var now = clock.GetUtcNow();
        var size = Cursor.SizeOf(request.Size);
        var tasks = Filter(InScope(request, who), request, now);
        var rows = await Ordered(tasks, request).Take(size + 1).AsNoTracking().ToListAsync(cancellationToken);
        var candidates = who.SeesEverything ? await rules.CandidatesAsync(rows, cancellationToken) : null;
        return Cursor.Cut(
            rows, size, item => TaskView.Of(item, catalogue, now, candidates?[item.Id]),
            item => new Cursor(UtcMicroseconds.ToMicroseconds((request.Done ? item.ClosedAt : item.DueOrder) ?? item.OpenedAt), item.Id.ToString()));
    }

    private IQueryable<WorkItem> InScope(ListTasks request, Caller who) => request.Scope?.ToLowerInvariant() switch
    {
        "all" => access.VisibleTasks(who),
        "mine" when request.Done => db.WorkItems.Where(w => w.CompletedBy == who.UserName),
        "mine" => db.WorkItems.Where(w => w.Assignee == who.UserName),
        _ => access.OfPosts(who),
    };

    private static IQueryable<WorkItem> Filter(IQueryable<WorkItem> tasks, ListTasks request, DateTimeOffset now)
    {
        tasks = request.Done
            ? tasks.Where(w => w.State == WorkItemState.Done && w.ClosedAt != null)
            : tasks.Where(w => w.State == WorkItemState.Open);
        if (!string.IsNullOrEmpty(request.Service)) tasks = tasks.Where(w => w.ServiceKey == request.Service);
        var card = request.Late is true ? Card.Red : Cards.Of(request.Card);
        if (card is null) return tasks;
        if (card is Card.Yellow) return tasks.Where(w => w.YellowAt != null && w.OverdueAt == null && (request.Done || w.DueOrder > now));
        return request.Done
            ? tasks.Where(w => w.OverdueAt != null || w.DueAt <= w.ClosedAt)
            : tasks.Where(w => w.DueOrder <= now);
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
}
