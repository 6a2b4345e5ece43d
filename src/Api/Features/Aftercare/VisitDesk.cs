using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>
/// Follow-up visits (回访): asked for as a task on their day. A visit that reaches nobody, or that nobody makes in time, is
/// put on another day; after the last try the body's approver takes it over and the joint office is told.
/// </summary>
internal sealed class VisitDesk(OneWindowDb db, CatalogueSnapshot catalogue, AftercareTasks tasks, MessageWriter messages)
{
    public const string Visited = "visited";
    public const string Unreachable = "unreachable";
    private const string Due = "follow-up-due";

    /// <summary>What a visit finds out.</summary>
    private const string Form = """
        {"type":"object","properties":{
        "satisfied":{"type":"boolean","title":"对办理结果满意","x-title-en":"Satisfied with the result"},
        "newNeed":{"type":"string","title":"新的需求（没有则不填）","x-title-en":"A new need, if there is one","maxLength":500,"x-multiline":true}}}
        """;

    private static readonly WorkItemOutcome Reached = new(Visited, "已回访", "Visited", false);

    /// <summary>The day of a visit has come: its body gets a task. The body's time begins when it is asked, however long nothing ran.</summary>
    public async Task OpenAsync(FollowUp visit, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        if (visit.State is not FollowUpState.Scheduled) return;
        var item = await AskAsync(visit, file, new Post(visit.Body, visit.Role), (visit.TitleZh, visit.TitleEn), new(Unreachable, "未联系上", "Not reached", true), now, ct);
        visit.BecomeDue(item.Id);
    }

    /// <summary>The body has answered the task.</summary>
    public async Task AnswerAsync(WorkItem item, CaseFile file, JsonElement? data, DateTimeOffset now, CancellationToken ct)
    {
        var visit = await db.FollowUps.SingleAsync(f => f.WorkItemId == item.Id, ct);
        if (item.Outcome == Visited) visit.Complete(Satisfied(data), NewNeed(data));
        else await FailAsync(visit, file, now, ct);
    }

    /// <summary>The time for a visit is over: the try has failed. The last task, above, stays open and late.</summary>
    /// <returns>False where the task is no visit's, or stays open.</returns>
    public async Task<bool> LapseAsync(WorkItem item, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        if (item.Kind is not WorkItemKind.Visit) return false;
        var visit = await db.FollowUps.SingleAsync(f => f.WorkItemId == item.Id, ct);
        if (visit.EscalatedAt is not null) return false;
        item.Lapse(Unreachable, now);
        tasks.Note(file, Actor.System, "lapsed", item.ActivityId, new { title = item.TitleZh, titleEn = item.TitleEn, outcome = Unreachable, body = item.Body }, now);
        await FailAsync(visit, file, now, ct);
        return true;
    }

    /// <summary>The case goes on, so that what was to be asked after its closing is asked no more.</summary>
    public async Task SettleAsync(CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var visit in await db.FollowUps.Where(f => f.CaseId == file.Id && (f.State == FollowUpState.Scheduled || f.State == FollowUpState.Due)).ToListAsync(ct))
        {
            await tasks.CancelAsync(visit.WorkItemId, actor, now, ct);
            var target = visit.Id.ToString();
            foreach (var timer in await db.Timers.Where(t => t.CaseId == file.Id && t.TargetId == target && t.State == TimerState.Pending).ToListAsync(ct)) timer.Cancel();
            visit.Cancel();
        }
    }

    private async Task FailAsync(FollowUp visit, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var rule = tasks.RulesOf(file).Visits;
        if (visit.EscalatedAt is not null) visit.Miss();
        else if (visit.Attempt < rule.Attempts) Requeue(visit, file, rule.RetryAfter, now);
        else await EscalateAsync(visit, file, now, ct);
    }

    private void Requeue(FollowUp visit, CaseFile file, Limit after, DateTimeOffset now)
    {
        var dueOn = DeadlineCalculator.Compute(catalogue.Calendar, after, now, [], now).DueOn ?? catalogue.Calendar.LocalDate(now);
        visit.Requeue(dueOn);
        db.Timers.Add(new CaseTimer(Guid.CreateVersion7(now), file.Id, TimerKind.FollowUp, visit.Id.ToString(), catalogue.Calendar.OpeningTime(dueOn)));
        tasks.Note(file, Actor.System, "follow-up-requeued", null, new { title = visit.TitleZh, titleEn = visit.TitleEn, attempt = visit.Attempt, dueOn, body = visit.Body }, now);
    }

    private async Task EscalateAsync(FollowUp visit, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var post = catalogue.Organisations.PostIn(visit.Body);
        var item = await AskAsync(visit, file, post, ($"多次未联系上：{visit.TitleZh}", $"Not reached so far: {visit.TitleEn}"), new("given-up", "确实无法联系，结束回访", "Cannot be reached; end it", true), now, ct);
        visit.Escalate(item.Id, now);
        messages.Tell(file, catalogue.Organisations.PostOfOffice(file.ApplicantArea).Body, $"办件 {file.Number} 的回访 {visit.Attempt} 次未成，已交{catalogue.BodyName(post.Body)}处理。",
            $"{visit.Attempt} follow-up visits of case {file.Number} reached nobody; {catalogue.BodyNameEn(post.Body)} has it now.", now);
        tasks.Note(file, Actor.System, "follow-up-escalated", null, new { title = visit.TitleZh, titleEn = visit.TitleEn, attempt = visit.Attempt, body = post.Body }, now);
    }

    private Task<WorkItem> AskAsync(FollowUp visit, CaseFile file, Post post, (string Zh, string En) title, WorkItemOutcome otherwise, DateTimeOffset now, CancellationToken ct) =>
        tasks.OpenAsync(file, new AftercareTask(
            WorkItemKind.Visit, $"follow-up:{visit.Key}", title, post, [Reached, otherwise], new LimitRule(tasks.RulesOf(file).Visits.TimeToVisit, "customary", null), Form), Due, now, ct);

    private static bool? Satisfied(JsonElement? data) =>
        data is { } given && given.TryGetProperty("satisfied", out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static string? NewNeed(JsonElement? data) =>
        data is { } given && given.TryGetProperty("newNeed", out var value) && value.GetString()?.Trim() is { Length: > 0 } need ? need : null;
}
