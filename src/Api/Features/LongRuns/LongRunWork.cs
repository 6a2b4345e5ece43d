using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.LongRuns;

/// <summary>
/// Carries long work on, the oldest first, a piece at a time. One node holds a run; where that node dies, its hold ends by
/// itself and another goes on where the last stored piece ended. A node that only stood still finds on waking that the
/// hold is another's, or loses the race of storing, and leaves it.
/// </summary>
internal sealed class LongRunWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<LongRunWork> logger) : IDueWork
{
    private const int MaxClaims = 5;
    private const int MaxRaces = 8;

    /// <summary>What the product does by itself concerns every case.</summary>
    private static readonly Caller Product = new(AuditFact.System, AuditFact.System, [GlobalRoles.Office], [], null);

    /// <inheritdoc/>
    public string Name => "long-runs";

    /// <summary>Runs until nothing is left to go on with.</summary>
    /// <returns>How many pieces were done.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var pieces = await RunAsync(null, ct);
        await SweepAsync(ct);
        return pieces;
    }

    /// <summary>The same with runs of one kind alone, for work that does not stand in line behind others.</summary>
    /// <param name="kind">Null for every kind.</param>
    public async Task<int> RunAsync(string? kind, CancellationToken ct)
    {
        var pieces = 0;
        while (!ct.IsCancellationRequested && await ClaimAsync(kind) is { } claim)
        {
            while (!ct.IsCancellationRequested && await StepAsync(claim)) pieces++;
            if (ct.IsCancellationRequested) await LetGoAsync(claim);
        }

        return pieces;
    }

    private async Task<Claim?> ClaimAsync(string? kind)
    {
        for (var turn = 0; turn < MaxClaims; turn++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
            var now = clock.GetUtcNow();
            // What only a newer build knows is left to its nodes.
            string[] known = kind is null ? scope.ServiceProvider.GetRequiredService<LongRunKinds>().Names : [kind];
            var runs = db.LongRuns.Where(r => known.Contains(r.Kind));
            var run = await runs.Where(r => r.State == LongRunState.Running && r.HeldUntil <= now).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).FirstOrDefaultAsync()
                ?? await runs.Where(r => r.State == LongRunState.Waiting).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id).FirstOrDefaultAsync();
            if (run is null) return null;
            var claim = new Claim(run.Id, Guid.CreateVersion7(now));
            run.Take(claim.Hold, now);
            try
            {
                await db.SaveChangesAsync();
                return claim;
            }
            catch (Exception exception) when (LostRace.Is(exception))
            {
                // Another node was faster; perhaps there is a further one.
            }
        }

        return null;
    }

    /// <returns>Whether there is more to do with this hold.</returns>
    private async Task<bool> StepAsync(Claim claim)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        try
        {
            var run = await db.LongRuns.SingleAsync(r => r.Id == claim.Run);
            if (!run.IsHeldBy(claim.Hold)) return false;
            var kind = scope.ServiceProvider.GetRequiredService<LongRunKinds>().Find(run.Kind) ?? throw AccessErrors.NotFound();
            // The piece at hand is finished also while the node shuts down.
            var who = run.IsDuty ? Product : await CallerAsync(db, run.StartedBy);
            LongRunDesk.NoteRights(run, who);
            await kind.StepAsync(run, who, CancellationToken.None);
            claim.Races = 0;
            return true;
        }
        catch (RefusedException refused) when (!LostRace.Is(refused))
        {
            return await EndAsync(claim, (run, now) =>
            {
                if (run.IsDuty) run.Trip(refused.Code, now);
                else run.Fail(refused.Code, now);
            });
        }
        catch (Exception exception) when (LostRace.Is(exception))
        {
            // Taken over or stopped by somebody, or in somebody's way; looked at anew, the hold tells.
            return ++claim.Races < MaxRaces || await EndAsync(claim, (run, now) => run.Trip("stale-version", now));
        }
        catch (Exception exception) when (!StoreUnavailable.Is(exception))
        {
            logger.LogError(exception, "A piece of long run {RunId} went wrong", claim.Run);
            return await EndAsync(claim, (run, now) => run.Trip("internal-error", now));
        }
    }

    /// <summary>Notes how the run goes on or ends, in a unit of work that nothing half done hangs on.</summary>
    private async Task<bool> EndAsync(Claim claim, Action<LongRun, DateTimeOffset> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var run = await db.LongRuns.SingleAsync(r => r.Id == claim.Run);
        if (!run.IsHeldBy(claim.Hold)) return false;
        change(run, clock.GetUtcNow());
        try
        {
            await db.SaveChangesAsync();
        }
        catch (Exception exception) when (LostRace.Is(exception))
        {
            // Somebody has stopped it meanwhile.
        }

        return false;
    }

    private Task<bool> LetGoAsync(Claim claim) => EndAsync(claim, (run, now) => run.LetGo(now));

    private static async Task<Caller> CallerAsync(OneWindowDb db, string userName) =>
        (await db.Accounts.AsNoTracking().Include(a => a.Posts).SingleOrDefaultAsync(a => a.UserName == userName && a.IsEnabled))?.ToCaller() ?? throw AccessErrors.Forbidden();

    /// <summary>Throws results away that are not kept any longer; that the work was done stays.</summary>
    private async Task SweepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var now = clock.GetUtcNow();
        foreach (var id in await db.LongRuns.Where(r => r.KeptUntil <= now).Select(r => r.Id).ToListAsync(ct))
        {
            await db.LongRunParts.Where(p => p.RunId == id).ExecuteDeleteAsync(ct);
            (await db.LongRuns.SingleAsync(r => r.Id == id, ct)).Forget();
            await db.SaveChangesAsync(ct);
        }
    }

    private sealed class Claim(Guid run, Guid hold)
    {
        public Guid Run => run;

        public Guid Hold => hold;

        /// <summary>Lost one after the other.</summary>
        public int Races { get; set; }
    }
}
