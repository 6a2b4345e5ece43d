using OneWindow.Domain.Audit;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>The trail is whole: numbered without a gap, and every task's opening and decision is in it once.</summary>
internal sealed class AuditCheck : ICaseCheck
{
    private const string Completed = "completed";
    private const string Lapsed = "lapsed";
    private const string Returned = "returned";

    /// <summary>The papers came in, which answers the task without anybody opening it.</summary>
    private const string MaterialsReceived = "materials-received";

    private static readonly string[] Decisions = [Completed, Lapsed, Returned];

    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        if (!stored.Audit.Select(a => a.Sequence).SequenceEqual(Enumerable.Range(1, stored.File.AuditCount)))
        {
            yield return stored.Finding("audit-gap", $"the case counts {stored.File.AuditCount} rows and has {stored.Audit.Count}, or not those numbers");
            // Which decision lacks its row is only a guess then.
            yield break;
        }

        foreach (var finding in Openings(stored).Concat(DecisionsOf(stored))) yield return finding;
    }

    // By instant and not by step: a case that was moved to another version of its definition has steps of both.
    private static IEnumerable<Finding> Openings(StoredCase stored)
    {
        var told = stored.Audit.Where(a => a.Action is AuditActions.StepOpened or "follow-up-due").Select(a => a.At).ToList();
        foreach (var item in stored.Items)
            if (!told.Remove(item.OpenedAt)) yield return stored.Finding("opening-without-audit", $"work item {item.Id} at {item.ActivityId}");
        foreach (var at in told) yield return stored.Finding("audit-without-opening", $"a task was opened at {at:O} and is not there");
    }

    private static IEnumerable<Finding> DecisionsOf(StoredCase stored)
    {
        var told = stored.Audit.Where(a => Decisions.Contains(a.Action)).ToList();
        foreach (var item in stored.Items.Where(i => i.State is WorkItemState.Done))
        {
            var action = item.ClosingReason is "lapsed" ? Lapsed : Completed;
            if (told.FindIndex(a => a.Action == action && a.ActivityId == item.ActivityId && a.At == item.ClosedAt) is >= 0 and var at) told.RemoveAt(at);
            else if (item.Kind is not WorkItemKind.Materials || !stored.Audit.Any(a => a.Action == MaterialsReceived && a.At == item.ClosedAt))
                yield return stored.Finding("decision-without-audit", $"work item {item.Id} at {item.ActivityId} was decided");
        }

        foreach (var item in stored.Items.Where(i => i.State is WorkItemState.Cancelled))
            if (told.FindIndex(a => a.Action == Returned && a.ActivityId == item.ActivityId && a.At == item.ClosedAt) is >= 0 and var at) told.RemoveAt(at);
        foreach (var entry in told) yield return stored.Finding("audit-without-decision", $"{entry.Action} of {entry.ActivityId} in row {entry.Sequence} has no decided task");
    }
}
