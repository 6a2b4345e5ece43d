using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OneWindow.Api.Storage.Backups;

/// <summary>What a database file says of itself.</summary>
/// <param name="Migrations">Empty where it never was migrated.</param>
internal sealed record SqliteContent(IReadOnlyList<string> Migrations, long Cases);

/// <summary>SQLite files looked at from outside the application: opened, checked, copied, made durable.</summary>
internal static class SqliteFiles
{
    private const int BusySeconds = 10;

    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Reads the whole file, every index and every reference.</summary>
    /// <exception cref="InvalidOperationException">It is damaged.</exception>
    public static SqliteContent Check(string file)
    {
        using var connection = Open(file, SqliteOpenMode.ReadWrite);
        if (List(connection, "PRAGMA integrity_check") is not ["ok"]) throw new InvalidOperationException($"{file} is damaged.");
        if (List(connection, "PRAGMA foreign_key_check") is not []) throw new InvalidOperationException($"{file} has rows that refer to nothing.");
        return Content(connection);
    }

    public static SqliteContent Content(SqliteConnection connection) => new(
        Has(connection, "__EFMigrationsHistory") ? List(connection, """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId";""") : [],
        Has(connection, "cases") ? long.Parse(List(connection, "SELECT COUNT(*) FROM cases")[0], CultureInfo.InvariantCulture) : 0);

    public static void Run(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    /// <summary>Copies and waits until the copy is on the disk; false where the original went away.</summary>
    public static bool TryCopy(string file, string copy)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            return false;
        }

        Flush(copy);
        return true;
    }

    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static bool Has(SqliteConnection connection, string table) =>
        List(connection, $"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{table}'").Count == 1;

    private static List<string> List(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }
}
