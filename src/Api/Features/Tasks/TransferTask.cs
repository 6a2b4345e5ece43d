using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Supervising;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Passes a task on: to a body (its code), or to a colleague of the same post (a user name).</summary>
internal sealed record TransferTask(Guid Id, string? To, string? Reason) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(To)) findings.Add("to", "请选择接收方。(A receiver is required.)");
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class TransferTaskHandler(OneWindowDb db, CommandFrame frame, TaskDesk desk, TaskHandOver handOver)
    : IRequestHandler<TransferTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(TransferTask request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var (item, file) = await desk.TakeAsync(who, request.Id, cancellationToken);
        if (!who.SeesEverything) item.Claim(who);
        var (now, from, to) = (frame.Now(), item.Body, request.To!.Trim());
        await handOver.ToAsync(item, file, to, who, now, cancellationToken);
        db.Audit.Add(file.Audit(new(who.UserName, from, "transferred", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, from, to, reason = request.Reason!.Trim() }, CaseJson.Detail)), now));
        if (who.SeesEverything)
            db.SupervisoryActs.Add(new SupervisoryAct(file, item, SupervisoryActKind.Assign, from, item.Body, who.UserName, Actor.Of(who).Body, request.Reason!.Trim(), now));
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
