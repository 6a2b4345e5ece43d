using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Features.Sessions;

/// <summary>Counts wrong tries in the database, so that every node knows of all of them.</summary>
internal sealed class AttemptGuard(OneWindowDb db, Sealer sealer, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

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
        if (attempts is null)
        {
            await ForgetOldAsync(now, ct);
            db.FailedAttempts.Add(attempts = new FailedAttempts(sealer.Index(kind, what), now));
        }

        attempts.Fail(now);
        await db.SaveChangesAsync(ct);
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
        return db.FailedAttempts.Where(a => a.FirstAt < before).ExecuteDeleteAsync(ct);
    }
}
