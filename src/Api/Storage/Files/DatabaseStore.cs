using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace OneWindow.Api.Storage.Files;

/// <summary>Files as rows of the one database, in parts. They commit by themselves, before the rows that name them.</summary>
internal sealed class DatabaseStore(IServiceScopeFactory scopes, FileSettings settings, TimeProvider clock) : IFileStore
{
    private const int PartLength = 256 * 1024;
    private const int BatchSize = 200;

    public async Task PutAsync(Spool spool, CancellationToken ct)
    {
        while (!await RenewAsync(spool.Address!, ct))
        {
            try
            {
                await WriteAsync(spool, ct);
                return;
            }
            catch (Exception exception) when (LostRace.Is(exception))
            {
                // Another upload of the same content was faster; it is renewed, or written anew where that one failed.
            }
        }
    }

    public async Task<Stream?> OpenAsync(string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        if (await db.Blobs.AsNoTracking().SingleOrDefaultAsync(b => b.Address == address, ct) is not { } blob) return null;
        // A connection must not wait for whoever downloads slowly.
        var copy = LocalCopy();
        try
        {
            for (var number = 0; copy.Length < blob.Length; number++)
            {
                var part = await db.BlobParts.Where(p => p.Address == address && p.Number == number).Select(p => p.Content).SingleOrDefaultAsync(ct);
                if (part is null or { Length: 0 }) break;
                await copy.WriteAsync(part, ct);
            }

            copy.Position = 0;
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }

    public async Task<bool> HasAsync(string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Db(scope).Blobs.AnyAsync(b => b.Address == address, ct);
    }

    public async IAsyncEnumerable<string> OlderThanAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var last = "";
        while (true)
        {
            var from = last;
            var batch = await Db(scope).Blobs.Where(b => b.StoredAt < before && b.Address.CompareTo(from) > 0)
                .OrderBy(b => b.Address).Select(b => b.Address).Take(BatchSize).ToListAsync(ct);
            if (batch.Count == 0) yield break;
            foreach (var address in batch) yield return address;
            last = batch[^1];
        }
    }

    // One statement: whoever renews before it keeps the file, whoever comes after it finds none and writes it anew.
    public async Task<bool> RemoveAsync(string address, DateTimeOffset before, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Db(scope).Blobs.Where(b => b.Address == address && b.StoredAt < before).ExecuteDeleteAsync(ct) > 0;
    }

    private static OneWindowDb Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<OneWindowDb>();

    private async Task<bool> RenewAsync(string address, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await Db(scope).Blobs.Where(b => b.Address == address).ExecuteUpdateAsync(set => set.SetProperty(b => b.StoredAt, now), ct) > 0;
    }

    private async Task WriteAsync(Spool spool, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        await using var file = new FileStream(spool.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Past the context's own saving, which on SQLite stands in line with the very writers that wait for this transaction.
        var (address, length, now) = (spool.Address!, file.Length, UtcMicroseconds.ToMicroseconds(clock.GetUtcNow()));
        await db.Database.ExecuteSqlAsync($"""INSERT INTO "file_blobs" ("Address", "Length", "StoredAt") VALUES ({address}, {length}, {now})""", ct);
        for (var number = 0; file.Position < length; number++)
        {
            var part = new byte[Math.Min(PartLength, length - file.Position)];
            await file.ReadExactlyAsync(part, ct);
            await db.Database.ExecuteSqlAsync($"""INSERT INTO "file_blob_parts" ("Address", "Number", "Content") VALUES ({address}, {number}, {part})""", ct);
        }

        await transaction.CommitAsync(ct);
    }

    private FileStream LocalCopy()
    {
        var folder = AddFilesExtensions.Incoming(settings);
        Directory.CreateDirectory(folder);
        return new FileStream(Path.Combine(folder, Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
        });
    }
}
