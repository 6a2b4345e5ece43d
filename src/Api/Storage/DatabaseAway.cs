using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace OneWindow.Api.Storage;

/// <summary>Knows the errors that say that the database cannot be reached or cannot write just now; whoever asks again later may succeed.</summary>
internal static class DatabaseAway
{
    private static readonly int[] Sqlite = [5, 6, 10, 13, 14];
    private static readonly int[] SqlServer = [-2, -1, 2, 20, 53, 64, 121, 233, 1105, 4060, 9002, 10053, 10054, 10060, 10928, 10929, 40197, 40501, 40613];

    /// <summary>The provider's own error within what was thrown; null where it is another kind of error.</summary>
    public static Exception? Find(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (Is(exception)) return exception;
        }
        return null;
    }

    private static bool Is(Exception exception) => exception switch
    {
        NpgsqlException postgres => postgres.IsTransient,
        SqliteException sqlite => Sqlite.Contains(sqlite.SqliteErrorCode),
        SqlException server => SqlServer.Contains(server.Number),
        _ => false,
    };
}
