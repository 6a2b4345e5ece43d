using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
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
/// which changes nothing the second time. What could not be counted is tried once more at the end; the result tells these cases.
/// </summary>
internal sealed class RecountRun(OneWindowDb db, LongRunDesk desk, CaseRecounts recounts, CatalogueLoader catalogue, TimeProvider clock) : ILongRunKind
{
    public const string KindName = "calendar-recount";
    private const int BatchSize = 20;
    private const char OfCases = 'c';
    private const char OfTasks = 't';
    private const char OfRefused = 'r';

    public string Kind => KindName;

    public IReadOnlyList<string> Columns(bool english) => LongRunDesk.RefusedColumns(english);

    public async Task StepAsync(LongRun run, Caller who, CancellationToken ct)
    {
        if (run.Total is null) run.Expect(await Cases(null).LongCountAsync(ct) + await TasksAfterClosing(Guid.Empty).LongCountAsync(ct));
        var asked = LongRunDesk.RequestOf<RecountAsked>(run);
        // Another node may have found the correction; this one counts by it from its first piece on.
        await catalogue.RefreshAsync(ct);
        if (run.Place?[0] == OfRefused)
        {
            await AgainAsync(run, int.Parse(run.Place[1..], CultureInfo.InvariantCulture), asked.Years, ct);
            return;
        }

        var tasks = run.Place?[0] == OfTasks;
        var batch = await (tasks ? TasksAfterClosing(Guid.Parse(run.Place![1..])) : Cases(Cursor.Read(run.Place?[1..]))).Take(BatchSize).ToListAsync(ct);
        foreach (var one in batch)
            if (!await recounts.TryAsync(one.CaseId, asked.Years)) desk.Refuse(run, one.Number, "internal-error", null);
        var now = clock.GetUtcNow();
        if (batch.Count > 0) run.Advance(batch.Count, tasks ? $"{OfTasks}{batch[^1].Id}" : $"{OfCases}{new Cursor(UtcMicroseconds.ToMicroseconds(batch[^1].At), batch[^1].Number)}", now);
        else if (!tasks) run.Advance(0, $"{OfTasks}{Guid.Empty}", now);
        else run.Advance(0, $"{OfRefused}0", now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>One row of the result after the other; the node that noted it may not live any more.</summary>
    private async Task AgainAsync(LongRun run, int part, IReadOnlyList<int> years, CancellationToken ct)
    {
        var numbers = (await desk.PartAsync(run, part, ct)).Select(row => row[0]).ToList();
        foreach (var id in await db.Cases.Where(c => numbers.Contains(c.Number)).Select(c => c.Id).ToListAsync(ct)) await recounts.TryAsync(id, years);
        var now = clock.GetUtcNow();
        if (part < run.Parts) run.Advance(0, $"{OfRefused}{part + 1}", now);
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
