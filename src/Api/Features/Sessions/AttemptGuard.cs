using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Sessions;

/// <summary>What wrong tries are counted under.</summary>
/// <param name="Kind">One of <see cref="IndexKinds"/>.</param>
/// <param name="What">Whose door it is; stored as a keyed hash only.</param>
internal sealed record AttemptDoor(string Kind, string What)
{
    public AttemptLimit Limit { get; init; } = AttemptLimit.Usual;

    /// <summary>What whoever comes while it is closed is told.</summary>
    public Func<RefusedException> Closed { get; init; } = AccessErrors.TooManyAttempts;
}

/// <summary>Counts wrong tries in the database, so that every node knows of all of them.</summary>
internal sealed class AttemptGuard(OneWindowDb db, Sealer sealer, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <returns>The counts that there are.</returns>
    /// <exception cref="RefusedException">One of the doors is closed; it says what is told.</exception>
    public async Task<IReadOnlyList<FailedAttempts>> EnterAsync(IReadOnlyList<AttemptDoor> doors, CancellationToken ct)
    {
        var keys = doors.Select(KeyOf).ToArray();
        var counts = await db.FailedAttempts.Where(a => keys.Contains(a.Key)).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return counts.Find(a => a.IsBlocked(now)) is { } blocked ? throw doors.First(d => KeyOf(d) == blocked.Key).Closed() : counts;
    }

    /// <summary>Notes a wrong try at each door and stores it at once: the refusal that follows must not undo it.</summary>
    public async Task FailAsync(IReadOnlyList<FailedAttempts> counts, IReadOnlyList<AttemptDoor> doors, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (counts.Count < doors.Count) await ForgetOldAsync(counts, now, ct);
        foreach (var door in doors)
        {
            if (CountOf(counts, door) is not { } count) db.FailedAttempts.Add(count = new FailedAttempts(KeyOf(door), now));
            count.Fail(door.Limit, now);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>A right try wipes the slate of a door.</summary>
    public async Task SucceedAsync(IReadOnlyList<FailedAttempts> counts, AttemptDoor door, CancellationToken ct)
    {
        if (CountOf(counts, door) is not { } count) return;
        db.FailedAttempts.Remove(count);
        await db.SaveChangesAsync(ct);
    }

    private FailedAttempts? CountOf(IReadOnlyList<FailedAttempts> counts, AttemptDoor door)
    {
        if (counts.Count == 0) return null;
        var key = KeyOf(door);
        return counts.FirstOrDefault(a => a.Key == key);
    }

    private string KeyOf(AttemptDoor door) => sealer.Index(door.Kind, door.What);

    private Task<int> ForgetOldAsync(IReadOnlyList<FailedAttempts> inUse, DateTimeOffset now, CancellationToken ct)
    {
        var (before, keys) = (now - KeptFor, inUse.Select(a => a.Key).ToArray());
        return db.FailedAttempts.Where(a => a.FirstAt < before && !keys.Contains(a.Key)).ExecuteDeleteAsync(ct);
    }
}
