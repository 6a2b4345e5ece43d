using System.Text.Json.Serialization;
using MediatR;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Features.Cases;

/// <summary>Why a case is where it is: one sentence, and the facts that it is made of. Nothing is kept for it: case, open work and definition say it all.</summary>
internal sealed record ExplainCase(string Number) : IRequest<Explanation>;

internal sealed record Explanation(string Text, string TextEn, ExplanationFacts Facts);

/// <summary>The case as a whole, and the first of what it waits for.</summary>
/// <param name="Body">Code of the body that has it; null where nobody has.</param>
/// <param name="Since">When it came there.</param>
/// <param name="DueOn">The date by which it must happen there; the case's own where the step has none.</param>
/// <param name="Limit">The limit that runs there, as text.</param>
/// <param name="WaitingFor">body, applicant, partner, public-notice, parts, incident, visit, time, or closed.</param>
/// <param name="CaseDueOn">The date by which the whole case must be closed; null while its clock stands and without a limit.</param>
/// <param name="Waits">Everything it waits for, the most urgent first.</param>
internal sealed record ExplanationFacts(
    string? Stage, string? StageEn, string? Body, string? BodyName, DateTimeOffset Since, DateOnly? DueOn, string? Limit,
    string? Basis, string? Source, bool Paused, string WaitingFor, string? Result, DateOnly? CaseDueOn, IReadOnlyList<ExplainedWait> Waits)
{
    /// <summary>The year whose notice <see cref="CaseDueOn"/> waits for; null where the date is certain.</summary>
    public int? CaseProvisionalYear { get; init; }
}

/// <summary>One thing that a case waits for.</summary>
/// <param name="ActivityId">The step; null where time alone goes on.</param>
/// <param name="PartnerName">The office outside that may answer; null for most.</param>
/// <param name="IsBodyGone">The body has ended, and somebody must pass its task on.</param>
/// <param name="Why">Why routing chose the body; null where no table did.</param>
internal sealed record ExplainedWait(
    string WaitingFor, string? ActivityId, string? Title, string? TitleEn, string? Body, string? BodyName, string? BodyNameEn, bool IsBodyGone, string? Role,
    string? PartnerName, DateTimeOffset Since, DateOnly? DueOn, string? Limit, string? Basis, string? Source, string? Why, string? WhyEn)
{
    /// <summary>The year whose notice <see cref="DueOn"/> waits for; null where the date is certain.</summary>
    public int? ProvisionalYear { get; init; }

    /// <summary>The parts of a matter that are awaited, in words; null for every other wait.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BilingualText? Parts { get; init; }
}

internal sealed class ExplainCaseHandler(OneWindowDb db, AccessPolicy access, CurrentCaller caller, CaseWaits waits)
    : IRequestHandler<ExplainCase, Explanation>
{
    public async Task<Explanation> Handle(ExplainCase request, CancellationToken cancellationToken)
    {
        var who = caller.Required;
        var found = await access.CaseAsync(who, request.Number, cancellationToken);
        var facts = FactsOf(found, await waits.OfAsync(db, found, who, cancellationToken));
        var result = waits.ResultName(found);
        return new Explanation(new ExplanationText(found, facts, result.Zh).Chinese(), new ExplanationText(found, facts, result.En).English(), facts);
    }

    private ExplanationFacts FactsOf(CaseFile found, IReadOnlyList<ExplainedWait> open)
    {
        var first = open.Count > 0 ? open[0] : null;
        var caseDueOn = waits.LastDay(found.IsClosed ? null : found.DueAt);
        var takesOwn = first is { DueOn: not null } or { Limit: not null };
        return new ExplanationFacts(
            found.StageZh, found.StageEn, first?.Body, first?.BodyName, first?.Since ?? waits.Local(found.ClosedAt ?? found.StageSince ?? found.RegisteredAt),
            first?.DueOn ?? caseDueOn, takesOwn ? first!.Limit : found.IsClosed ? null : found.Limit?.ToString(),
            takesOwn ? first!.Basis : found.LimitBasis, takesOwn ? first!.Source : found.LimitSource,
            found.IsPaused, first?.WaitingFor ?? (found.IsClosed ? "closed" : "body"), found.Result, caseDueOn, open)
        {
            CaseProvisionalYear = caseDueOn is null ? null : found.AwaitedYear,
        };
    }
}
