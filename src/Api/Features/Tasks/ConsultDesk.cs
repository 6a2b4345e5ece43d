using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Messages.Outbox;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Opinions and countersignatures (征求意见、会签): tasks of their own beside the step, which the workflow does not know of. The limit is the step's alone.</summary>
internal sealed class ConsultDesk(OneWindowDb db, CaseReader cases, PostKeeper posts, DecisionRules rules, MessageWriter messages)
{
    private static readonly WorkItemOutcome[] Opinion = [new("answered", "已答复", "Answered", true)];
    private static readonly WorkItemOutcome[] Signature = [new("agree", "同意", "Agrees", false), new("disagree", "不同意", "Disagrees", true)];

    /// <summary>Asks one body, or one person of it.</summary>
    /// <param name="to">The post that is asked, and who of it; no name for whoever takes it.</param>
    /// <exception cref="Domain.Errors.RefusedException"><c>consent-needed</c>.</exception>
    public async Task AskAsync(WorkItem step, CaseFile file, WorkItemKind kind, (Post Post, string? UserName) to, string question, Caller by, DateTimeOffset now, CancellationToken ct)
    {
        var (zh, en) = kind is WorkItemKind.Countersign ? ("会签：", "Countersign: ") : ("征求意见：", "Opinion asked: ");
        var item = WorkItem.Open(new WorkItemOpening
        {
            Id = Guid.CreateVersion7(now),
            Case = file,
            ActivityId = $"ask:{step.ActivityId}",
            Kind = kind,
            TitleZh = zh + step.TitleZh,
            TitleEn = en + step.TitleEn,
            Body = to.Post.Body,
            Role = to.Post.Role,
            Outcomes = kind is WorkItemKind.Countersign ? Signature : Opinion,
            AskedFor = step.Id,
            Question = question,
            OpenedAt = now,
        });
        if (to.UserName is { } person) item.AssignTo(person);
        // A colleague of the body that has the step sees nothing new.
        if (item.Body != step.Body) await posts.LetInAskedAsync(file, item.Body, step.ActivityId, Actor.Of(by, step.Body), now, ct);
        db.WorkItems.Add(item);
        await posts.KeepAsync(item, file, now, ct);
        messages.Tell(file, item.Body, $"办件 {file.Number} 的“{step.TitleZh}”请你单位{(kind is WorkItemKind.Countersign ? "会签" : "提出意见")}。", $"Your body is asked about “{step.TitleEn}” of case {file.Number}.", now);
        Audit(file, by, step.Body, AuditActions.StepOpened, item, null, now);
    }

    /// <summary>The question is answered; whoever asked is told.</summary>
    public async Task AnsweredAsync(WorkItem asked, CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        file.Touch(now);
        if ((await cases.OfAsync(file, ct)).Items.FirstOrDefault(i => i.Id == asked.AskedFor) is { } step)
            messages.Tell(file, step.Body, $"办件 {file.Number} 的“{asked.TitleZh}”已有答复。", $"“{asked.TitleEn}” of case {file.Number} has an answer.", now);
    }

    /// <summary>Takes a question back that nobody has answered.</summary>
    /// <exception cref="Domain.Errors.RefusedException"><c>consult-not-here</c>, <c>task-not-yours</c>, <c>task-claimed-by-other</c>, <c>recused</c>, <c>self-approval</c>.</exception>
    public async Task RecallAsync(WorkItem asked, CaseFile file, string reason, Caller who, DateTimeOffset now, CancellationToken ct)
    {
        var moving = await cases.OfAsync(file, ct);
        if (asked.AskedFor is not { } id || moving.Items.FirstOrDefault(i => i.Id == id) is not { } step) throw WorkItemErrors.ConsultNotHere();
        if (!who.SeesEverything)
        {
            (await rules.OfAsync(step, file, ct)).Refuse(who.UserName);
            step.Claim(who);
        }
        asked.Cancel("recalled", who.UserName, now);
        Audit(file, who, step.Body, "recalled", asked, reason, now);
    }

    /// <exception cref="Domain.Errors.RefusedException"><c>countersign-open</c>.</exception>
    public async Task RefuseWhileUnsignedAsync(WorkItem step, CaseFile file, CancellationToken ct)
    {
        if ((await cases.OfAsync(file, ct)).Items.Any(i => i.IsOpen && i.AskedFor == step.Id && i.Kind is WorkItemKind.Countersign)) throw WorkItemErrors.CountersignOpen();
    }

    /// <summary>What was asked about a task, oldest first.</summary>
    public Task<List<WorkItem>> AskedAsync(WorkItem step, CancellationToken ct) =>
        db.WorkItems.AsNoTracking().Where(w => w.CaseId == step.CaseId && w.AskedFor == step.Id).OrderBy(w => w.OpenedAt).ThenBy(w => w.Id).ToListAsync(ct);

    private void Audit(CaseFile file, Caller by, string? body, string action, WorkItem item, string? reason, DateTimeOffset now) =>
        db.Audit.Add(file.Audit(new AuditFact(by.UserName, body, action, item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, body = item.Body, reason }, CaseJson.Detail)), now));
}
