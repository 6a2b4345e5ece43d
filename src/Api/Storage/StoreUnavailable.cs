using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;
using OneWindow.Api.Storage.Files;

namespace OneWindow.Api.Storage;

/// <summary>
/// Knows the errors that say that the database or the file store cannot serve now: it is away, stopping, starting, full, or out of
/// connections. Nothing of the command is stored then, or its confirmation was lost on the way; sending it again with
/// the same key is right in both cases.
/// </summary>
internal static class StoreUnavailable
{
    private const string PostgreSqlIdleInTransaction = "25P03";
    private const int SqliteReadOnly = 8;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    // Timeout, no server, connection broken, database or log full, database starting or moved away.
    private static readonly HashSet<int> SqlServerNumbers = [-2, 2, 53, 64, 121, 233, 921, 922, 1105, 4060, 9002, 10053, 10054, 10060, 10061, 17142, 18401, 40197, 40501, 40613];

    public static bool Is(Exception exception)
    {
        for (Exception? error = exception; error is not null; error = error.InnerException)
        {
            if (error is FileStoreException) return true;
            if (error is DbException failure) return Is(failure);
        }

        return false;
    }

    private static bool Is(DbException error) => error switch
    {
        PostgresException postgres => postgres.IsTransient || postgres.SqlState
            is PostgresErrorCodes.DiskFull or PostgresErrorCodes.IoError or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgreSqlIdleInTransaction,
        // Without an answer of the server's: refused, broken or timed out on the way.
        NpgsqlException => true,
        SqliteException sqlite => sqlite.SqliteErrorCode is SqliteReadOnly or SqliteInputOutput or SqliteFull or SqliteCannotOpen,
        SqlException server => SqlServerNumbers.Contains(server.Number),
        _ => false,
    };
}
