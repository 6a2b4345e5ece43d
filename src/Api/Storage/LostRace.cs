using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Storage;

/// <summary>Knows the errors that only say that another transaction was faster.</summary>
internal static class LostRace
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqlitePrimaryKey = 1555;
    private const int SqliteUnique = 2067;
    private const int SqlServerDeadlock = 1205;
    private const int SqlServerLockTimeout = 1222;
    private const int SqlServerSnapshotConflict = 3960;
    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueKey = 2627;

    public static bool Is(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        // A task and its case are read one after the other. Where somebody decided in between, the engine no longer
        // waits where the task's row still said that it does.
        RefusedException { Code: "bookmark-gone" or "workflow-ended" or "incident-not-found" } => true,
        DbUpdateException { InnerException: DbException inner } => Is(inner),
        // What the servers' providers call likely to be passing, a deadlock among others, comes wrapped once more.
        InvalidOperationException { InnerException: DbUpdateException or DbException } wrapped => Is(wrapped.InnerException!),
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked
            || sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        SqlException server => IsSqlServer(server.Number),
        _ => false,
    };

    /// <summary>By SQL Server's own number: its exception cannot be made without a server.</summary>
    public static bool IsSqlServer(int number) => number is SqlServerUniqueIndex or SqlServerUniqueKey
        or SqlServerDeadlock or SqlServerLockTimeout or SqlServerSnapshotConflict;
}
