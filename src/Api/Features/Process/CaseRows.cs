using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Process;

/// <summary>Open work items, pending timers and taking part: what the effects of a step may change.</summary>
internal sealed class CaseRows(IEnumerable<WorkItem> items, IEnumerable<CaseTimer> timers, IEnumerable<string> bodies)
{
    private readonly List<WorkItem> _items = [.. items];
    private readonly List<CaseTimer> _timers = [.. timers];
    private readonly HashSet<string> _bodies = [.. bodies];

    public IReadOnlyList<CaseTimer> Timers => _timers;

    public void Add(WorkItem item) => _items.Add(item);

    public void Add(CaseTimer timer) => _timers.Add(timer);

    /// <summary>True where the body takes part only from now on.</summary>
    public bool Joins(string body) => _bodies.Add(body);

    /// <summary>The open item that waits at a bookmark; null where it is closed already.</summary>
    public WorkItem? Item(string bookmarkId) => _items.Find(i => i.BookmarkId == bookmarkId && i.IsOpen);

    public IEnumerable<WorkItem> OpenItems => _items.Where(i => i.IsOpen);

    /// <summary>Stops the timers of a bookmark, work item or case.</summary>
    public void CancelTimers(string target, params ReadOnlySpan<TimerKind> kinds)
    {
        foreach (var timer in _timers)
            if (timer.TargetId == target && kinds.Contains(timer.Kind)) timer.Cancel();
    }

    /// <summary>Has a waiting place of the workflow go on at another instant.</summary>
    public void MoveTimer(string bookmarkId, DateTimeOffset dueAt)
    {
        foreach (var timer in _timers)
            if (timer.TargetId == bookmarkId && timer.Kind is TimerKind.Resume) timer.MoveTo(dueAt);
    }
}
