using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Supervising;
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
    OneWindowDb db, CaseReader cases, AccessPolicy access, SupervisionDesk desk, CurrentCaller caller, TimeProvider clock, CaseProgressReader progress)
    : IRequestHandler<ChaseTask, CaseProgress>
{
    public async Task<CaseProgress> Handle(ChaseTask request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var moving = await cases.OfTaskAsync(request.Id, cancellationToken) ?? throw WorkItemErrors.NotFound();
        var (item, file, now) = (moving.Items.Single(i => i.Id == request.Id), moving.File, clock.GetUtcNow());
        await RefuseStrangersAsync(who, file, cancellationToken);
        if (!item.IsOpen) throw WorkItemErrors.AlreadyDecided();
        await desk.ChaseAsync(file, item, who, request.Message!.Trim(), now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await progress.OfAsync(file, who, now, cancellationToken);
    }

    private async Task RefuseStrangersAsync(Caller who, CaseFile file, CancellationToken ct)
    {
        if (who.SeesEverything || who.Bodies.Contains(file.Station)) return;
        throw await access.VisibleCases(who).AnyAsync(c => c.Id == file.Id, ct) ? WorkItemErrors.ChaseNotYours() : WorkItemErrors.NotFound();
    }
}
