using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Storage;

/// <summary>A case with the state of its workflow, both tracked.</summary>
/// <param name="Instance">Null where the case has no workflow.</param>
internal sealed record CaseInMotion(CaseFile File, WorkflowInstance? Instance);

/// <summary>
/// What every step of every case reads. Translated once for the application, as looking a query up by its shape costs
/// more than running it; an instance belongs to one database model.
/// </summary>
internal sealed class StepQueries
{
    private readonly Func<OneWindowDb, Guid, CancellationToken, Task<WorkItem?>> _task = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid id, CancellationToken _) => db.WorkItems.SingleOrDefault(w => w.Id == id));

    // Both sides hang on the one given key, so that no planner, however little it knows of the tables, reads them through.
    private readonly Func<OneWindowDb, Guid, CancellationToken, Task<CaseInMotion>> _case = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId, CancellationToken _) => db.Cases.Where(c => c.Id == caseId)
            .LeftJoin(db.Instances, c => c.Id, i => i.CaseId, (c, i) => new CaseInMotion(c, i))
            .Single());

    private readonly Func<OneWindowDb, Guid, IAsyncEnumerable<WorkItem>> _openItems = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId) => db.WorkItems.Where(w => w.CaseId == caseId && w.State == WorkItemState.Open));

    private readonly Func<OneWindowDb, Guid, IAsyncEnumerable<CaseTimer>> _pendingTimers = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId) => db.Timers.Where(t => t.CaseId == caseId && t.State == TimerState.Pending));

    private readonly Func<OneWindowDb, Guid, IAsyncEnumerable<string>> _bodies = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId) => db.CaseBodies.Where(b => b.CaseId == caseId).Select(b => b.Body));

    public Task<WorkItem?> TaskAsync(OneWindowDb db, Guid id, CancellationToken ct) => _task(db, id, ct);

    public Task<CaseInMotion> CaseAsync(OneWindowDb db, Guid caseId, CancellationToken ct) => _case(db, caseId, ct);

    public Task<List<WorkItem>> OpenItemsAsync(OneWindowDb db, Guid caseId, CancellationToken ct) => ListAsync(_openItems(db, caseId), ct);

    public Task<List<CaseTimer>> PendingTimersAsync(OneWindowDb db, Guid caseId, CancellationToken ct) => ListAsync(_pendingTimers(db, caseId), ct);

    /// <summary>Codes of the bodies that take part in a case.</summary>
    public Task<List<string>> BodiesAsync(OneWindowDb db, Guid caseId, CancellationToken ct) => ListAsync(_bodies(db, caseId), ct);

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> rows, CancellationToken ct)
    {
        var list = new List<T>();
        await foreach (var row in rows.WithCancellation(ct)) list.Add(row);
        return list;
    }
}
