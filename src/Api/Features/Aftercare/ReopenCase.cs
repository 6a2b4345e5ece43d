using MediatR;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Process;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Objections;

namespace OneWindow.Api.Features.Aftercare;

/// <summary>A window or the joint office opens a closed case again, within the time that its service sets.</summary>
internal sealed record ReopenCase(string Number, string? Reason) : ICommand<CaseProgress>, IValidate
{
    public const int MaxReasonLength = 500;

    public void Validate(Findings findings)
    {
        if (string.IsNullOrWhiteSpace(Reason)) findings.Add("reason", "请写明理由。(A reason is required.)");
        else if (Reason.Length > MaxReasonLength) findings.Add("reason", "理由过长。(The reason is too long.)");
    }
}

internal sealed class ReopenCaseHandler(CommandFrame frame, ReopenDesk desk, AftercareTasks tasks, CatalogueSnapshot catalogue)
    : IRequestHandler<ReopenCase, CaseProgress>
{
    public async Task<CaseProgress> Handle(ReopenCase request, CancellationToken cancellationToken)
    {
        var who = frame.Who;
        var file = await frame.CaseAsync(request.Number, cancellationToken);
        if (!who.SeesEverything && !who.IsAtWindow)
            throw new RefusedException(RefusalKind.Forbidden, "not-a-window", "请由窗口或联席会议办公室重新办理。(A window or the joint office opens cases again.)");
        if (file.ClosedAt is not { } closedAt) throw CaseErrors.NotClosed(file.Number);
        if (tasks.RulesOf(file).Reopen is not { } rule || (rule.Results.Count > 0 && !rule.Results.Contains(file.Result!))) throw ObjectionErrors.ReopenNotOffered();
        var now = frame.Now();
        var end = DeadlineCalculator.DueAt(catalogue.Calendar, rule.Within, closedAt, [], closedAt);
        if (now >= end) throw ObjectionErrors.ReopenTooLate(catalogue.Calendar.LastDay(end));
        await desk.ReopenAsync(file, rule.Step, rule.Anew, request.Reason!.Trim(), Actor.Of(who), now, cancellationToken);
        return await frame.CommitAsync(file, now, cancellationToken);
    }
}
