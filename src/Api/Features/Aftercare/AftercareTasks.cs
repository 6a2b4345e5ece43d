using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using Rules = OneWindow.Domain.Catalogue.Aftercare;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>A task that is asked for after the case was closed, without its workflow.</summary>
/// <param name="ActivityId">What it is about; stands where a step's id stands.</param>
/// <param name="Form">JSON Schema of the data that the answer asks for; null for none.</param>
internal sealed record AftercareTask(
    WorkItemKind Kind, string ActivityId, (string Zh, string En) Title, Post Post, IReadOnlyList<WorkItemOutcome> Outcomes, LimitRule Limit,
    string? Form = null);

/// <summary>Opens and ends tasks after closing, each with its timer, its body's part in the case and its place in the trail.</summary>
internal sealed class AftercareTasks(OneWindowDb db, CatalogueSnapshot catalogue)
{
    /// <summary>What the case's service lays down.</summary>
    public Rules RulesOf(CaseFile file) => catalogue.AftercareOf(file);

    /// <param name="action">Of the audit row that tells of the opening.</param>
    public async Task<WorkItem> OpenAsync(CaseFile file, AftercareTask task, string action, DateTimeOffset now, CancellationToken ct)
    {
        var item = WorkItem.Open(new WorkItemOpening
        {
            Id = Guid.CreateVersion7(now),
            Case = file,
            ActivityId = task.ActivityId,
            Kind = task.Kind,
            TitleZh = task.Title.Zh,
            TitleEn = task.Title.En,
            Body = task.Post.Body,
            Role = task.Post.Role,
            Outcomes = task.Outcomes,
            Form = task.Form,
            Limit = task.Limit,
            OpenedAt = now,
            DueAt = DeadlineCalculator.DueAt(catalogue.Calendar, task.Limit.Limit, now, [], now),
        });
        // Counted as every other task is, so that a date beyond the calendar is known to be provisional.
        item.CountDue(catalogue.Calendar);
        db.WorkItems.Add(item);
        if (item.DueAt is { } dueAt) db.Timers.Add(new CaseTimer(Guid.CreateVersion7(now), file.Id, TimerKind.Overdue, item.Id.ToString(), dueAt));
        if (!await db.CaseBodies.AnyAsync(b => b.CaseId == file.Id && b.Body == item.Body, ct)) db.CaseBodies.Add(new CaseBody(file, item.Body));
        Note(file, Actor.System, action, item.ActivityId, new { title = item.TitleZh, titleEn = item.TitleEn, body = item.Body, dueOn = catalogue.Calendar.LastDay(item.DueAt) }, now);
        return item;
    }

    /// <summary>Nobody needs to answer a task any more; one that is over already stays as it is.</summary>
    public async Task CancelAsync(Guid? id, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.WorkItems.SingleOrDefaultAsync(w => w.Id == id && w.State == WorkItemState.Open, ct) is not { IsOpen: true } item) return;
        item.Cancel("cancelled", actor.UserName, now);
        await StopTimersAsync(item, ct);
    }

    /// <summary>Nothing fires for the task any more.</summary>
    public async Task StopTimersAsync(WorkItem item, CancellationToken ct)
    {
        var target = item.Id.ToString();
        foreach (var timer in await db.Timers.Where(t => t.CaseId == item.CaseId && t.TargetId == target && t.State == TimerState.Pending).ToListAsync(ct)) timer.Cancel();
    }

    /// <summary>Whether somebody has answered another task of the same case, and so must not judge it.</summary>
    public Task<bool> HasWorkedOnAsync(WorkItem item, string userName, CancellationToken ct) =>
        db.WorkItems.AnyAsync(w => w.CaseId == item.CaseId && w.Id != item.Id && w.CompletedBy == userName, ct);

    public void Note(CaseFile file, Actor actor, string action, string? activityId, object detail, DateTimeOffset now) =>
        db.Audit.Add(file.Audit(new AuditFact(actor.UserName, actor.Body, action, activityId, JsonSerializer.Serialize(detail, CaseJson.Detail)), now));
}
