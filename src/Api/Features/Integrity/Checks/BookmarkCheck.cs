using OneWindow.Workflows.Execution;
using ItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>The engine waits for people exactly where tasks are open, and each of its incidents has a task of its own.</summary>
internal sealed class BookmarkCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        if (stored.State is not { } state) return [];
        // What is open in a closed case is told once, by the check of its status.
        var open = stored.File.IsClosed ? [] : stored.OpenSteps.ToList();
        return Compare(
                stored, "bookmark", state.Bookmarks.Where(b => b.Kind is BookmarkKind.WorkItem).Select(b => b.Id),
                open.Where(i => i.Kind is not ItemKind.Incident).Select(i => i.BookmarkId))
            .Concat(Compare(
                stored, "incident", stored.File.IsClosed ? [] : state.Incidents.Select(i => i.Id), open.Where(i => i.Kind is ItemKind.Incident).Select(i => i.BookmarkId)));
    }

    private static IEnumerable<Finding> Compare(StoredCase stored, string kind, IEnumerable<string> waiting, IEnumerable<string?> open)
    {
        var left = open.ToList();
        foreach (var id in waiting)
            if (!left.Remove(id)) yield return stored.Finding($"{kind}-without-task", $"the engine waits at {id}, and no task is open for it");
        foreach (var id in left) yield return stored.Finding($"task-without-{kind}", $"a task is open for {id ?? "nothing"}, where the engine does not wait");
    }
}
