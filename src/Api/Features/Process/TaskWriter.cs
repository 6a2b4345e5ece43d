using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.Timers;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Process;

/// <summary>What a step asks of bodies: tasks that open and end, visits to come, incidents to deal with.</summary>
internal sealed class TaskWriter(OneWindowDb db, CatalogueSnapshot catalogue, StepTimers timers, MessageWriter messages, ConsentGate consents)
{
    /// <exception cref="Domain.Errors.RefusedException"><c>consent-needed</c>.</exception>
    public void Open(Step step, OpenWorkItem open, CaseRows rows)
    {
        var (file, now) = (step.File, step.Now);
        var dueAt = open.Limit is { } terms ? DeadlineCalculator.DueAt(catalogue.Calendar, terms.Limit, now, [], now) : null;
        var item = WorkItem.Open(new WorkItemOpening
        {
            Id = Guid.CreateVersion7(now),
            Case = file,
            BookmarkId = open.BookmarkId,
            ActivityId = open.ActivityId,
            Kind = Enum.Parse<Domain.WorkItems.WorkItemKind>(open.Kind.ToString()),
            TitleZh = open.Title.Zh,
            TitleEn = open.Title.En,
            ResidentZh = open.ResidentText?.Zh,
            ResidentEn = open.ResidentText?.En,
            Body = open.Body,
            // A body that was found by climbing may lack the role.
            Role = catalogue.Organisations.PostFor(open.Body, open.Role).Role,
            Outcomes = [.. open.Outcomes.Select(o => new WorkItemOutcome(o.Key, o.Name.Zh, o.Name.En, o.ReasonRequired, o.ByTime))],
            Form = open.Form?.GetRawText(),
            Limit = open.Limit is null ? null : new LimitRule(open.Limit.Limit, open.Limit.Basis, open.Limit.Source),
            SuspendsClock = open.SuspendsClock,
            LapseOutcome = open.LapseOutcome,
            Partner = open.Partner,
            NotBy = open.Role == WorkItem.ApproverRole ? [WorkItem.Registrar, .. open.NotBy ?? []] : open.NotBy,
            OpenedAt = now,
            DueAt = dueAt,
            AwaitedYear = open.Limit is { } counted ? DeadlineCalculator.AwaitedYear(catalogue.Calendar, counted.Limit, now, dueAt) : null,
        });
        consents.Pass(file, item.Body, item.ActivityId, step.Actor, now);
        if (item.Kind is Domain.WorkItems.WorkItemKind.Materials) TellGaps(step);
        if (item.Partner is not null) messages.Refer(file, item, open.Question, now);
        Add(step, item, rows);
    }

    private void Add(Step step, WorkItem item, CaseRows rows)
    {
        db.WorkItems.Add(item);
        rows.Add(item);
        if (rows.Joins(item.Body)) db.CaseBodies.Add(new CaseBody(step.File, item.Body));
        timers.AddForItem(item, ServiceOf(step.File), rows, step.Now);
        Audit(step, AuditActions.StepOpened, item.ActivityId, new { title = item.TitleZh, titleEn = item.TitleEn, body = item.Body, dueOn = catalogue.Calendar.LastDay(item.DueAt) });
    }

    /// <summary>Gaps are told once and completely (一次性告知, 《行政许可法》第三十二条).</summary>
    private void TellGaps(Step step)
    {
        var missing = step.File.Materials.Where(m => m.State is MaterialState.Missing).Select(m => m.Key).ToArray();
        if (missing.Length > 0 && step.File.GiveNotice(missing, step.Now) is { Count: > 0 } old)
            Audit(step, AuditActions.GapToldLate, null, new { materials = old });
    }

    /// <summary>The task is over because its workflow no longer waits for it, or because its time has run out.</summary>
    public void Close(Step step, CloseWorkItem close, CaseRows rows)
    {
        if (rows.Item(close.BookmarkId) is { } item)
        {
            if (close.Reason == "lapsed" && item.LapseOutcome is { } lapse)
            {
                item.Lapse(lapse, step.Now);
                step.File.Advance(step.Now);
                Audit(step, "lapsed", item.ActivityId, new { title = item.TitleZh, titleEn = item.TitleEn, outcome = lapse, body = item.Body });
            }
            else Cancel(step, close, item);
            timers.Release(item, rows);
        }
    }

    /// <summary>A body whose answer is no longer needed is told so in the record; other ends are told by what caused them.</summary>
    private void Cancel(Step step, CloseWorkItem close, WorkItem item)
    {
        item.Cancel(close.Reason, step.Actor.UserName, step.Now);
        if (close.Reason == "superseded") Audit(step, "superseded", item.ActivityId, new { title = item.TitleZh, titleEn = item.TitleEn, body = item.Body });
    }

    /// <summary>A visit after closing (回访): a row and an instant, a task only when that comes.</summary>
    public void Schedule(Step step, ScheduleFollowUp visit, CaseRows rows)
    {
        var deadline = DeadlineCalculator.Compute(catalogue.Calendar, visit.After, step.Now, [], step.Now);
        var dueOn = deadline.DueOn ?? catalogue.Calendar.LocalDate(step.Now);
        var followUp = FollowUp.Schedule(
            Guid.CreateVersion7(step.Now), step.File.Id, visit.Key, (visit.Title.Zh, visit.Title.En), catalogue.Organisations.PostFor(visit.Body, visit.Role), dueOn);
        db.FollowUps.Add(followUp);
        if (rows.Joins(visit.Body)) db.CaseBodies.Add(new CaseBody(step.File, visit.Body));
        timers.Add(step.File.Id, TimerKind.FollowUp, followUp.Id.ToString(), catalogue.Calendar.OpeningTime(dueOn), rows, step.Now);
        Audit(step, "follow-up-scheduled", null, new { title = visit.Title.Zh, titleEn = visit.Title.En, dueOn, body = visit.Body });
    }

    /// <summary>A fault never loses the case: the joint office gets it as a task of its own.</summary>
    public void OpenIncident(Step step, Incident incident, CaseRows rows)
    {
        if (rows.OpenItems.Any(i => i.BookmarkId == incident.Id)) return;
        var office = catalogue.Organisations.PostOfOffice(step.File.ApplicantArea);
        var node = step.Plan.Find(incident.ActivityId);
        var ports = node is null ? [] : node.Activity.OutcomesOf(node);
        Add(step, WorkItem.Open(new WorkItemOpening
        {
            Id = Guid.CreateVersion7(step.Now),
            Case = step.File,
            BookmarkId = incident.Id,
            ActivityId = incident.ActivityId,
            Kind = Domain.WorkItems.WorkItemKind.Incident,
            TitleZh = $"流程异常：{incident.Code}",
            TitleEn = $"Workflow incident: {incident.Code}",
            Body = office.Body,
            Role = office.Role,
            Outcomes = [new("retry", "重试", "Try again", false), .. ports.Select(p => new WorkItemOutcome($"skip:{p}", $"跳过（{p}）", $"Pass over by {p}", true))],
            OpenedAt = step.Now,
        }), rows);
    }

    /// <summary>What was asked about a task is not asked any more once the task is over.</summary>
    public void CloseAsked(Step step, CaseRows rows)
    {
        var open = rows.OpenItems.ToList();
        foreach (var asked in open.Where(i => i.AskedFor is { } id && !open.Exists(o => o.Id == id)))
        {
            asked.Cancel("cancelled", step.Actor.UserName, step.Now);
            timers.Release(asked, rows);
        }
    }

    private Domain.Catalogue.ServiceDefinition? ServiceOf(CaseFile file) => catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition;

    private void Audit(Step step, string action, string? activityId, object detail) =>
        db.Audit.Add(step.File.Audit(new AuditFact(step.Actor.UserName, step.Actor.Body, action, activityId, JsonSerializer.Serialize(detail, CaseJson.Detail)), step.Now));
}
