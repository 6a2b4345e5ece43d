using System.Text.Json;
using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Due;

/// <summary>Counts dates of a case anew: provisional ones whose year the calendar has learnt, or all of them after a correction.</summary>
/// <param name="Corrected">The years that were corrected; null where the case waits for a year.</param>
/// <returns>Whether anything of it was provisional, or moved by the correction.</returns>
internal sealed record RecountCase(Guid CaseId, IReadOnlyList<int>? Corrected = null) : ICommand<bool>;

internal sealed class RecountCaseHandler(OneWindowDb db, CaseReader cases, CatalogueSnapshot catalogue, DueDesk due, TimeProvider clock)
    : IRequestHandler<RecountCase, bool>
{
    public async Task<bool> Handle(RecountCase request, CancellationToken cancellationToken)
    {
        if (await cases.OfCaseAsync(request.CaseId, cancellationToken) is not { } moving) return false;
        var (file, now) = (moving.File, clock.GetUtcNow());
        var rows = new CaseRows(moving.Items, moving.Timers, moving.Bodies);
        var tasks = moving.Items.Where(i => i.IsOpen && IsCounted(request, i.AwaitedYear, i.Limit is not null)).ToList();
        var whole = !file.IsClosed && IsCounted(request, file.AwaitedYear, file.Limit is not null);
        if (tasks.Count == 0 && !whole) return false;
        IReadOnlyList<int> years = request.Corrected ?? [.. tasks.Select(t => t.AwaitedYear).Append(whole ? file.AwaitedYear : null).OfType<int>().Distinct().Order()];
        var (before, pending) = (Last(file.DueAt), Pending(rows));
        var steps = tasks.ConvertAll(task => Count(task, moving, rows, now)).Where(s => request.Corrected is null || s.IsMoved).Select(s => s.Detail).ToList();
        if (whole) due.CountCase(moving, rows, now);
        // Most cases are not touched by a correction, and nothing of them is written.
        if (request.Corrected is not null && pending.SetEquals(Pending(rows)) && steps.Count == 0 && before == Last(file.DueAt)) return false;
        var detail = new { years, before = whole ? before : null, after = whole ? Last(file.DueAt) : null, steps };
        db.Audit.Add(file.Audit(new AuditFact(Actor.System.UserName, null, "deadline-recounted", null, JsonSerializer.Serialize(detail, CaseJson.Detail)), now));
        return await db.SaveChangesAsync(cancellationToken) > 0;
    }

    private (bool IsMoved, object Detail) Count(WorkItem task, CaseInMotion moving, CaseRows rows, DateTimeOffset now)
    {
        var was = Last(task.DueAt);
        due.CountItem(task, moving, rows, now);
        return (was != Last(task.DueAt), new { title = task.TitleZh, titleEn = task.TitleEn, before = was, after = Last(task.DueAt) });
    }

    private bool IsCounted(RecountCase request, int? awaited, bool hasLimit) =>
        request.Corrected is null ? awaited is { } year && catalogue.Calendar.HasYear(year) : hasLimit;

    /// <summary>What will fire when: a correction may move a reminder and leave the date.</summary>
    private static HashSet<(TimerKind, string, DateTimeOffset)> Pending(CaseRows rows) =>
        [.. rows.Timers.Where(t => t.State is TimerState.Pending).Select(t => (t.Kind, t.TargetId, t.DueAt))];

    private DateOnly? Last(DateTimeOffset? dueAt) => catalogue.Calendar.LastDay(dueAt);
}
