using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Jobs;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Files;

namespace OneWindow.Api.Features.Files;

/// <summary>
/// Clears away what no row names: contents whose command never committed, and uploads that broke off. Only what is older
/// than a day, as a younger one may still be on its way. And it says which rows have lost their content. Once a day, by
/// whichever node comes first.
/// </summary>
internal sealed class FileSweep(IServiceScopeFactory scopes, IFileStore store, FileSettings settings, FileAudit audit, TimeProvider clock, ILogger<FileSweep> logger)
    : IDueWork
{
    private const string SettingKey = "files-swept-at";
    private const int BatchSize = 200;

    private readonly DailyTurn _turn = new(scopes, SettingKey);

    public string Name => "file-sweep";

    /// <returns>How many contents were removed.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!_turn.IsLookDue(now)) return 0;
        // What broke off here lies on this node's own disk, whichever node has the turn.
        ClearIncoming(now - DailyTurn.Day);
        return await _turn.TakeAsync(now, ct) ? await SweepAsync(now - DailyTurn.Day, ct) : 0;
    }

    private async Task<int> SweepAsync(DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        await foreach (var batch in store.OlderThanAsync(before, ct).Chunk(BatchSize).WithCancellation(ct))
        {
            foreach (var address in await OrphansAsync(batch, ct))
            {
                if (await store.RemoveAsync(address, before, ct)) removed++;
            }
        }

        if (removed > 0) logger.LogInformation("{Count} contents that no case names were removed from the file store", removed);
        await foreach (var finding in audit.FindAsync(readsContents: false, ct))
            logger.LogError("The content of file {FileId} of case {CaseId} is {Fault}", finding.FileId, finding.CaseId, finding.Fault);
        return removed;
    }

    private async Task<IEnumerable<string>> OrphansAsync(string[] addresses, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var named = await scope.ServiceProvider.GetRequiredService<OneWindowDb>().Files
            .Where(f => addresses.Contains(f.Checksum)).Select(f => f.Checksum).Distinct().ToListAsync(ct);
        return addresses.Except(named, StringComparer.Ordinal);
    }

    private void ClearIncoming(DateTimeOffset before)
    {
        var folder = AddFilesExtensions.Incoming(settings);
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime)) File.Delete(file);
    }
}
