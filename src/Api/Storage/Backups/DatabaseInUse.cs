namespace OneWindow.Api.Storage.Backups;

/// <summary>
/// A mark beside a SQLite file that a server holds for as long as it runs: a restore must not change the file under it.
/// Several servers may hold it at once; the operating system lets go of it when a process dies. Servers of their own
/// kind (PostgreSQL, SQL Server) need none.
/// </summary>
internal static class DatabaseInUse
{
    /// <summary>Holds the mark as a server.</summary>
    /// <returns>Null where the database is no file.</returns>
    /// <exception cref="InvalidOperationException">A restore is going on.</exception>
    public static IDisposable? Share(StorageOptions options) => Open(
        options, FileShare.Read, "The database is being restored; start again when that is done.");

    /// <summary>Holds the mark alone.</summary>
    /// <exception cref="InvalidOperationException">A server holds it.</exception>
    public static IDisposable? Seize(StorageOptions options) => Open(
        options, FileShare.None, "A server is running on this database; stop it before a restore.");

    private static FileStream? Open(StorageOptions options, FileShare share, string refusal)
    {
        if (options.SqliteFile is not { } file) return null;
        options.CreateFolder();
        try
        {
            return new FileStream(file + ".in-use", FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new InvalidOperationException(refusal, exception);
        }
    }
}
