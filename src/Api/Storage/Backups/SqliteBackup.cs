using Microsoft.Data.Sqlite;

namespace OneWindow.Api.Storage.Backups;

/// <summary>
/// Copies a SQLite database and the uploaded files while servers run. The copy is the state of one instant; what it
/// refers to was on the disk before, so that copying the files afterwards misses none.
/// </summary>
internal static class SqliteBackup
{
    /// <summary>Makes the folder; it appears under its name only when it is whole.</summary>
    /// <param name="database">The SQLite file.</param>
    /// <param name="filesFolder">Where uploaded files are kept; it need not exist.</param>
    /// <param name="target">A folder that is not there yet.</param>
    /// <exception cref="InvalidOperationException">There is nothing to copy, the target is taken, or the copy is not sound.</exception>
    public static BackupManifest Make(string database, string filesFolder, string target, DateTimeOffset now)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (!File.Exists(database)) throw new InvalidOperationException($"There is no database {database}.");
        if (Path.Exists(target)) throw new InvalidOperationException($"{target} is there already; a backup never overwrites another.");
        var unfinished = target + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        var copy = Path.Combine(unfinished, BackupManifest.DatabaseName);
        CopyDatabase(database, copy);
        var manifest = BackupManifest.Of(now, SqliteFiles.Check(copy).Migrations is [.., var last] ? last : "");
        SqliteFiles.Flush(copy);
        manifest.Enter(unfinished, BackupManifest.DatabaseName);
        CopyFiles(filesFolder, unfinished, manifest);
        manifest.Write(unfinished);
        Directory.Move(unfinished, target);
        return manifest;
    }

    private static void CopyDatabase(string database, string copy)
    {
        using var source = SqliteFiles.Open(database, SqliteOpenMode.ReadOnly);
        using var target = SqliteFiles.Open(copy, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(target);
        // One file, without a log beside it.
        SqliteFiles.Run(target, "PRAGMA journal_mode = DELETE");
    }

    private static void CopyFiles(string filesFolder, string unfinished, BackupManifest manifest)
    {
        if (!Directory.Exists(filesFolder)) return;
        foreach (var file in Directory.EnumerateFiles(filesFolder, "*", SearchOption.AllDirectories))
        {
            var path = Path.Combine(BackupManifest.FilesFolder, Path.GetRelativePath(filesFolder, file));
            // An upload that has not got its name yet, or was swept away meanwhile, belongs to no row of the copy.
            if (SqliteFiles.TryCopy(file, Path.Combine(unfinished, path))) manifest.Enter(unfinished, path.Replace('\\', '/'));
        }
    }
}
