using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.Supervising;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Supervising;

/// <summary>
/// Chases a task, has the body above told of it, or says whose it is. Each leaves a row in the supervision ledger and one
/// on the case, and tells the body; the words of the person stay on the case, messages carry nothing personal.
/// </summary>
internal sealed class SupervisionDesk(OneWindowDb db, CatalogueSnapshot catalogue, MessageWriter messages, TaskHandOver handOver, PostKeeper posts)
{
    /// <summary>Once a working day for each who chases: a weekend gives nobody another chase.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>chased-today</c>.</exception>
    public async Task ChaseAsync(CaseFile file, WorkItem item, Caller who, string note, DateTimeOffset now, CancellationToken ct)
    {
        var last = await db.SupervisoryActs.Where(a => a.WorkItemId == item.Id && a.Kind == SupervisoryActKind.Chase && a.By == who.UserName)
            .OrderByDescending(a => a.At).Select(a => (DateTimeOffset?)a.At).FirstOrDefaultAsync(ct);
        if (last is { } at && !WorkdayBegan(at, now)) throw WorkItemErrors.ChasedToday();
        messages.Tell(file, item.Body, $"办件 {file.Number} 的“{item.TitleZh}”被催办，请尽快办理。", $"“{item.TitleEn}” of case {file.Number} is chased; please see to it.", now);
        Write(file, item, SupervisoryActKind.Chase, "chased", (item.Body, item.Body), who, note, now);
    }

    /// <summary>Tells the nearest head above who has not been told yet; the chain that lateness itself goes stays as it is.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>escalated-already</c>, <c>consent-needed</c>.</exception>
    public async Task EscalateAsync(CaseFile file, WorkItem item, Caller who, string note, DateTimeOffset now, CancellationToken ct)
    {
        var told = await db.SupervisoryActs.Where(a => a.WorkItemId == item.Id && a.Kind == SupervisoryActKind.Escalate).Select(a => a.ToBody).ToListAsync(ct);
        var to = catalogue.Organisations.HeadsAbove(item.Body, item.Role).FirstOrDefault(h => !told.Contains(h)) ?? throw WorkItemErrors.EscalatedAlready();
        await posts.LetInAsync(file, to, item.ActivityId, Actor.Of(who), now, ct);
        messages.Tell(file, to,
            $"督办：请督促{catalogue.BodyName(item.Body)}办理办件 {file.Number} 的“{item.TitleZh}”。",
            $"Supervision: please have {catalogue.BodyNameEn(item.Body)} see to “{item.TitleEn}” of case {file.Number}.", now);
        if (to != item.Body)
            messages.Tell(file, item.Body, $"办件 {file.Number} 的“{item.TitleZh}”已上报{catalogue.BodyName(to)}督办。", $"“{item.TitleEn}” of case {file.Number} was reported to {catalogue.BodyNameEn(to)}.", now);
        Write(file, item, SupervisoryActKind.Escalate, "escalated-now", (item.Body, to), who, note, now);
    }

    /// <summary>Says which body, or which colleague of its post, has to do it.</summary>
    /// <exception cref="Domain.Errors.RefusedException">See <see cref="TaskHandOver.ToAsync"/>.</exception>
    public async Task AssignAsync(CaseFile file, WorkItem item, string to, Caller who, string note, DateTimeOffset now, CancellationToken ct)
    {
        var from = item.Body;
        await handOver.ToAsync(item, file, to, who, now, ct);
        messages.Tell(file, item.Body, $"办件 {file.Number} 的“{item.TitleZh}”指定由你单位办理。", $"“{item.TitleEn}” of case {file.Number} is assigned to you.", now);
        Write(file, item, SupervisoryActKind.Assign, "assigned", (from, item.Body), who, note, now);
    }

    private void Write(CaseFile file, WorkItem item, SupervisoryActKind kind, string action, (string Of, string To) body, Caller who, string note, DateTimeOffset now)
    {
        var actor = Actor.Of(who);
        db.SupervisoryActs.Add(new SupervisoryAct(file, item, kind, body.Of, body.To, actor.UserName, actor.Body, note, now));
        db.Audit.Add(file.Audit(new(actor.UserName, actor.Body, action, item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, body = body.Of, to = body.To, task = item.Id, reason = note }, CaseJson.Detail)), now));
    }

    private bool WorkdayBegan(DateTimeOffset last, DateTimeOffset now)
    {
        var today = catalogue.Calendar.LocalDate(now);
        for (var day = catalogue.Calendar.LocalDate(last).AddDays(1); day <= today; day = day.AddDays(1))
            if (catalogue.Calendar.IsWorkday(day)) return true;
        return false;
    }
}
