using Microsoft.EntityFrameworkCore;

namespace OneWindow.Api.Storage;

/// <summary>
/// On SQL Server readers wait for writers unless the database is set otherwise. One that the migrations make is; one
/// that an administrator made may not be, and works, but slowly and with more lost races.
/// </summary>
internal static class SqlServerAdvice
{
    private const string Query =
        "SELECT CAST([is_read_committed_snapshot_on] AS int) AS [Value] FROM [sys].[databases] WHERE [database_id] = DB_ID()";

    /// <summary>Says at the start what the administrator should change; nothing on other providers.</summary>
    public static async Task GiveAsync(OneWindowDb db, ILogger logger, CancellationToken ct)
    {
        if (!db.Database.IsSqlServer() || await ReadsCommittedSnapshotsAsync(db, ct)) return;
        logger.LogWarning("READ_COMMITTED_SNAPSHOT is off in this database, so that readers wait for writers. See docs/databases.md.");
    }

    public static async Task<bool> ReadsCommittedSnapshotsAsync(OneWindowDb db, CancellationToken ct) =>
        await db.Database.SqlQueryRaw<int>(Query).ToListAsync(ct) is [1];
}
