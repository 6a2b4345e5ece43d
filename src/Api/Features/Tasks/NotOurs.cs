using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>
/// A body says that a task is not its to do (不归我办). It goes to the body that is suggested, else to the window that
/// registered the case, which must say who does it. The third time, the joint meeting's office decides, and its word holds.
/// </summary>
internal sealed record NotOurs(Guid Id, string? Reason, string? SuggestedBody) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class NotOursHandler(OneWindowDb db, CommandFrame frame, TaskDesk desk, BounceDesk bounces)
    : IRequestHandler<NotOurs, CaseProgress>
{
    public async Task<CaseProgress> Handle(NotOurs request, CancellationToken cancellationToken)
    {
        var (who, now) = (frame.Who, frame.Now());
        var (item, file) = await desk.TakeAsync(who, request.Id, cancellationToken);
        if (item.Kind is not WorkItemKind.Step) throw WorkItemErrors.NotOursNotHere();
        item.Claim(who);
        item.RefuseWhileUnassigned();
        if (item.IsAssigned) throw WorkItemErrors.BounceFinal();
        var bounce = await bounces.PassOnAsync(item, file, request, who, now, cancellationToken);
        db.Audit.Add(file.Audit(new(who.UserName, bounce.Body, "not-ours", item.ActivityId, JsonSerializer.Serialize(
            new { title = item.TitleZh, titleEn = item.TitleEn, from = bounce.Body, to = item.Body, suggested = bounce.Suggested, reason = bounce.Reason, count = file.Bounces!.Count }, CaseJson.Detail)), now));
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
