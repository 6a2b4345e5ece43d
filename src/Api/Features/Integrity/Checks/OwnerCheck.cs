using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>No case is lost: somebody, some instant or some outside office will move each open one on.</summary>
internal sealed class OwnerCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        foreach (var item in stored.OpenItems)
            if (configuration.Catalogue.Organisations.Find(item.Body) is { } body && !body.Roles.Contains(item.Role))
                yield return stored.Finding("post-unstaffed", $"task {item.Id} waits for the post {item.Post}, which its body does not have");
        // A limit that passes tells people and moves nothing; only a waiting place of the workflow goes on by itself.
        if (stored.File.IsClosed || stored.State is not { } state || stored.OpenSteps.Any()) yield break;
        if (!state.Bookmarks.Any(b => b.Kind is not BookmarkKind.WorkItem)) yield return stored.Finding("nobody-acts", "the case is open and waits for nobody and nothing");
    }
}
