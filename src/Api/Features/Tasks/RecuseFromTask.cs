using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Somebody of a task's post keeps out of its case (回避), being related to a party or interested in the outcome.</summary>
internal sealed record RecuseFromTask(Guid Id, string? Reason) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class RecuseFromTaskHandler(CommandFrame frame, TaskDesk desk, RecusalDesk recusals)
    : IRequestHandler<RecuseFromTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(RecuseFromTask request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var (item, file) = await desk.TakeAsync(who, request.Id, cancellationToken);
        if (!who.Holds(item.Body, item.Role)) throw WorkItemErrors.NotYours();
        var now = frame.Now();
        await recusals.RecordAsync(file, who.UserName, request.Reason!.Trim(), Actor.Of(who, item.Body), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
