using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
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
    private const char OfTasks = 't';

    public string Kind => KindName;

    public IReadOnlyList<string> Columns(bool english) => LongRunDesk.RefusedColumns(english);

    public async Task StepAsync(LongRun run, Caller who, CancellationToken ct)
    {
        if (run.Total is null) run.Expect(await Cases(Guid.Empty).LongCountAsync(ct) + await TasksAfterClosing(Guid.Empty).LongCountAsync(ct));
        var (tasks, after) = run.Place is { } place ? (place[0] == OfTasks, Guid.Parse(place[1..])) : (false, Guid.Empty);
        var batch = await (tasks ? TasksAfterClosing(after) : Cases(after)).Take(BatchSize).ToListAsync(ct);
        var years = LongRunDesk.RequestOf<RecountAsked>(run).Years;
        foreach (var one in batch)
            if (!await recounts.TryAsync(one.CaseId, years)) desk.Refuse(run, await NumberAsync(one.CaseId, ct), "internal-error", null);
        var now = clock.GetUtcNow();
        if (batch.Count > 0) run.Advance(batch.Count, $"{(tasks ? OfTasks : 'c')}{batch[^1].Id}", now);
        else if (!tasks) run.Advance(0, $"{OfTasks}{Guid.Empty}", now);
        else run.Finish(now);
        await db.SaveChangesAsync(ct);
    }

    private IQueryable<Counted> Cases(Guid after) => db.Cases.AsNoTracking()
        .Where(c => CaseSearch.OpenStatuses.Contains(c.Status) && c.Id > after).OrderBy(c => c.Id).Select(c => new Counted(c.Id, c.Id));

    private IQueryable<Counted> TasksAfterClosing(Guid after) => db.WorkItems.AsNoTracking()
        .Where(w => w.State == WorkItemState.Open && WorkItemKinds.AfterClosing.Contains(w.Kind) && w.Id > after).OrderBy(w => w.Id).Select(w => new Counted(w.Id, w.CaseId));

    private Task<string> NumberAsync(Guid caseId, CancellationToken ct) => db.Cases.Where(c => c.Id == caseId).Select(c => c.Number).SingleAsync(ct);

    /// <summary>Where a list goes on, and the case it is about.</summary>
    private sealed record Counted(Guid Id, Guid CaseId);
}
