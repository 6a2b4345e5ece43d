using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Migration;

namespace OneWindow.Api.Features.Definitions;

/// <summary>Moves single cases between versions of their definition, and back.</summary>
internal sealed class MigrationDesk(OneWindowDb db, CaseReader cases, DefinitionVersions versions, TimeProvider clock)
{
    private const int MaxRuns = 5;

    /// <param name="draftsToo">Whether the target may be a draft, which cases cannot run.</param>
    /// <exception cref="RefusedException"><c>not-found</c>, <c>version-unpublished</c> or <c>request-invalid</c> where the map names a step that there is not.</exception>
    public async Task<Move> MoveAsync(string definitionId, MigrationBody body, bool draftsToo, CancellationToken ct)
    {
        var from = await versions.PlanAsync(definitionId, body.From, ct);
        var to = draftsToo ? await versions.PlanAsync(definitionId, body.To, ct) : await versions.PublishedPlanAsync(definitionId, body.To, ct);
        var findings = new Findings();
        foreach (var (old, now) in body.Map ?? [])
        {
            if (from.Find(old) is null) findings.Add($"map.{old}", $"第{body.From}版没有环节“{old}”。(Version {body.From} has no step {old}.)");
            if (to.Find(now) is null) findings.Add($"map.{old}", $"第{body.To}版没有环节“{now}”。(Version {body.To} has no step {now}.)");
        }

        findings.ThrowIfAny("request-invalid", "请求有误");
        return new Move(from, to, versions.Facts, body.Map);
    }

    /// <summary>Running cases of a version.</summary>
    public IQueryable<CaseFile> Running(string definitionId, int version) =>
        db.Cases.Where(c => c.DefinitionId == definitionId && c.DefinitionVersion == version && c.Status != CaseStatus.Closed);

    /// <summary>Running cases that were moved, stand where they were moved to, and were not taken back.</summary>
    public IQueryable<CaseFile> Moved(string definitionId, int from, int to) =>
        Running(definitionId, to).Where(c => db.Migrations.Any(m => m.CaseId == c.Id && m.DefinitionId == definitionId && m.FromVersion == from && m.ToVersion == to && m.UndoneAt == null));

    /// <summary>Does something with each case of a page, in the order of their numbers.</summary>
    public async Task<Page<MigratedCaseView>> EachAsync(
        IQueryable<CaseFile> cases, MigrationBody body, Func<Guid, Task<MigratedCaseView?>> act, CancellationToken ct)
    {
        var (size, after) = (Cursor.SizeOf(body.Size), Cursor.Read(body.Cursor)?.Tie ?? "");
        var found = await cases.AsNoTracking().Where(c => string.Compare(c.Number, after) > 0)
            .OrderBy(c => c.Number).Take(size + 1).Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        var views = new List<MigratedCaseView>();
        foreach (var one in found.Take(size))
            if (await UndisturbedAsync(one.Number, () => act(one.Id)) is { } view) views.Add(view);
        return new Page<MigratedCaseView>(views, found.Count > size ? new Cursor(0, found[size - 1].Number).ToString() : null);
    }

    public async Task<MigratedCaseView?> PreviewAsync(Guid caseId, Move move, CancellationToken ct)
    {
        var (file, instance, _) = await TakeAsync(caseId, ct);
        return instance.DefinitionVersion != move.From.Definition.Version || file.IsClosed ? null
            : MigratedCaseView.Of(file.Number, MigratedCaseState.Movable, InstanceMigration.Preview(move.From, move.To, StateJson.Read(instance.State), move.Facts, move.Map));
    }

    /// <summary>Moves a case; null where it is closed or runs another version by now.</summary>
    public async Task<MigratedCaseView?> ApplyAsync(Guid caseId, Move move, Caller who, CancellationToken ct)
    {
        var (file, instance, items) = await TakeAsync(caseId, ct);
        if (instance.DefinitionVersion != move.From.Definition.Version || file.IsClosed) return null;
        var state = StateJson.Read(instance.State);
        var preview = InstanceMigration.Preview(move.From, move.To, state, move.Facts, move.Map);
        if (!preview.CanApply) return MigratedCaseView.Of(file.Number, MigratedCaseState.Refused, preview);
        var (result, now) = (InstanceMigration.Apply(move.From, move.To, state, move.Facts, move.Map), clock.GetUtcNow());
        var version = move.To.Definition.Version;
        var after = StateJson.Write(result.After);
        db.Migrations.Add(new CaseMigration(Guid.CreateVersion7(now), instance, version, after, JsonSerializer.Serialize(items.Select(TaskPlace.Of), CaseJson.Detail), now));
        foreach (var item in items) Place(item, result);
        Pin(file, instance, version, after, "migrated", who, now);
        await db.SaveChangesAsync(ct);
        return MigratedCaseView.Of(file.Number, MigratedCaseState.Moved, preview);
    }

    /// <summary>Takes a case back; null where somebody else has done so.</summary>
    /// <exception cref="RefusedException"><c>migration-moved-on</c>.</exception>
    public async Task<MigratedCaseView?> UndoAsync(Guid caseId, MigrationBody body, Caller who, CancellationToken ct)
    {
        var (file, instance, items) = await TakeAsync(caseId, ct);
        var record = await db.Migrations.Where(m => m.CaseId == caseId && m.FromVersion == body.From && m.ToVersion == body.To && m.UndoneAt == null)
            .OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync(ct);
        if (record is null) return null;
        var result = new MigrationResult(StateJson.Read(record.Before), StateJson.Read(record.After), new MigrationPreview([], [], []));
        _ = InstanceMigration.Undo(result, StateJson.Read(instance.State));
        var places = JsonSerializer.Deserialize<List<TaskPlace>>(record.Tasks, CaseJson.Detail)!.ToDictionary(p => p.Id);
        foreach (var item in items)
            if (places.TryGetValue(item.Id, out var place)) item.MoveTo(place.ActivityId, place.Outcomes);
        record.Undo(clock.GetUtcNow());
        Pin(file, instance, record.FromVersion, record.Before, "migration-undone", who, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new MigratedCaseView(file.Number, MigratedCaseState.Undone, [], [], []);
    }

    /// <summary>Runs again where somebody else changed the case in the same moment; what is true then decides.</summary>
    private async Task<MigratedCaseView?> UndisturbedAsync(string number, Func<Task<MigratedCaseView?>> act)
    {
        for (var run = 1; ; run++)
        {
            try
            {
                return await act();
            }
            catch (RefusedException refused)
            {
                return MigratedCaseView.Refused(number, refused);
            }
            catch (Exception exception) when (LostRace.Is(exception))
            {
                if (run == MaxRuns) return MigratedCaseView.Refused(number, CaseErrors.StaleVersion());
            }
            finally
            {
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<(CaseFile File, WorkflowInstance Instance, IReadOnlyList<WorkItem> Items)> TakeAsync(Guid caseId, CancellationToken ct)
    {
        var moving = (await cases.OfCaseAsync(caseId, ct))!;
        return (moving.File, moving.Instance ?? throw new InvalidOperationException($"The case {moving.File.Number} has no workflow."), moving.Items);
    }

    private static void Place(WorkItem item, MigrationResult result)
    {
        if (result.Preview.Waits.FirstOrDefault(w => w.BookmarkId == item.BookmarkId) is { } wait)
            item.MoveTo(wait.ToActivityId, wait.Outcomes is null ? item.Outcomes : [.. wait.Outcomes.Select(o => new WorkItemOutcome(o.Key, o.Name.Zh, o.Name.En, o.ReasonRequired, o.ByTime))]);
        else if (result.After.Incidents.FirstOrDefault(i => i.Id == item.BookmarkId) is { } incident)
            item.MoveTo(incident.ActivityId, item.Outcomes);
    }

    private void Pin(CaseFile file, WorkflowInstance instance, int version, string state, string action, Caller who, DateTimeOffset now)
    {
        var from = instance.DefinitionVersion;
        instance.MoveTo(version, state);
        file.MoveTo(version);
        db.Audit.Add(file.Audit(new AuditFact(who.UserName, Actor.Of(who).Body, action, null, JsonSerializer.Serialize(new { from, to = version }, CaseJson.Detail)), now));
    }

    /// <summary>Step and answers of an open task.</summary>
    private sealed record TaskPlace(Guid Id, string ActivityId, IReadOnlyList<WorkItemOutcome> Outcomes)
    {
        public static TaskPlace Of(WorkItem item) => new(item.Id, item.ActivityId, item.Outcomes);
    }
}
