using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>What a run of this kind is asked for: the years whose calendar was corrected.</summary>
internal sealed record RecountAsked(IReadOnlyList<int> Years);

/// <summary>
/// Counts every open case, and then every open task after closing, anew by the calendar as it is. Each case commits by
/// itself; the run notes how far it is after some of them, so that a node that dies costs these to be counted again,
/// which changes nothing the second time. The result tells the cases that could not be counted.
/// </summary>
internal sealed class RecountRun(OneWindowDb db, LongRunDesk desk, CaseRecounts recounts, TimeProvider clock) : ILongRunKind
{
    public const string KindName = "calendar-recount";
    private const int BatchSize = 20;
    private const char OfCases = 'c';
    private const char OfTasks = 't';

    public string Kind => KindName;

    public IReadOnlyList<string> Columns(bool english) => LongRunDesk.RefusedColumns(english);

    public async Task StepAsync(LongRun run, Caller who, CancellationToken ct)
    {
        if (run.Total is null) run.Expect(await Cases(null).LongCountAsync(ct) + await TasksAfterClosing(Guid.Empty).LongCountAsync(ct));
        var tasks = run.Place?[0] == OfTasks;
        var batch = await (tasks ? TasksAfterClosing(Guid.Parse(run.Place![1..])) : Cases(Cursor.Read(run.Place?[1..]))).Take(BatchSize).ToListAsync(ct);
        var years = LongRunDesk.RequestOf<RecountAsked>(run).Years;
        foreach (var one in batch)
            if (!await recounts.TryAsync(one.CaseId, years)) desk.Refuse(run, one.Number, "internal-error", null);
        var now = clock.GetUtcNow();
        if (batch.Count > 0) run.Advance(batch.Count, tasks ? $"{OfTasks}{batch[^1].Id}" : $"{OfCases}{new Cursor(UtcMicroseconds.ToMicroseconds(batch[^1].At), batch[^1].Number)}", now);
        else if (!tasks) run.Advance(0, $"{OfTasks}{Guid.Empty}", now);
        else run.Finish(now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>In the order of the index that holds open cases only.</summary>
    private IQueryable<Counted> Cases(Cursor? after)
    {
        var cases = db.Cases.AsNoTracking().Where(c => c.Status != CaseStatus.Closed);
        if (after is not null)
        {
            var (at, number) = (UtcMicroseconds.FromMicroseconds(after.Sort), after.Tie);
            cases = cases.Where(c => c.RegisteredAt >= at && (c.RegisteredAt > at || string.Compare(c.Number, number) > 0));
        }

        return cases.OrderBy(c => c.RegisteredAt).ThenBy(c => c.Number).Select(c => new Counted(c.Id, c.Id, c.Number, c.RegisteredAt));
    }

    private IQueryable<Counted> TasksAfterClosing(Guid after) =>
        from task in db.WorkItems.AsNoTracking()
        where task.State == WorkItemState.Open && WorkItemKinds.AfterClosing.Contains(task.Kind) && task.Id > after
        join file in db.Cases on task.CaseId equals file.Id
        orderby task.Id
        select new Counted(task.Id, file.Id, file.Number, file.RegisteredAt);

    /// <summary>Where a list goes on, and the case it is about.</summary>
    private sealed record Counted(Guid Id, Guid CaseId, string Number, DateTimeOffset At);
}
