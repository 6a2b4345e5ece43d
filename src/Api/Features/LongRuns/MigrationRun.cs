using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Definitions;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>Moves all running cases of a version to another one, or takes moved ones back, as long work. For administrators.</summary>
/// <param name="Undo">Takes cases back that were moved from the one version to the other.</param>
/// <param name="Key">The run's identifier where the caller chose one: the same request sent twice begins one run.</param>
internal sealed record StartMigration(string DefinitionId, MigrationBody Body, bool Undo, bool English, Guid? Key = null) : ICommand<RunView>, IValidate
{
    public void Validate(Findings findings) => Body.Validate(findings);
}

internal sealed class StartMigrationHandler(OneWindowDb db, LongRunDesk desk, MigrationDesk migrations, CurrentCaller caller, CatalogueSnapshot catalogue)
    : IRequestHandler<StartMigration, RunView>
{
    public async Task<RunView> Handle(StartMigration request, CancellationToken cancellationToken)
    {
        var who = caller.RequiredAdmin;
        // What cannot be asked for is told now, and not by a run that fails.
        _ = await migrations.MoveAsync(request.DefinitionId, request.Body, draftsToo: false, cancellationToken);
        var asked = new MigrationAsked(request.DefinitionId, request.Body with { Cursor = null, Size = null }, request.Undo);
        var run = await desk.BeginAsync(who, new RunOrder(MigrationRun.KindName, request.English, request.Key), asked, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return RunView.Of(run, who, catalogue);
    }
}

/// <summary>What a run of this kind is asked for.</summary>
internal sealed record MigrationAsked(string DefinitionId, MigrationBody Body, bool Undo);

/// <summary>
/// Moves case by case. Each commits in one transaction together with the run's count, so that after a crash the next
/// node begins with the first case that was not moved. The result tells the cases that could not be.
/// </summary>
internal sealed class MigrationRun(OneWindowDb db, LongRunDesk desk, MigrationDesk migrations, TimeProvider clock, ILogger<MigrationRun> logger) : ILongRunKind
{
    public const string KindName = "cases-move";
    private const int BatchSize = 20;
    private const int MaxRuns = 5;

    public string Kind => KindName;

    public IReadOnlyList<string> Columns(bool english) => LongRunDesk.RefusedColumns(english);

    public async Task StepAsync(LongRun run, Caller who, CancellationToken ct)
    {
        if (!who.IsAdmin) throw AccessErrors.Forbidden();
        var asked = LongRunDesk.RequestOf<MigrationAsked>(run);
        var (body, after, hold) = (asked.Body, run.Place ?? "", run.HeldBy!.Value);
        var cases = asked.Undo ? migrations.Moved(asked.DefinitionId, body.From, body.To) : migrations.Running(asked.DefinitionId, body.From);
        if (run.Total is null) run.Expect(await cases.LongCountAsync(ct));
        var found = await cases.AsNoTracking().Where(c => string.Compare(c.Number, after) > 0).OrderBy(c => c.Number).Take(BatchSize).Select(c => new { c.Id, c.Number }).ToListAsync(ct);
        if (found.Count == 0) run.Finish(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var move = asked.Undo || found.Count == 0 ? null : await migrations.MoveAsync(asked.DefinitionId, body, draftsToo: false, ct);
        foreach (var one in found)
            if (!await MoveAsync((run.Id, hold), (one.Id, one.Number), id => move is null ? migrations.UndoAsync(id, body, who, ct) : migrations.ApplyAsync(id, move, who, ct), ct)) return;
    }

    /// <returns>False where the run is not this node's any more.</returns>
    private async Task<bool> MoveAsync((Guid Id, Guid Hold) held, (Guid Id, string Number) one, Func<Guid, Task<MigratedCaseView?>> act, CancellationToken ct)
    {
        for (var turn = 1; ; turn++)
        {
            try
            {
                // What the move stores, this stores with it.
                if (await CountedAsync(held, one.Number, ct) is null) return false;
                var view = await act(one.Id);
                if (view is { State: MigratedCaseState.Refused, Refusals: [var why, ..] }) return await RefusedAsync(held, one.Number, why.Code, why.Reason, ct);
                await db.SaveChangesAsync(ct);
                return true;
            }
            catch (RefusedException refused) when (!LostRace.Is(refused))
            {
                return await RefusedAsync(held, one.Number, refused.Code, null, ct);
            }
            catch (Exception exception) when (LostRace.Is(exception))
            {
                if (turn == MaxRuns) return await RefusedAsync(held, one.Number, CaseErrors.StaleVersion().Code, null, ct);
            }
            catch (Exception exception) when (exception is not (OperationCanceledException or CatalogueBehindException) && !StoreUnavailable.Is(exception))
            {
                // A fault of one case is no reason to leave the others where they are.
                logger.LogError(exception, "Case {CaseId} could not be moved by long run {RunId}", one.Id, held.Id);
                return await RefusedAsync(held, one.Number, "internal-error", null, ct);
            }
        }
    }

    private async Task<bool> RefusedAsync((Guid Id, Guid Hold) held, string number, string code, BilingualText? why, CancellationToken ct)
    {
        if (await CountedAsync(held, number, ct) is not { } run) return false;
        desk.Refuse(run, number, code, why);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>The run with this case counted, nothing stored yet; null where it is not this node's any more.</summary>
    private async Task<LongRun?> CountedAsync((Guid Id, Guid Hold) held, string number, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var run = await db.LongRuns.SingleAsync(r => r.Id == held.Id, ct);
        if (!run.IsHeldBy(held.Hold)) return null;
        run.Advance(1, number, clock.GetUtcNow());
        return run;
    }
}
