using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.FollowUps;

/// <summary>Follow-up visits (回访): asked for as a task on their day, answered without the workflow, which has ended by then.</summary>
internal sealed class VisitDesk(OneWindowDb db, CatalogueSnapshot catalogue)
{
    public const string Visited = "visited";
    public const string Unreachable = "unreachable";

    /// <summary>How long a body has for a visit; no rule fixes it.</summary>
    private static readonly Limit TimeToVisit = new(10, LimitUnit.WorkingDays);

    /// <summary>The day of a visit has come: its body gets a task.</summary>
    public void Open(FollowUp visit, CaseFile file, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        if (!visit.BecomeDue(id)) return;
        var dueAt = DeadlineCalculator.DueAt(catalogue.Calendar, TimeToVisit, now, [], now);
        var item = WorkItem.Open(new WorkItemOpening
        {
            Id = id,
            Case = file,
            ActivityId = $"follow-up:{visit.Key}",
            Kind = WorkItemKind.Visit,
            TitleZh = visit.TitleZh,
            TitleEn = visit.TitleEn,
            Body = visit.Body,
            Role = visit.Role,
            Outcomes = [new(Visited, "已回访", "Visited", false), new(Unreachable, "未联系上", "Not reached", true)],
            Limit = new LimitRule(TimeToVisit, "customary", null),
            OpenedAt = now,
            DueAt = dueAt,
            AwaitedYear = DeadlineCalculator.AwaitedYear(catalogue.Calendar, TimeToVisit, now, dueAt),
        });
        db.WorkItems.Add(item);
        if (item.DueAt is { } late) db.Timers.Add(new CaseTimer(Guid.CreateVersion7(now), file.Id, TimerKind.Overdue, item.Id.ToString(), late));
        db.Audit.Add(file.Audit(new AuditFact("system", null, "follow-up-due", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, body = item.Body }, CaseJson.Detail)), now));
    }

    /// <summary>The body has answered the task.</summary>
    public async Task AnswerAsync(WorkItem item, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var visit = await db.FollowUps.SingleAsync(f => f.WorkItemId == item.Id, ct);
        if (item.Outcome == Visited) visit.Complete();
        else visit.Miss();
        foreach (var timer in await db.Timers.Where(t => t.CaseId == file.Id && t.TargetId == item.Id.ToString() && t.State == TimerState.Pending).ToListAsync(ct)) timer.Cancel();
        file.Touch(now);
    }
}
