using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Storage;

/// <summary>A case with all that a step may change of it, tracked.</summary>
/// <param name="Instance">The state of its workflow; null where it has none.</param>
/// <param name="Items">Its open tasks, and the one it was found by.</param>
/// <param name="Timers">Those that are pending.</param>
/// <param name="Bodies">Codes of the bodies that take part.</param>
internal sealed record CaseInMotion(
    CaseFile File, WorkflowInstance? Instance, IReadOnlyList<WorkItem> Items, IReadOnlyList<CaseTimer> Timers, IReadOnlyList<string> Bodies);

/// <summary>Reads what a step needs in one round trip. It remembers the case it read last, so that every part of a command finds it.</summary>
internal sealed class CaseReader(OneWindowDb db, CaseStatements statements)
{
    private CaseInMotion? _held;

    /// <summary>Null for an unknown case.</summary>
    public Task<CaseInMotion?> OfCaseAsync(Guid id, CancellationToken ct) => ReadAsync(statements.OfCase, id, ct);

    /// <summary>The case of a task; null for an unknown task.</summary>
    public Task<CaseInMotion?> OfTaskAsync(Guid id, CancellationToken ct) => ReadAsync(statements.OfTask, id, ct);

    /// <summary>The case of a timer; null for an unknown timer.</summary>
    public Task<CaseInMotion?> OfTimerAsync(Guid id, CancellationToken ct) => ReadAsync(statements.OfTimer, id, ct);

    /// <summary>
    /// The rest of a case that is tracked, with what this unit of work has added to it; of one that is being registered,
    /// what the unit of work holds.
    /// </summary>
    public async Task<CaseInMotion> OfAsync(CaseFile file, CancellationToken ct) =>
        db.Entry(file).State is EntityState.Added ? OfNew(file) : WithAdded(Holds(file) ? _held! : (await OfCaseAsync(file.Id, ct))!);

    private CaseInMotion OfNew(CaseFile file) => new(
        file, Held<WorkflowInstance>(i => i.CaseId == file.Id).Single(), Held<WorkItem>(w => w.CaseId == file.Id), Held<CaseTimer>(t => t.CaseId == file.Id),
        [.. Held<CaseBody>(b => b.CaseId == file.Id).Select(b => b.Body)]);

    /// <summary>A step that follows in the same unit of work finds the tasks and timers that the one before it has opened.</summary>
    private CaseInMotion WithAdded(CaseInMotion read) => read with
    {
        Items = [.. read.Items.Union(Added<WorkItem>(w => w.CaseId == read.File.Id && w.IsOpen))],
        Timers = [.. read.Timers.Union(Added<CaseTimer>(t => t.CaseId == read.File.Id && t.State == TimerState.Pending))],
        Bodies = [.. read.Bodies.Union(Added<CaseBody>(b => b.CaseId == read.File.Id).Select(b => b.Body))],
    };

    private List<T> Added<T>(Func<T, bool> which)
        where T : class => [.. db.ChangeTracker.Entries<T>().Where(e => e.State is EntityState.Added).Select(e => e.Entity).Where(which)];

    private List<T> Held<T>(Func<T, bool> which)
        where T : class => [.. db.ChangeTracker.Entries<T>().Select(e => e.Entity).Where(which)];

    /// <summary>The open tasks of a case of which this unit of work holds all, new ones included; null for any other case.</summary>
    public IEnumerable<WorkItem>? OpenItemsOf(CaseFile file) => Holds(file)
        ? db.ChangeTracker.Entries<WorkItem>().Select(e => e.Entity).Where(w => w.CaseId == file.Id && w.IsOpen)
        : null;

    // By reference: after a lost race the command runs again with records of its own.
    private bool Holds(CaseFile file) => ReferenceEquals(_held?.File, file);

    private async Task<CaseInMotion?> ReadAsync(RoundTrip statement, Guid id, CancellationToken ct) => _held = await statement.ReadAsync(db, id, ReadAsync, ct);

    private async Task<CaseInMotion?> ReadAsync(DbDataReader reader, CancellationToken ct)
    {
        if (await statements.Cases.ReadAsync(reader, ct) is not [var file]) return null;
        await reader.NextResultAsync(ct);
        var instances = await statements.Instances.ReadAsync(reader, ct);
        await reader.NextResultAsync(ct);
        var items = await statements.Items.ReadAsync(reader, ct);
        await reader.NextResultAsync(ct);
        var timers = await statements.Timers.ReadAsync(reader, ct);
        await reader.NextResultAsync(ct);
        var bodies = new List<string>();
        while (await reader.ReadAsync(ct)) bodies.Add(reader.GetString(0));
        return new CaseInMotion(
            Track([file], c => c.Id)[0], Track(instances, i => i.CaseId).SingleOrDefault(), Track(items, i => i.Id), Track(timers, t => t.Id), bodies);
    }

    /// <summary>What the unit of work holds already stays as it is, changes included.</summary>
    private List<T> Track<T>(List<T> rows, Func<T, Guid> key)
        where T : class
    {
        var held = db.ChangeTracker.Entries<T>().Select(e => e.Entity).ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (held.Find(h => key(h) == key(row)) is { } known) rows[i] = known;
            else db.Entry(row).State = EntityState.Unchanged;
        }
        return rows;
    }
}
