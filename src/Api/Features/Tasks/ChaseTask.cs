using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>The window that keeps the case, or the joint office, chases a task (催办), once a working day at most.</summary>
internal sealed record ChaseTask(Guid Id, string? Message) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (Id == Guid.Empty) findings.Add("task", "请选择要催办的任务。(Choose a task.)");
        if (string.IsNullOrWhiteSpace(Message)) findings.Add("message", "请写明催办内容。(Say what is wanted.)");
        else if (Message.Length > CompleteTask.MaxOpinionLength) findings.Add("message", "内容过长。(The text is too long.)");
    }
}

internal sealed class ChaseTaskHandler(
    OneWindowDb db, CaseReader cases, AccessPolicy access, CatalogueSnapshot catalogue, MessageWriter messages, CurrentCaller caller, TimeProvider clock, CaseProgressReader progress)
    : IRequestHandler<ChaseTask, CaseProgress>
{
    private const string Chased = "chased";

    public async Task<CaseProgress> Handle(ChaseTask request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var moving = await cases.OfTaskAsync(request.Id, cancellationToken) ?? throw WorkItemErrors.NotFound();
        var (item, file, now) = (moving.Items.Single(i => i.Id == request.Id), moving.File, clock.GetUtcNow());
        await RefuseStrangersAsync(who, file, cancellationToken);
        if (!item.IsOpen) throw WorkItemErrors.AlreadyDecided();
        if (await LastAsync(item, who, cancellationToken) is { } last && !WorkdayBegan(last, now)) throw WorkItemErrors.ChasedToday();
        // The words stay on the case; the message itself carries nothing personal.
        messages.Tell(file, item.Body, $"办件 {file.Number} 的“{item.TitleZh}”被催办，请尽快办理。", $"“{item.TitleEn}” of case {file.Number} is chased; please see to it.", now);
        db.Audit.Add(file.Audit(new(who.UserName, Actor.Of(who).Body, Chased, item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, body = item.Body, task = item.Id, reason = request.Message!.Trim() }, CaseJson.Detail)), now));
        await db.SaveChangesAsync(cancellationToken);
        return await progress.OfAsync(file, who, now, cancellationToken);
    }

    private async Task RefuseStrangersAsync(Caller who, CaseFile file, CancellationToken ct)
    {
        if (who.SeesEverything || who.Bodies.Contains(file.Station)) return;
        throw await access.VisibleCases(who).AnyAsync(c => c.Id == file.Id, ct) ? WorkItemErrors.ChaseNotYours() : WorkItemErrors.NotFound();
    }

    private Task<DateTimeOffset?> LastAsync(WorkItem item, Caller who, CancellationToken ct)
    {
        var task = item.Id.ToString();
        return db.Audit.Where(a => a.CaseId == item.CaseId && a.Action == Chased && a.Actor == who.UserName && a.DetailJson!.Contains(task))
            .OrderByDescending(a => a.Sequence).Select(a => (DateTimeOffset?)a.At).FirstOrDefaultAsync(ct);
    }

    /// <summary>Whether a working day has begun since: a weekend gives nobody another chase.</summary>
    private bool WorkdayBegan(DateTimeOffset last, DateTimeOffset now)
    {
        var today = catalogue.Calendar.LocalDate(now);
        for (var day = catalogue.Calendar.LocalDate(last).AddDays(1); day <= today; day = day.AddDays(1))
            if (catalogue.Calendar.IsWorkday(day)) return true;
        return false;
    }
}
