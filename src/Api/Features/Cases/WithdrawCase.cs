using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The applicant takes the request back. Everything that waits is withdrawn, of a matter each open part with it; nothing fires afterwards.</summary>
/// <param name="By">applicant or agent: who asks for it; null for the applicant.</param>
internal sealed record WithdrawCase(string Number, string? Reason, string? By = null) : ICommand<CaseProgress>, IValidate
{
    public void Validate(Findings findings)
    {
        ActingParty.Validate(By, findings);
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > 500) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class WithdrawCaseHandler(CommandFrame frame, CatalogueSnapshot catalogue, WithdrawalDesk withdrawals)
    : IRequestHandler<WithdrawCase, CaseProgress>
{
    public async Task<CaseProgress> Handle(WithdrawCase request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        if (!who.SeesEverything && !who.IsAtWindow)
            throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "请由窗口办理撤回。(A window withdraws cases.)");
        if (file.IsClosed) throw CaseErrors.Closed(file.Number);
        var now = frame.Now();
        if (ActingParty.IsAgent(request.By)) file.RequireAgent(catalogue.Calendar.LocalDate(now));
        await withdrawals.WithdrawAsync(file, request.Reason!.Trim(), ActingParty.Detail(request.By), Actor.Of(who), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
