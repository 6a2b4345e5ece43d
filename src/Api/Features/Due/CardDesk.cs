using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Organisations;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Due;

/// <summary>
/// Reminds, gives yellow and red cards (提醒、黄牌、红牌) and has those told who stand above (督办). Everything is dated at
/// its due instant and happens once; what people are told of it waits out the quiet hours.
/// </summary>
internal sealed class CardDesk(OneWindowDb db, CatalogueSnapshot catalogue, MessageWriter messages, StepTimers timers)
{
    public void Remind(CaseFile file, WorkItem item, DateTimeOffset at) => Tell(
        file, item.Body, ($"办件 {file.Number} 的“{item.TitleZh}”将于 {Last(item.DueAt)} 到期。", $"“{item.TitleEn}” of case {file.Number} is due on {Last(item.DueAt)}."), "reminded", item, at);

    public void Yellow(CaseFile file, WorkItem item, DateTimeOffset at)
    {
        if (!item.ShowYellow(at)) return;
        Tell(file, item.Body, ($"黄牌：办件 {file.Number} 的“{item.TitleZh}”须在 {Last(item.DueAt)} 前（含当日）办完。", $"Yellow card: “{item.TitleEn}” of case {file.Number} must be done by the end of {Last(item.DueAt)}."), "step-yellow", item, at);
    }

    public void Yellow(CaseFile file, DateTimeOffset at)
    {
        if (!file.ShowYellow(at)) return;
        Tell(file, Office(file), ($"黄牌：办件 {file.Number} 须在 {Last(file.DueAt)} 前（含当日）办结。", $"Yellow card: case {file.Number} must be closed by the end of {Last(file.DueAt)}."), "case-yellow", null, at);
    }

    public void Red(CaseFile file, WorkItem item, CaseRows rows, DateTimeOffset at)
    {
        item.MarkOverdue(at);
        Tell(file, item.Body, ($"红牌：办件 {file.Number} 的“{item.TitleZh}”已超期。", $"Red card: “{item.TitleEn}” of case {file.Number} is overdue."), "step-overdue", item, at);
        // A visit that is not made has rules of its own.
        if (item.Kind is not WorkItemKind.Visit) timers.Escalate(file, item.Id, 0, at, rows, at);
    }

    public void Red(CaseFile file, CaseRows rows, DateTimeOffset at)
    {
        file.MarkOverdue(at);
        Tell(file, Office(file), ($"红牌：办件 {file.Number} 已超期。", $"Red card: case {file.Number} is overdue."), "case-overdue", null, at);
        timers.Escalate(file, file.Id, 0, at, rows, at);
    }

    /// <summary>The red card has stood for so long that the next of the chain is told.</summary>
    /// <param name="item">The late task; null where the case itself is late.</param>
    public void Escalate(CaseFile file, WorkItem? item, CaseRows rows, DateTimeOffset at)
    {
        var level = item?.EscalationLevel ?? file.EscalationLevel;
        if ((item?.OverdueAt ?? file.OverdueAt) is not { } redAt || timers.ChainStep(file, level) is not { } step) return;
        var to = catalogue.Organisations.BodyToTell(step, item?.Body ?? Office(file), file.ApplicantArea);
        if (item is null) file.Escalate(level + 1, at);
        else item.Escalate(level + 1);
        if (rows.Joins(to)) db.CaseBodies.Add(new CaseBody(file, to));
        var (zh, en) = item is null ? ("", "") : ($"的“{item.TitleZh}”", $"“{item.TitleEn}” of ");
        Tell(file, to, ($"督办：办件 {file.Number} {zh}自 {Last(redAt)} 起超期，仍未办完。", $"Escalation: {en}case {file.Number} has been overdue since {Last(redAt)}."), "escalated", item, at);
        timers.Escalate(file, item?.Id ?? file.Id, level + 1, redAt, rows, redAt);
    }

    /// <summary>Time has come to a grant that the rules refuse; the joint office may permit it or change the rules.</summary>
    public void GrantRefused(CaseFile file, string code, DateTimeOffset at) => Tell(
        file, Office(file), ($"办件 {file.Number} 到期应发放的救助未能发放（{code}），请处理。", $"A grant of case {file.Number} that fell due was refused ({code})."), "grant-refused", null, at);

    private void Tell(CaseFile file, string to, (string Zh, string En) text, string action, WorkItem? item, DateTimeOffset at)
    {
        messages.Tell(file, to, text.Zh, text.En, catalogue.Calendar.OutOfQuiet(at));
        db.Audit.Add(file.Audit(new AuditFact("system", null, action, item?.ActivityId,
            JsonSerializer.Serialize(new { title = item?.TitleZh, titleEn = item?.TitleEn, body = to }, CaseJson.Detail)), at));
    }

    private string Office(CaseFile file) => catalogue.Organisations.JointOfficeOf(file.ApplicantArea).Code;

    private string Last(DateTimeOffset? dueAt) => $"{catalogue.Calendar.LastDay(dueAt):yyyy-MM-dd}";
}
