using OneWindow.Domain.Ratings;
using ItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>A bad rating that is being looked into has its open task, and every such task its rating.</summary>
internal sealed class RatingCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var open = stored.OpenItems.Where(i => i.Kind is ItemKind.Rectification).Select(i => i.Id).ToHashSet();
        foreach (var rating in stored.Ratings.Where(r => r.Rectification is Rectification.Open))
            if (rating.WorkItemId is not { } id || !open.Remove(id)) yield return stored.Finding("rating-without-task", $"rating {rating.Id} is to be looked into, and no task asks for it");
        foreach (var id in open) yield return stored.Finding("task-without-rating", $"work item {id} looks into no rating");
    }
}
