using OneWindow.Domain.Objections;
using ItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>An objection that nobody has decided has its open task, and every such task its objection.</summary>
internal sealed class ObjectionCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var open = stored.OpenItems.Where(i => i.Kind is ItemKind.Objection).Select(i => i.Id).ToHashSet();
        foreach (var objection in stored.Objections.Where(o => o.Outcome is ObjectionOutcome.Open))
            if (!open.Remove(objection.WorkItemId)) yield return stored.Finding("objection-without-task", $"objection {objection.Id} is not decided, and no task asks for it");
        foreach (var id in open) yield return stored.Finding("task-without-objection", $"work item {id} decides no objection");
    }
}
