using System.Text.Json;
using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Workflows.Execution;
using WorkItemKind = OneWindow.Domain.WorkItems.WorkItemKind;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Sends the case back to an earlier step; its history stays, its clock runs on.</summary>
internal sealed record ReturnTask(Guid Id, string? ToActivityId, string? Reason) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class ReturnTaskHandler(OneWindowDb db, CommandFrame frame, TaskDesk desk, CaseProcess process)
    : IRequestHandler<ReturnTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(ReturnTask request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var (item, file) = await desk.TakeToDecideAsync(who, request.Id, cancellationToken);
        if (item.Kind is not WorkItemKind.Step) throw new RefusedException(RefusalKind.Conflict, "return-not-here", "这类任务不能退回。(A task of this kind is not sent back.)");
        var now = frame.Now();
        item.Claim(who);
        item.RefuseWhileUnassigned();
        file.Advance(now);
        var to = string.IsNullOrWhiteSpace(request.ToActivityId) ? null : request.ToActivityId.Trim();
        db.Audit.Add(file.Audit(new(who.UserName, item.Body, "returned", item.ActivityId,
            JsonSerializer.Serialize(new { title = item.TitleZh, titleEn = item.TitleEn, to, reason = request.Reason!.Trim(), body = item.Body }, CaseJson.Detail)), now));
        await process.AdvanceAsync(file, new ReturnStimulus(item.BookmarkId!, to), Actor.Of(who, item.Body), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
