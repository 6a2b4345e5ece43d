using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Storage;

/// <summary>A task with its case and the state of the case's workflow, all tracked.</summary>
/// <param name="Instance">Null where the case has no workflow.</param>
internal sealed record TaskInCase(WorkItem Item, CaseFile File, WorkflowInstance? Instance);

/// <summary>
/// What every step of every case reads. Translated once for the application, as looking a query up by its shape costs
/// more than running it; an instance belongs to one database model.
/// </summary>
internal sealed class StepQueries
{
    private readonly Func<OneWindowDb, Guid, CancellationToken, Task<TaskInCase?>> _task = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid id, CancellationToken _) => db.WorkItems.Where(w => w.Id == id)
            .Join(db.Cases, w => w.CaseId, c => c.Id, (w, c) => new { Item = w, File = c })
            .LeftJoin(db.Instances, f => f.File.Id, i => i.CaseId, (f, i) => new TaskInCase(f.Item, f.File, i))
            .SingleOrDefault());

    private readonly Func<OneWindowDb, Guid, IAsyncEnumerable<WorkItem>> _openItems = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId) => db.WorkItems.Where(w => w.CaseId == caseId && w.State == WorkItemState.Open));

    private readonly Func<OneWindowDb, Guid, IAsyncEnumerable<CaseTimer>> _pendingTimers = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId) => db.Timers.Where(t => t.CaseId == caseId && t.State == TimerState.Pending));

    private readonly Func<OneWindowDb, Guid, IAsyncEnumerable<string>> _bodies = EF.CompileAsyncQuery(
        (OneWindowDb db, Guid caseId) => db.CaseBodies.Where(b => b.CaseId == caseId).Select(b => b.Body));

    public Task<TaskInCase?> TaskAsync(OneWindowDb db, Guid id, CancellationToken ct) => _task(db, id, ct);

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
