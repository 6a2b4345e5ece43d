using OneWindow.Domain.FollowUps;
using ItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>A visit that is due has its open task, and every open task of a visit its visit.</summary>
internal sealed class VisitCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var open = stored.OpenItems.Where(i => i.Kind is ItemKind.Visit).Select(i => i.Id).ToHashSet();
        foreach (var visit in stored.FollowUps.Where(f => f.State is FollowUpState.Due))
            if (visit.WorkItemId is not { } id || !open.Remove(id)) yield return stored.Finding("visit-without-task", $"visit {visit.Id} is due, and no task asks for it");
        foreach (var id in open) yield return stored.Finding("task-without-visit", $"work item {id} asks for a visit that is not due");
    }
}
