using System.Data;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using Burst = OneWindow.Api.Storage.Records.Burst;

namespace OneWindow.Api.Tests.Faults;

/// <summary>Looks into a database that a server left behind: is everything that was acknowledged there once, and nothing half done?</summary>
internal sealed class StoreInspection
{
    private readonly List<CaseFile> _cases;
    private readonly List<IdempotencyRecord> _keys;
    private readonly ILookup<Guid, WorkItem> _items;
    private readonly ILookup<Guid, AuditEntry> _audit;
    private readonly ILookup<Guid, Burst> _bursts;
    private readonly ILookup<Guid, CaseTimer> _timers;
    private readonly Dictionary<Guid, WorkflowInstance> _instances;

    private StoreInspection(
        List<CaseFile> cases, List<IdempotencyRecord> keys, List<WorkItem> items, List<AuditEntry> audit, List<Burst> bursts, List<CaseTimer> timers, List<WorkflowInstance> instances)
    {
        (_cases, _keys) = (cases, keys);
        _items = items.ToLookup(i => i.CaseId);
        _audit = audit.ToLookup(a => a.CaseId!.Value);
        _bursts = bursts.ToLookup(b => b.CaseId);
        _timers = timers.ToLookup(t => t.CaseId);
        _instances = instances.ToDictionary(i => i.CaseId);
    }

    public static async Task<StoreInspection> ReadAsync(OneWindowDb db)
    {
        // One snapshot: what a dying server sent last may still be on its way into the database.
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, Answers.Ct);
        return new StoreInspection(
            await db.Cases.AsNoTracking().ToListAsync(Answers.Ct), await db.IdempotencyRecords.AsNoTracking().ToListAsync(Answers.Ct),
            await db.WorkItems.AsNoTracking().ToListAsync(Answers.Ct), await db.Audit.AsNoTracking().Where(a => a.CaseId != null).ToListAsync(Answers.Ct),
            await db.Bursts.AsNoTracking().ToListAsync(Answers.Ct), await db.Timers.AsNoTracking().ToListAsync(Answers.Ct),
            await db.Instances.AsNoTracking().ToListAsync(Answers.Ct));
    }

    public int Cases => _cases.Count;

    public void HasOnce(WindowClient client)
    {
        foreach (var number in client.Registered.Values) Assert.Single(_cases, c => c.Number == number);
        var decided = _items.SelectMany(g => g).Where(i => i.State == WorkItemState.Done).Select(i => i.Id.ToString()).ToHashSet();
        Assert.Subset(decided, client.Decided);
    }

    public void NothingIsHalfDone()
    {
        Assert.Equal(_cases.Select(c => c.Id).Order(), _keys.Select(k => k.CaseId).Order());
        foreach (var file in _cases) IsWhole(file);
    }

    private void IsWhole(CaseFile file)
    {
        var (items, bursts, audit) = (_items[file.Id].ToList(), _bursts[file.Id].OrderBy(b => b.Sequence).ToList(), _audit[file.Id].OrderBy(a => a.Sequence).ToList());
        Assert.Equal(Enumerable.Range(1, file.AuditCount), audit.Select(a => a.Sequence));
        Assert.Equal(Enumerable.Range(1, _instances[file.Id].Bursts), bursts.Select(b => b.Sequence));
        // A step is decided if and only if the engine was moved by it and the trail says so, each once.
        var done = items.Where(i => i.State == WorkItemState.Done).ToList();
        Assert.Equal(
            done.Select(i => i.BookmarkId).Order(),
            bursts.Select(b => StateJson.ReadStimulus(b.Stimulus)).OfType<AnswerStimulus>().Select(a => a.BookmarkId).Order());
        Assert.Equal(done.Select(i => i.ActivityId).Order(), audit.Where(a => a.Action == "completed").Select(a => a.ActivityId!).Order());
        Assert.Equal(items.Count, audit.Count(a => a.Action == "step-opened"));
        // The engine waits exactly where tasks are open, and somebody or some time will move the case on.
        var state = StateJson.Read(_instances[file.Id].State);
        Assert.Empty(state.Incidents);
        var open = items.Where(i => i.IsOpen).Select(i => i.BookmarkId).Order().ToList();
        Assert.Equal(state.Bookmarks.Where(b => b.Kind == BookmarkKind.WorkItem).Select(b => b.Id).Order(), open);
        if (!file.IsClosed) Assert.True(open.Count > 0 || _timers[file.Id].Any(t => t.State == TimerState.Pending), $"{file.Number} waits for nobody.");
    }
}
