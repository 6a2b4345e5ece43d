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
    private const int SqlServerUniqueIndex = 2601;
    private const int SqlServerUniqueKey = 2627;

    public static bool Is(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => true,
        // A task and its case are read one after the other. Where somebody decided in between, the engine no longer
        // waits where the task's row still said that it does.
        RefusedException { Code: "bookmark-gone" or "workflow-ended" or "incident-not-found" } => true,
        DbUpdateException { InnerException: DbException inner } => Is(inner),
        PostgresException postgres => postgres.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteBusy or SqliteLocked
            || sqlite.SqliteExtendedErrorCode is SqlitePrimaryKey or SqliteUnique,
        SqlException server => server.Number is SqlServerDeadlock or SqlServerUniqueIndex or SqlServerUniqueKey,
        _ => false,
    };
}
