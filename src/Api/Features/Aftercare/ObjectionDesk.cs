using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Objections;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>Takes objections to a result and lets the body above the one that decided answer them.</summary>
internal sealed class ObjectionDesk(OneWindowDb db, CatalogueSnapshot catalogue, AftercareTasks tasks, ReopenDesk reopening, MessageWriter messages)
{
    private const string ActivityId = "objection";
    private const string Change = "change";

    /// <summary>Files the objection to the case's present closing; the same words again change nothing.</summary>
    /// <param name="filedBy">The clerk; null where the applicant files alone.</param>
    /// <exception cref="Domain.Errors.RefusedException"><c>case-not-closed</c>, <c>objection-not-offered</c>, <c>objection-too-late</c>, <c>objection-filed</c>.</exception>
    public async Task FileAsync(CaseFile file, string text, string? filedBy, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (file.ClosedAt is not { } closedAt) throw CaseErrors.NotClosed(file.Number);
        if (await OfClosingAsync(file, ct) is { } filed)
        {
            if (filed.Text == text) return;
            throw ObjectionErrors.Filed();
        }

        if (catalogue.ObjectionsOf(file) is not { } rule) throw ObjectionErrors.NotOffered();
        var end = catalogue.ObjectionEndsAt(rule, closedAt);
        if (now >= end) throw ObjectionErrors.TooLate(catalogue.Calendar.LastDay(end));
        var decided = await DecidingBody.OfClosedAsync(db, file, ct);
        var item = await tasks.OpenAsync(file, new AftercareTask(
            WorkItemKind.Objection, ActivityId, ($"异议复核：{catalogue.BodyName(decided)}", $"Objection to {catalogue.BodyNameEn(decided)}"), catalogue.Organisations.PostAbove(decided),
            [new("uphold", "维持原决定", "Uphold the decision", true), new(Change, "变更，发回重新办理", "Change it; the case goes on", true)],
            new LimitRule(rule.Time, rule.Basis, rule.Source)), AuditActions.StepOpened, now, ct);
        db.Objections.Add(new Objection(Guid.CreateVersion7(now), file.Id, closedAt, text, filedBy, item.Id, now));
        tasks.Note(file, actor, "objection-filed", null, new { body = item.Body }, now);
    }

    /// <summary>The body above has decided; the applicant is told, and a changed decision opens the case again.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>objection-own-work</c>: the caller worked on the case.</exception>
    public async Task AnswerAsync(WorkItem item, CaseFile file, Actor actor, DateTimeOffset now, CancellationToken ct)
    {
        if (await tasks.HasWorkedOnAsync(item, actor.UserName, ct)) throw ObjectionErrors.OwnWork();
        var objection = await db.Objections.SingleAsync(o => o.WorkItemId == item.Id, ct);
        objection.Decide(item.Outcome == Change, item.Opinion, now);
        var (zh, en) = item.Outcome == Change ? ("变更原决定，办件重新办理", "the decision is changed and the case goes on") : ("维持原决定", "the decision stands");
        messages.Tell(file, OutboxMessage.Applicant, $"您对办件 {file.Number} 的异议已有结果：{zh}。", $"Your objection in case {file.Number} has been decided: {en}.", now);
        if (item.Outcome == Change) await reopening.ReopenAsync(file, catalogue.ObjectionsOf(file)?.Step ?? throw ObjectionErrors.ReopenNotOffered(), anew: true, item.Opinion!, actor, now, ct);
    }

    /// <summary>Every objection of a case, oldest first.</summary>
    public async Task<IReadOnlyList<ObjectionView>> AllAsync(CaseFile file, CancellationToken ct)
    {
        var rows = await (from objection in db.Objections.AsNoTracking()
                          join item in db.WorkItems on objection.WorkItemId equals item.Id
                          where objection.CaseId == file.Id
                          orderby objection.FiledAt
                          select new { Objection = objection, item.Body, item.DueAt }).ToListAsync(ct);
        return [.. rows.Select(r => ObjectionView.Of(r.Objection, r.Body, r.DueAt, catalogue))];
    }

    private async Task<Objection?> OfClosingAsync(CaseFile file, CancellationToken ct) =>
        file.ClosedAt is { } closedAt ? await db.Objections.SingleOrDefaultAsync(o => o.CaseId == file.Id && o.ClosedAt == closedAt, ct) : null;
}
