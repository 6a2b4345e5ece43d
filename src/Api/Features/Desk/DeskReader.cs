using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Desk;

/// <summary>The questions behind the desk. Each begins at an index that holds only what is open, and stops after a few rows.</summary>
internal sealed class DeskReader(OneWindowDb db, AccessPolicy access, CatalogueSnapshot catalogue)
{
    /// <summary>Rows that one question may give: what one part shows and one more, so that it is known that there are more.</summary>
    private const int Most = ReadDeskHandler.Most + 1;

    /// <summary>The same for what waits for papers, of which the longest waiting are called and the others only shown.</summary>
    internal const int MostWaiting = 50;

    /// <summary>Who could not be reached longer ago than this was called, or is called for another reason.</summary>
    private static readonly TimeSpan UndeliveredFor = TimeSpan.FromDays(14);

    /// <summary>A promise broken longer ago than this has been seen to by what the service does about it.</summary>
    private static readonly TimeSpan BrokenFor = TimeSpan.FromDays(60);

    /// <summary>Cases that wait for papers: the caller's own tasks, and what the caller's window registered and another now holds.</summary>
    public async Task<IReadOnlyList<DeskRow>> WaitingAsync(Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var held = await HeldAsync(who, WorkItemKind.Materials, MostWaiting, ct);
        var stations = who.Bodies.ToArray();
        var registered = await (
            from c in db.Cases.Where(c => stations.Contains(c.Station) && c.Status == CaseStatus.Paused)
            join w in db.WorkItems.Where(w => w.State == WorkItemState.Open && w.Kind == WorkItemKind.Materials) on c.Id equals w.CaseId
            orderby c.StageSince, c.Number
            select new Held(w, c)).Take(MostWaiting).AsNoTracking().ToListAsync(ct);
        var mine = held.Select(h => h.Item.Id).ToHashSet();
        return
        [
            .. from one in held.Concat(registered.Where(r => !mine.Contains(r.Item.Id)))
               select Row(one, now) with
               {
                   // Who may only see the case has no task to open.
                   TaskId = mine.Contains(one.Item.Id) ? one.Item.Id : null,
                   Papers = Papers(one.Case, m => m.State is MaterialState.Missing),
                   Reason = LastOf(one.Item.OpenedAt) <= now ? CallReason.Unanswered : null,
               },
        ];
    }

    /// <summary>Promised papers whose day comes within the time in which the window calls, or has passed.</summary>
    public async Task<IReadOnlyList<DeskRow>> PromisesAsync(Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var stations = who.Bodies.ToArray();
        var timers = db.Timers.Where(t => t.Kind == TimerKind.PromiseLapse);
        var (until, since) = (LastOf(now), now - BrokenFor);
        var near = await OfStationsAsync(stations, timers.Where(t => t.State == TimerState.Pending && t.DueAt <= until), ct);
        var broken = await OfStationsAsync(stations, timers.Where(t => t.State == TimerState.Fired && t.DueAt >= since), ct);
        return
        [
            .. near.Select(n => Promised(n, CallReason.PromiseNear)),
            // Brought meanwhile, or promised anew: nobody need be called.
            .. broken.Where(b => b.Case.Materials.Any(m => m.Key == b.Timer.TargetId && m is { State: MaterialState.Missing, PromisedUntil: not null }))
                .Select(b => Promised(b, CallReason.PromiseBroken)),
        ];
    }

    public async Task<IReadOnlyList<DeskRow>> VisitsAsync(Caller who, DateTimeOffset now, CancellationToken ct) =>
        [.. (await HeldAsync(who, WorkItemKind.Visit, Most, ct)).Select(h => Row(h, now) with { Reason = CallReason.Visit })];

    /// <summary>Residents whom a message did not reach in the end.</summary>
    public async Task<IReadOnlyList<DeskRow>> UndeliveredAsync(Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var (stations, since) = (who.Bodies.ToArray(), now - UndeliveredFor);
        var rows = await (
            from m in db.Outbox.Where(m => m.State == OutboxState.Parked && m.NextTryAt >= since && m.To == OutboxMessage.Applicant)
            join c in db.Cases.Where(c => stations.Contains(c.Station)) on m.CaseId equals c.Id
            orderby m.NextTryAt, m.Id
            select new { c.Number, c.ApplicantName, c.ServiceKey, m.CreatedAt }).Take(Most).AsNoTracking().ToListAsync(ct);
        // Several messages of one case are one call.
        return
        [
            .. from row in rows.DistinctBy(r => r.Number)
               select new DeskRow(row.Number, row.ApplicantName, row.ServiceKey, null, null, null, catalogue.Calendar.Local(row.CreatedAt), null, false, [])
               { Reason = CallReason.Undelivered, Order = row.CreatedAt },
        ];
    }

    /// <summary>The other tasks that the caller may take or holds, the most urgent first.</summary>
    public async Task<IReadOnlyList<DeskRow>> DueAsync(Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var tasks = access.OfPosts(who).Where(w => w.State == WorkItemState.Open && w.Kind != WorkItemKind.Materials && w.Kind != WorkItemKind.Visit
            && (w.Assignee == null || w.Assignee == who.UserName));
        return [.. (await WithCasesAsync(tasks, Most, ct)).Select(h => Row(h, now))];
    }

    private Task<List<Timed>> OfStationsAsync(string[] stations, IQueryable<CaseTimer> timers, CancellationToken ct) => (
        from t in timers
        join c in db.Cases.Where(c => stations.Contains(c.Station) && c.Status != CaseStatus.Closed) on t.CaseId equals c.Id
        orderby t.DueAt, t.Id
        select new Timed(t, c)).Take(Most).AsNoTracking().ToListAsync(ct);

    private DeskRow Promised(Timed promise, CallReason reason) => new(
        promise.Case.Number, promise.Case.ApplicantName, promise.Case.ServiceKey, null, null, null, null, catalogue.Calendar.LastDay(promise.Timer.DueAt),
        reason is CallReason.PromiseBroken, Papers(promise.Case, m => m.Key == promise.Timer.TargetId))
    { Reason = reason, Order = promise.Timer.DueAt };

    private Task<List<Held>> HeldAsync(Caller who, WorkItemKind kind, int most, CancellationToken ct) =>
        WithCasesAsync(access.OfPosts(who).Where(w => w.State == WorkItemState.Open && w.Kind == kind), most, ct);

    private async Task<List<Held>> WithCasesAsync(IQueryable<WorkItem> tasks, int most, CancellationToken ct)
    {
        var first = tasks.OrderBy(w => w.DueOrder).ThenBy(w => w.Id).Take(most);
        return await (from w in first join c in db.Cases on w.CaseId equals c.Id orderby w.DueOrder, w.Id select new Held(w, c)).AsNoTracking().ToListAsync(ct);
    }

    private DeskRow Row(Held held, DateTimeOffset now) => new(
        held.Case.Number, held.Case.ApplicantName, held.Case.ServiceKey, held.Item.Id, held.Item.TitleZh, held.Item.TitleEn,
        catalogue.Calendar.Local(held.Item.OpenedAt), catalogue.Calendar.LastDay(held.Item.DueAt), held.Item.OverdueAt is not null || held.Item.DueAt <= now, [])
    { Order = held.Item.DueOrder };

    private IReadOnlyList<BilingualText> Papers(CaseFile file, Func<CaseMaterial, bool> which)
    {
        var known = catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition.Materials ?? [];
        return [.. from paper in file.Materials.Where(which)
                   let named = known.FirstOrDefault(k => k.Key == paper.Key)
                   select new BilingualText(named?.Name ?? paper.Key, named?.NameEn ?? named?.Name ?? paper.Key)];
    }

    /// <summary>When the county's time for a call ends that begins at an instant.</summary>
    private DateTimeOffset LastOf(DateTimeOffset instant) =>
        DeadlineCalculator.DueAt(catalogue.Calendar, catalogue.Intake.CallAfter, instant, [], instant) ?? DateTimeOffset.MaxValue;

    private sealed record Held(WorkItem Item, CaseFile Case);

    private sealed record Timed(CaseTimer Timer, CaseFile Case);
}
