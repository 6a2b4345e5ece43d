using OneWindow.Api.Features.Process;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>The clock stands still exactly while a waiting place of the workflow, or a promised paper that has not come, holds it.</summary>
internal sealed class PauseCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var running = stored.File.Pauses.Where(p => p.To is null).Select(p => p.BookmarkId).ToList();
        if (stored.File.IsClosed)
        {
            foreach (var pause in running) yield return stored.Finding("pause-on-closed-case", $"the pause of bookmark {pause} still runs");
            yield break;
        }

        if (stored.State is not { } state) yield break;
        var papers = stored.File.Materials.Where(m => m.State is MaterialState.Missing).Select(m => $"{PromiseTimers.PausePrefix}{m.Key}");
        var holding = state.Bookmarks.Where(b => b.PausesClock).Select(b => b.Id).ToList();
        foreach (var pause in running.Except(holding).Except(papers)) yield return stored.Finding("pause-without-bookmark", $"nothing waits at bookmark {pause} any more");
        foreach (var bookmark in holding.Except(running)) yield return stored.Finding("bookmark-without-pause", $"bookmark {bookmark} holds the clock, which runs");
    }
}
