using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>Counts due dates anew where a limit or the calendar has changed. The caller saves.</summary>
internal sealed class DueDesk(CatalogueSnapshot catalogue, StepTimers timers)
{
    /// <summary>Counts the case; one that is not late after all loses its cards.</summary>
    public void CountCase(CaseInMotion moving, CaseRows rows, DateTimeOffset now)
    {
        timers.CountCase(moving.File, rows, now);
        if (moving.File.OverdueAt is null || !(moving.File.DueAt > now)) return;
        moving.File.LiftCards();
        timers.CountCase(moving.File, rows, now);
    }

    /// <summary>Counts a task. Where time answers at its end, the workflow waits until the new instant.</summary>
    public void CountItem(WorkItem item, CaseInMotion moving, CaseRows rows, DateTimeOffset now)
    {
        item.CountDue(catalogue.Calendar);
        if (item.OverdueAt is not null && item.DueAt > now) item.LiftCards();
        if (item.OverdueAt is null) timers.Release(item, rows);
        else timers.ReleaseDates(item, rows);
        timers.AddForItem(item, catalogue.Service(item.ServiceKey, moving.File.ServiceVersion)?.Definition, rows, now);
        if (item is not { LapseOutcome: not null, BookmarkId: { } bookmark, DueAt: { } dueAt } || moving.Instance is not { } instance) return;
        instance.Postpone(StateJson.Write(StateJson.Read(instance.State).Postponed(bookmark, dueAt)));
        rows.MoveTimer(bookmark, dueAt);
    }
}
