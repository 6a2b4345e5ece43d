using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>The engine was moved once by every decision and by nothing else.</summary>
internal sealed class BurstCheck : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        if (stored.Instance is not { } instance) return [];
        if (!stored.Bursts.Select(b => b.Sequence).SequenceEqual(Enumerable.Range(1, instance.Bursts)))
            return [stored.Finding("burst-gap", $"the instance counts {instance.Bursts} bursts and has {stored.Bursts.Count}, or not those numbers")];
        var unreadable = stored.Bursts.Where(b => b.Stimulus is null).ToList();
        if (unreadable.Count > 0) return unreadable.Select(b => stored.Finding("burst-unreadable", $"the stimulus of burst {b.Sequence}"));
        return Order(stored).Concat(Repeated(stored)).Concat(Decisions(stored));
    }

    private static IEnumerable<Finding> Order(StoredCase stored) => stored.Bursts
        .Where(b => b.Stimulus is StartStimulus != (b.Sequence == 1))
        .Select(b => stored.Finding("burst-order", $"burst {b.Sequence} {(b.Sequence == 1 ? "does not start" : "starts")} the workflow"));

    private static IEnumerable<Finding> Repeated(StoredCase stored) => stored.Bursts
        .Select(b => TargetOf(b.Stimulus)).OfType<string>().GroupBy(id => id).Where(g => g.Count() > 1)
        .Select(g => stored.Finding("decision-repeated", $"{g.Count()} bursts moved the engine on from {g.Key}"));

    private static IEnumerable<Finding> Decisions(StoredCase stored)
    {
        var answered = stored.Bursts.Where(b => b.Stimulus is AnswerStimulus or RetryStimulus).Select(b => TargetOf(b.Stimulus)!).ToHashSet();
        var lapsed = stored.Bursts.Where(b => b.Stimulus is TimerStimulus).Select(b => TargetOf(b.Stimulus)!).ToHashSet();
        foreach (var item in stored.Items.Where(i => i.State is WorkItemState.Done && !WorkItemKinds.AfterClosing.Contains(i.Kind)))
        {
            var by = item.ClosingReason is "lapsed" ? lapsed : answered;
            if (item.BookmarkId is null || !by.Remove(item.BookmarkId)) yield return stored.Finding("decision-without-burst", $"work item {item.Id} at {item.ActivityId} was decided and moved nothing");
        }

        foreach (var id in answered) yield return stored.Finding("burst-without-decision", $"the engine had an answer for {id}, and no task was decided");
    }

    private static string? TargetOf(Stimulus? stimulus) => stimulus switch
    {
        AnswerStimulus answer => answer.BookmarkId,
        TimerStimulus timer => timer.BookmarkId,
        RetryStimulus retry => retry.IncidentId,
        ReturnStimulus back => back.BookmarkId,
        TaskStimulus task => task.BookmarkId,
        _ => null,
    };
}
