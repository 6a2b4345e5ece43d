using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Backups;
using OneWindow.Api.Storage.Files;

namespace OneWindow.Api.Hosting;

/// <summary>
/// <c>-- backup TARGET</c> and <c>-- restore SOURCE [--replace]</c>, for SQLite. Servers of their own kind are backed up
/// with their own tools (docs/backup.md).
/// </summary>
internal static class BackupVerbs
{
    private const string Replace = "--replace";

    public static Task<int> BackupAsync(string[] args) => BackupAsync(args, Console.Out);

    public static Task<int> RestoreAsync(string[] args) => RestoreAsync(args, Console.Out);

    /// <exception cref="InvalidOperationException">Nothing was backed up; the message says why.</exception>
    public static async Task<int> BackupAsync(string[] args, TextWriter output)
    {
        if (args is not [{ Length: > 0 } target, .. var settings] || target.StartsWith('-')) throw Usage("backup TARGET");
        await using var app = Composition.Build(settings);
        var options = SqliteOnly(app);
        var manifest = Translate(() => SqliteBackup.Make(options.SqliteFile!, FilesFolder(app), target, app.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        await output.WriteLineAsync($"{Path.GetFullPath(target)}: {manifest.Files.Count} files, {manifest.Files.Values.Sum(f => f.Bytes)} bytes, schema {manifest.Migration}");
        await output.WriteLineAsync("The data key (Security__DataKey) is not in it: keep it elsewhere. Without it nobody can read what is sealed.");
        return 0;
    }

    /// <exception cref="InvalidOperationException">Nothing was changed; the message says why.</exception>
    public static async Task<int> RestoreAsync(string[] args, TextWriter output)
    {
        if (args is not [{ Length: > 0 } source, .. var rest] || source.StartsWith('-')) throw Usage($"restore SOURCE [{Replace}]");
        await using var app = Composition.Build([.. rest.Where(a => a != Replace)]);
        await using var scope = app.Services.CreateAsyncScope();
        var known = scope.ServiceProvider.GetRequiredService<OneWindowDb>().Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var restore = new SqliteRestore(SqliteOnly(app), FilesFolder(app), known);
        var kept = Translate(() => restore.Run(source, rest.Contains(Replace), app.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        await output.WriteLineAsync($"Restored from {Path.GetFullPath(source)}.");
        if (kept is not null) await output.WriteLineAsync($"The database that was there is kept as {kept}.");
        return 0;
    }

    private static StorageOptions SqliteOnly(WebApplication app)
    {
        var options = app.Services.GetRequiredService<StorageOptions>();
        return options.SqliteFile is not null ? options : throw new InvalidOperationException(
            $"This copies a SQLite file, and Storage__Provider is {options.Provider}. Use that server's own tools: docs/backup.md.");
    }

    private static string FilesFolder(WebApplication app) => Path.GetFullPath(app.Services.GetRequiredService<FileSettings>().Folder);

    // A full disk or a missing right is for whoever typed the command to put right.
    private static T Translate<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
    }

    private static InvalidOperationException Usage(string usage) => new($"usage: -- {usage}");
}
