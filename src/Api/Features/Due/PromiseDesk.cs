using System.Text.Json;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.Due;

/// <summary>Promised papers (容缺受理) whose day is near or has passed: what then happens is the service's to say.</summary>
internal sealed class PromiseDesk(OneWindowDb db, CatalogueSnapshot catalogue, MessageWriter messages, CaseClosing closing, StepTimers timers)
{
    public void Remind(CaseFile file, string key, DateTimeOffset at)
    {
        if (Promised(file, key) is not { } paper) return;
        var (zh, en) = NameOf(file, key);
        messages.Tell(file, OutboxMessage.Applicant, $"您承诺的“{zh}”请在 {paper.PromisedUntil:yyyy-MM-dd} 前（含当日）补交。", $"Please bring “{en}”, which you promised, by the end of {paper.PromisedUntil:yyyy-MM-dd}.", at);
        Audit(file, "promise-reminded", key, null, at);
    }

    public async Task LapseAsync(CaseFile file, string key, CaseRows rows, DateTimeOffset at, CancellationToken ct)
    {
        if (file.IsClosed || Promised(file, key) is not { } paper) return;
        var rule = RuleOf(file);
        file.SetMaterial(paper with { State = MaterialState.Missing }, at);
        Audit(file, "promise-lapsed", key, rule.OnLapse, at);
        Tell(file, key, paper, rule.OnLapse, at);
        if (rule.OnLapse is PromiseLapse.Refuse)
        {
            await RefuseAsync(file, rule.Result!, NameOf(file, key).Zh, at, ct);
            return;
        }

        var (zh, en) = NameOf(file, key);
        if (rule.OnLapse is PromiseLapse.Pause) file.Pause($"{PromiseTimers.PausePrefix}{key}", $"承诺的“{zh}”逾期未交", $"“{en}” was promised and has not come", at);
        timers.CountCase(file, rows, at);
    }

    private async Task RefuseAsync(CaseFile file, string result, string paper, DateTimeOffset at, CancellationToken ct)
    {
        await closing.CloseAsync(file, (result, $"承诺的“{paper}”逾期未交"), "cancelled", Actor.System, at, ct);
        db.Audit.Add(file.Audit(new AuditFact(Actor.System.UserName, null, "closed", null, JsonSerializer.Serialize(new { result }, CaseJson.Detail)), at));
    }

    private void Tell(CaseFile file, string key, CaseMaterial paper, PromiseLapse action, DateTimeOffset at)
    {
        var (zh, en) = NameOf(file, key);
        var (thenZh, thenEn) = action switch
        {
            PromiseLapse.Pause => ("，办件暂停计时，交来后继续", "; the case's clock stands until it comes"),
            PromiseLapse.Refuse => ("，办件不再办理", "; the case is closed"),
            _ => ("，请尽快补交", "; please bring it soon"),
        };
        var when = catalogue.Calendar.OutOfQuiet(at);
        foreach (var to in new[] { OutboxMessage.Applicant, file.Station })
            messages.Tell(file, to, $"办件 {file.Number} 承诺 {paper.PromisedUntil:yyyy-MM-dd} 前补交的“{zh}”没有收到{thenZh}。", $"“{en}” of case {file.Number}, promised by {paper.PromisedUntil:yyyy-MM-dd}, has not come{thenEn}.", when);
    }

    private static CaseMaterial? Promised(CaseFile file, string key) => file.Materials.FirstOrDefault(m => m.Key == key && m.State is MaterialState.Promised);

    private PromiseRule RuleOf(CaseFile file) => (ServiceOf(file)?.Clock ?? new()).Promises;

    private (string Zh, string En) NameOf(CaseFile file, string key) =>
        ServiceOf(file)?.Materials.FirstOrDefault(m => m.Key == key) is { } material ? (material.Name, material.NameEn ?? material.Name) : (key, key);

    private ServiceDefinition? ServiceOf(CaseFile file) => catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition;

    private void Audit(CaseFile file, string action, string key, PromiseLapse? then, DateTimeOffset at)
    {
        var (zh, en) = NameOf(file, key);
        db.Audit.Add(file.Audit(new AuditFact(Actor.System.UserName, null, action, null, JsonSerializer.Serialize(new { title = zh, titleEn = en, material = key, then }, CaseJson.Detail)), at));
    }
}
