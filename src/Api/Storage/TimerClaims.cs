using Microsoft.EntityFrameworkCore;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Storage;

/// <summary>
/// Hands due timers out among the nodes, so that they share a backlog instead of racing for each row. A claim ends by
/// itself after half a minute: where a node died or stands still, another goes on. Should the first wake up again, the
/// state and the version of the row keep it from firing a second time.
/// </summary>
internal static class TimerClaims
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Claims the oldest due timers that nobody holds.</summary>
    /// <returns>Their identifiers, oldest first.</returns>
    public static async Task<List<Guid>> ClaimAsync(OneWindowDb db, StorageProvider provider, int most, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Database.SqlQuery<ClaimedTimer>(Statement(provider, new Terms(
            most, nameof(TimerState.Pending), Stored(now), Stored(now + Lease), Stored(now + CaseTimer.LongestRest)))).ToListAsync(ct);
        return [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id).Select(r => r.Id)];
    }

    /// <summary>One statement that finds, marks and tells. Rows that another node is just claiming are passed over, not waited for.</summary>
    internal static FormattableString Statement(StorageProvider provider, Terms t) => provider switch
    {
        // The array is made once; a plain IN may be asked again for each row, and each time lock others.
        StorageProvider.PostgreSql =>
            $"""
            UPDATE case_timers SET "HeldUntil" = {t.Until} WHERE "Id" = ANY(ARRAY(
              SELECT "Id" FROM case_timers WHERE "State" = {t.Pending} AND "DueAt" <= {t.Now}
              AND ("HeldUntil" IS NULL OR "HeldUntil" <= {t.Now} OR "HeldUntil" > {t.Absurd})
              ORDER BY "DueAt", "Id" LIMIT {t.Most} FOR UPDATE SKIP LOCKED))
            RETURNING "Id", "DueAt"
            """,
        StorageProvider.SqlServer =>
            $"""
            WITH free AS (
              SELECT TOP ({t.Most}) [Id], [DueAt], [HeldUntil] FROM case_timers WITH (UPDLOCK, READPAST, ROWLOCK)
              WHERE [State] = {t.Pending} AND [DueAt] <= {t.Now}
              AND ([HeldUntil] IS NULL OR [HeldUntil] <= {t.Now} OR [HeldUntil] > {t.Absurd})
              ORDER BY [DueAt], [Id])
            UPDATE free SET [HeldUntil] = {t.Until} OUTPUT inserted.[Id], inserted.[DueAt]
            """,
        _ =>
            $"""
            UPDATE case_timers SET "HeldUntil" = {t.Until} WHERE "Id" IN (
              SELECT "Id" FROM case_timers WHERE "State" = {t.Pending} AND "DueAt" <= {t.Now}
              AND ("HeldUntil" IS NULL OR "HeldUntil" <= {t.Now} OR "HeldUntil" > {t.Absurd})
              ORDER BY "DueAt", "Id" LIMIT {t.Most})
            RETURNING "Id", "DueAt"
            """,
    };

    private static long Stored(DateTimeOffset instant) => UtcMicroseconds.ToMicroseconds(instant);

    /// <param name="Absurd">Nothing is held longer than until then; what says so was written by a clock that was set back since.</param>
    internal sealed record Terms(int Most, string Pending, long Now, long Until, long Absurd);

    internal sealed record ClaimedTimer(Guid Id, long DueAt);
}
