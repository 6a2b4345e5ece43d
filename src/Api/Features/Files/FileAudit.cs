using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;

namespace OneWindow.Api.Features.Files;

internal enum FileFault
{
    /// <summary>The store has nothing under the row's address.</summary>
    Missing,

    /// <summary>The content cannot be opened, or is not the one that was uploaded.</summary>
    Damaged,
}

/// <summary>A row whose content is not as it should be.</summary>
internal sealed record FileFinding(Guid FileId, Guid CaseId, FileFault Fault);

/// <summary>Compares the rows of uploaded files with the file store.</summary>
internal sealed class FileAudit(IServiceScopeFactory scopes, IFileStore store, FileSealer sealer)
{
    private const int BatchSize = 200;

    /// <summary>Finds every row, removed ones included, whose content is missing or damaged.</summary>
    /// <param name="readsContents">False only asks whether the contents are there, which takes no reading.</param>
    public async IAsyncEnumerable<FileFinding> FindAsync(bool readsContents, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        var last = Guid.Empty;
        while (true)
        {
            var from = last;
            var batch = await db.Files.AsNoTracking().Where(f => f.Id > from).OrderBy(f => f.Id).Take(BatchSize)
                .Select(f => new { f.Id, f.CaseId, f.Checksum, f.Size }).ToListAsync(ct);
            if (batch.Count == 0) yield break;
            foreach (var row in batch)
            {
                var fault = readsContents ? await ReadAsync(row.Checksum, row.Size, ct) : await store.HasAsync(row.Checksum, ct) ? null : FileFault.Missing;
                if (fault is { } found) yield return new FileFinding(row.Id, row.CaseId, found);
            }

            last = batch[^1].Id;
        }
    }

    private async Task<FileFault?> ReadAsync(string checksum, long size, CancellationToken ct)
    {
        if (await store.OpenAsync(checksum, ct) is not { } file) return FileFault.Missing;
        try
        {
            await using var content = await SealedReader.OpenAsync(sealer, file, ct);
            using var hash = sealer.Hash();
            var buffer = new byte[FileSealer.ChunkLength];
            while (await content.ReadAsync(buffer, ct) is var read and > 0) hash.AppendData(buffer, 0, read);
            return content.Length == size && FileSealer.AddressOf(hash) == checksum ? null : FileFault.Damaged;
        }
        catch (CryptographicException)
        {
            return FileFault.Damaged;
        }
    }
}
