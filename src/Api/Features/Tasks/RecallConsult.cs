using MediatR;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>Whoever asked takes a question back that nobody has answered; the step no longer waits for it.</summary>
/// <param name="Id">The task that was opened for the question.</param>
internal sealed record RecallConsult(Guid Id, string? Reason) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        if (Id == Guid.Empty) findings.Add("id", "请选择要收回的征求。(Choose what to take back.)");
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > CompleteTask.MaxOpinionLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class RecallConsultHandler(CommandFrame frame, CaseReader cases, ConsultDesk consults)
    : IRequestHandler<RecallConsult, CaseProgress>
{
    public async Task<CaseProgress> Handle(RecallConsult request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var moving = await cases.OfTaskAsync(request.Id, cancellationToken) ?? throw WorkItemErrors.NotFound();
        var now = frame.Now();
        await consults.RecallAsync(moving.Items.Single(i => i.Id == request.Id), moving.File, request.Reason!.Trim(), who, now, cancellationToken);
        return await frame.CommitAsync(moving.File, now, cancellationToken);
    }
}
