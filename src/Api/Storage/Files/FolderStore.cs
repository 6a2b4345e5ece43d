using System.Runtime.CompilerServices;

namespace OneWindow.Api.Storage.Files;

/// <summary>Files in a folder, spread over 256 folders by the first two digits of their addresses.</summary>
internal sealed class FolderStore(FileSettings settings, TimeProvider clock) : IFileStore
{
    private const string Condemned = ".condemned";

    public Task PutAsync(Spool spool, CancellationToken ct)
    {
        try
        {
            Put(spool);
            return Task.CompletedTask;
        }
        catch (Exception exception) when (FileStoreException.IsCause(exception))
        {
            throw new FileStoreException(exception);
        }
    }

    public Task<Stream?> OpenAsync(string address, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(address), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, useAsync: true));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<bool> HasAsync(string address, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(address)));

    public async IAsyncEnumerable<string> OlderThanAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken ct)
    {
        // Without an awaited step there is no asynchronous sequence; a folder is only ever read at once.
        await Task.CompletedTask;
        if (!Directory.Exists(settings.Folder)) yield break;
        foreach (var folder in Directory.EnumerateDirectories(settings.Folder, "??"))
        {
            foreach (var file in Directory.EnumerateFiles(folder))
            {
                ct.ThrowIfCancellationRequested();
                var name = Path.GetFileName(file);
                // One whose removal was interrupted is put back, and looked at again the next time.
                if (name.EndsWith(Condemned, StringComparison.Ordinal)) PutBack(file, PathOf(name[..^Condemned.Length]));
                else if (File.GetLastWriteTimeUtc(file) < before.UtcDateTime) yield return name;
            }
        }
    }

    // Taken aside first: whoever puts the same content from here on finds nothing and puts it anew, and what was put again
    // just before shows it by its time and goes back.
    public Task<bool> RemoveAsync(string address, DateTimeOffset before, CancellationToken ct)
    {
        var path = PathOf(address);
        var aside = path + Condemned;
        if (!TryMove(path, aside)) return Task.FromResult(false);
        if (File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime)
        {
            PutBack(aside, path);
            return Task.FromResult(false);
        }

        File.Delete(aside);
        return Task.FromResult(true);
    }

    private void Put(Spool spool)
    {
        var path = PathOf(spool.Address!);
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        if (!Renew(path))
        {
            File.SetLastWriteTimeUtc(spool.Path, clock.GetUtcNow().UtcDateTime);
            // Where it fails, another upload of the same content was faster.
            if (!TryMove(spool.Path, path) && !Renew(path)) throw new IOException("The file could not be renamed.");
        }

        // Also for what was there: whoever put it may not have come so far.
        FolderSync.Run(folder);
    }

    private static void PutBack(string aside, string path)
    {
        if (!TryMove(aside, path)) File.Delete(aside);
    }

    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private bool Renew(string path)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, clock.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    private string PathOf(string address) => Path.Combine(settings.Folder, address[..2], address);
}
