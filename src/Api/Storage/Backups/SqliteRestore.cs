using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OneWindow.Api.Storage.Backups;

/// <summary>
/// Puts a backup where the settings say that the database is. Everything is verified before anything is changed; the
/// database comes last, in one step, and what it replaces is kept beside it.
/// </summary>
/// <param name="storage">Where to.</param>
/// <param name="filesFolder">Where uploaded files are kept.</param>
/// <param name="migrations">Those that this build knows.</param>
internal sealed class SqliteRestore(StorageOptions storage, string filesFolder, IReadOnlyCollection<string> migrations)
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private readonly string _database = storage.SqliteFile ?? throw new InvalidOperationException("The database is no SQLite file.");

    /// <param name="replace">True to replace a database that holds cases.</param>
    /// <returns>Where the replaced database went; null where there was none.</returns>
    /// <exception cref="InvalidOperationException">
    /// The backup is not whole or is newer than this build; the target holds cases; a server runs on it.
    /// </exception>
    public string? Run(string source, bool replace, DateTimeOffset now)
    {
        var manifest = BackupManifest.Read(source);
        manifest.Verify(source);
        using var alone = DatabaseInUse.Seize(storage);
        CloseLog();
        if (!replace) RefuseCases();
        var incoming = _database + ".restoring";
        SqliteFiles.TryCopy(Path.Combine(source, BackupManifest.DatabaseName), incoming);
        if (SqliteFiles.Check(incoming).Migrations.Except(migrations).FirstOrDefault() is { } unknown)
        {
            File.Delete(incoming);
            throw new InvalidOperationException($"The backup was made by a newer build: {unknown} is not known here.");
        }

        RestoreFiles(source, manifest);
        var kept = Keep(now);
        File.Move(incoming, _database, overwrite: true);
        return kept;
    }

    private void RefuseCases()
    {
        if (!File.Exists(_database)) return;
        long cases;
        try
        {
            using var connection = SqliteFiles.Open(_database, SqliteOpenMode.ReadWrite);
            cases = SqliteFiles.Content(connection).Cases;
        }
        catch (SqliteException exception)
        {
            throw new InvalidOperationException($"{_database} cannot be read; --replace keeps it under another name and goes on.", exception);
        }

        if (cases > 0) throw new InvalidOperationException($"{_database} holds {cases} cases; --replace keeps it under another name and goes on.");
    }

    // A file has the name of its content, so that one which is there under the same name is left as it is, unless it is damaged.
    private void RestoreFiles(string source, BackupManifest manifest)
    {
        foreach (var path in manifest.Files.Keys.Where(p => p != BackupManifest.DatabaseName))
            SqliteFiles.TryCopy(Path.Combine(source, path), Path.Combine(filesFolder, Path.GetRelativePath(BackupManifest.FilesFolder, path)));
    }

    private string? Keep(DateTimeOffset now)
    {
        if (!File.Exists(_database)) return null;
        var kept = string.Create(CultureInfo.InvariantCulture, $"{_database}.replaced-{now.UtcDateTime:yyyyMMddHHmmssfff}");
        SqliteFiles.TryCopy(_database, kept);
        // What could not be merged would be taken for the log of the new database.
        foreach (var part in new[] { "-wal", "-shm", "-journal" })
            if (File.Exists(_database + part)) File.Move(_database + part, kept + part);
        return kept;
    }

    /// <summary>Merges the log into the file; that fails where another program has the database open.</summary>
    private void CloseLog()
    {
        if (!File.Exists(_database)) return;
        try
        {
            using var connection = SqliteFiles.Open(_database, SqliteOpenMode.ReadWrite);
            SqliteFiles.Run(connection, "PRAGMA journal_mode = DELETE");
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SqliteBusy or SqliteLocked)
        {
            throw new InvalidOperationException($"Another program has {_database} open; close it before a restore.", exception);
        }
        catch (SqliteException)
        {
            // Damaged: it is kept as it lies there.
        }
    }
}
