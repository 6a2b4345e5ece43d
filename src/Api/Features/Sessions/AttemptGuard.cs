using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Sessions;

/// <summary>Counts wrong tries in the database, so that every node knows of all of them.</summary>
internal sealed class AttemptGuard(OneWindowDb db, Sealer sealer, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = FailedAttempts.Quiet;

    /// <exception cref="Domain.Errors.RefusedException"><c>too-many-attempts</c>.</exception>
    public async Task<FailedAttempts?> EnterAsync(string kind, string what, CancellationToken ct)
    {
        var key = sealer.Index(kind, what);
        var attempts = await db.FailedAttempts.SingleOrDefaultAsync(a => a.Key == key, ct);
        return attempts?.IsBlocked(clock.GetUtcNow()) is true ? throw AccessErrors.TooManyAttempts() : attempts;
    }

    /// <summary>Notes a wrong try and stores it at once: the refusal that follows must not undo it.</summary>
    public async Task FailAsync(FailedAttempts? attempts, string kind, string what, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (attempts ?? await NewAsync(kind, what, now, ct)).Fail(now);
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Notes a wrong try at something that few guesses would open, in the next <see cref="FailAsync"/>'s own save.</summary>
    public async Task CountGrowingAsync(string kind, string what, CancellationToken ct)
    {
        var (key, now) = (sealer.Index(kind, what), clock.GetUtcNow());
        var attempts = await db.FailedAttempts.SingleOrDefaultAsync(a => a.Key == key, ct) ?? await NewAsync(kind, what, now, ct);
        attempts.FailGrowing(now);
    }

    /// <summary>Whether too many wrong tries were made of late.</summary>
    public async Task<bool> IsBlockedAsync(string kind, string what, CancellationToken ct)
    {
        var key = sealer.Index(kind, what);
        return (await db.FailedAttempts.AsNoTracking().SingleOrDefaultAsync(a => a.Key == key, ct))?.IsBlocked(clock.GetUtcNow()) is true;
    }

    private async Task<FailedAttempts> NewAsync(string kind, string what, DateTimeOffset now, CancellationToken ct)
    {
        await ForgetOldAsync(now, ct);
        return db.FailedAttempts.Add(new FailedAttempts(sealer.Index(kind, what), now)).Entity;
    }

    /// <summary>A right try wipes the slate.</summary>
    public async Task SucceedAsync(FailedAttempts? attempts, CancellationToken ct)
    {
        if (attempts is null) return;
        db.FailedAttempts.Remove(attempts);
        await db.SaveChangesAsync(ct);
    }

    private Task<int> ForgetOldAsync(DateTimeOffset now, CancellationToken ct)
    {
        var before = now - KeptFor;
        return db.FailedAttempts.Where(a => a.FirstAt < before && (a.BlockedUntil == null || a.BlockedUntil < before)).ExecuteDeleteAsync(ct);
    }
}
