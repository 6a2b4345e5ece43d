using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;
using OneWindow.Domain.WorkItems;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Api.Features.Messages.Inbound;

/// <summary>Moves a case by what a partner says. A partner answers referrals to itself, and brings about events that it may.</summary>
internal sealed class InboundDesk(OneWindowDb db, CaseProcess process)
{
    /// <exception cref="RefusedException"><c>nothing-waits</c>: nothing was referred to this partner, or it is answered by now.</exception>
    public async Task<ReceivedCall> AnswerAsync(CaseFile file, InboundCall call, Partner partner, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var item = await ReferralAsync(file, call, partner, ct);
        AnswerData.Check(item, call.Data);
        item.CompleteFromOutside(new WorkItemAnswer(call.Outcome!, call.Opinion?.Trim(), call.Data?.GetRawText()), who.UserName, now);
        Audit(file, who, "completed", item.ActivityId, new { title = item.TitleZh, titleEn = item.TitleEn, outcome = item.Outcome, opinion = item.Opinion, body = item.Body }, now);
        file.Advance(now);
        await process.AdvanceAsync(file, new AnswerStimulus(item.BookmarkId!, item.Outcome!, item.Opinion, ValueOf(call.Data)), Actor.Of(who, null), now, ct);
        return new ReceivedCall(file.Number, item.Id, null);
    }

    /// <exception cref="RefusedException"><c>nothing-waits</c>: the case does not wait for this event, or the partner may not bring it about.</exception>
    public async Task<ReceivedCall> HappenAsync(CaseFile file, InboundCall call, Partner partner, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var instance = await db.Instances.FindAsync([file.Id], ct);
        var waits = instance is not null && partner.Events.Contains(call.Event!, StringComparer.Ordinal)
            && StateJson.Read(instance.State).Bookmarks.Any(b => b.Kind is BookmarkKind.Event && b.EventName == call.Event);
        if (!waits || file.IsClosed) throw MessageErrors.NothingWaits();
        Audit(file, who, "event-received", null, new { @event = call.Event }, now);
        await process.AdvanceAsync(file, new EventStimulus(call.Event!, ValueOf(call.Data)), Actor.Of(who, null), now, ct);
        return new ReceivedCall(file.Number, null, call.Event);
    }

    private async Task<WorkItem> ReferralAsync(CaseFile file, InboundCall call, Partner partner, CancellationToken ct)
    {
        var open = await db.WorkItems.Where(w => w.CaseId == file.Id && w.State == WorkItemState.Open && w.Partner == partner.Code).ToListAsync(ct);
        var meant = call.Reference is { } reference ? open.FindAll(w => w.Id == reference) : open;
        if (meant.Count == 0 || file.IsClosed) throw MessageErrors.NothingWaits();
        if (meant.Count == 1) return meant[0];
        throw new RefusedException(RefusalKind.Invalid, "request-invalid", "请求有误",
            new Dictionary<string, string[]>(StringComparer.Ordinal) { ["reference"] = ["办件有多项协办，请注明是哪一项。(Several referrals are open; name one.)"] });
    }

    private void Audit(CaseFile file, Caller who, string action, string? activityId, object detail, DateTimeOffset now) =>
        db.Audit.Add(file.Audit(new AuditFact(who.UserName, null, action, activityId, JsonSerializer.Serialize(detail, CaseJson.Detail)), now));

    private static Value ValueOf(JsonElement? data) => data is { } given ? Value.FromJson(given) : Value.Null;
}
