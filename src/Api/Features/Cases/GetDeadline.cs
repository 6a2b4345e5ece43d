using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>How the due dates of a case and of its steps come about, day by day.</summary>
internal sealed record GetDeadline(string Number) : IRequest<CaseDeadlines>;

/// <param name="Case">Null where the service promises no limit for the whole case.</param>
internal sealed record CaseDeadlines(DeadlineView? Case, IReadOnlyList<StepDeadline> Steps);

internal sealed record StepDeadline(
    Guid TaskId, string ActivityId, string Title, string TitleEn, string Body, WorkItemState State, DeadlineView Deadline);

/// <param name="Used">Counted so far, in the limit's unit.</param>
/// <param name="YearsWithoutNotice">Years for which the calendar has no holidays yet: those days may move the date.</param>
internal sealed record DeadlineView(
    string Limit, string LimitText, string LimitTextEn, string? Basis, string? Source, DateTimeOffset StartedAt,
    DateOnly? DueOn, DateTimeOffset? DueAt, bool Paused, int Used, int Remaining, IReadOnlyList<DeadlineDay> Days,
    IReadOnlyList<PauseView> Pauses, IReadOnlyList<int> YearsWithoutNotice);

internal sealed record PauseView(DateTimeOffset From, DateTimeOffset? To, string Reason, string ReasonEn);

internal sealed class GetDeadlineHandler(
    OneWindowDb db, AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<GetDeadline, CaseDeadlines>
{
    public async Task<CaseDeadlines> Handle(GetDeadline request, CancellationToken cancellationToken)
    {
        var found = await access.CaseAsync(caller.Required, request.Number, cancellationToken);
        var items = await ItemsInOrderAsync(found.Id, cancellationToken);
        var now = clock.GetUtcNow();
        return new CaseDeadlines(OfCase(found, now), [.. items.Select(item => OfStep(item, now))]);
    }

    // Several tasks may open in one instant; the numbers of the audit rows know which came first.
    private async Task<IEnumerable<WorkItem>> ItemsInOrderAsync(Guid caseId, CancellationToken ct)
    {
        var items = await db.WorkItems.AsNoTracking().Where(w => w.CaseId == caseId && w.LimitText != null).ToListAsync(ct);
        var openings = await db.Audit.AsNoTracking().Where(a => a.CaseId == caseId && a.Action == AuditActions.StepOpened)
            .Select(a => new { a.ActivityId, a.At, a.Sequence }).ToListAsync(ct);
        var order = openings.ToLookup(o => (o.ActivityId, o.At), o => o.Sequence);
        return items.OrderBy(w => w.OpenedAt).ThenBy(w => order[(w.ActivityId, w.OpenedAt)].DefaultIfEmpty().Min()).ThenBy(w => w.Id);
    }

    private DeadlineView? OfCase(CaseFile found, DateTimeOffset now) => found.Limit is { } limit
        ? View(
            new LimitRule(limit, found.LimitBasis ?? "", found.LimitSource),
            DeadlineCalculator.Compute(catalogue.Calendar, limit, found.RegisteredAt, found.LawPauses(), found.ClosedAt ?? now),
            [.. found.Pauses.Select(p => new PauseView(
                catalogue.Calendar.Local(p.From), catalogue.Calendar.Local(p.To), p.ReasonZh, p.ReasonEn))])
        : null;

    // A step's own limit runs on while the case's clock stands still: it is the limit of that very waiting.
    private StepDeadline OfStep(WorkItem item, DateTimeOffset now)
    {
        var limit = item.Limit!.Value;
        var deadline = DeadlineCalculator.Compute(catalogue.Calendar, limit, item.OpenedAt, [], item.ClosedAt ?? now);
        return new StepDeadline(
            item.Id, item.ActivityId, item.TitleZh, item.TitleEn, item.Body, item.State,
            View(new LimitRule(limit, item.LimitBasis ?? "", item.LimitSource), deadline, []));
    }

    private DeadlineView View(LimitRule rule, Deadline deadline, IReadOnlyList<PauseView> pauses) => new(
        rule.Limit.ToString(), rule.Limit.ToChinese(), rule.Limit.ToEnglish(), rule.Basis, rule.Source,
        catalogue.Calendar.Local(deadline.StartedAt), deadline.DueOn, catalogue.Calendar.Local(deadline.DueAt), deadline.IsPaused,
        deadline.UsedCount, deadline.RemainingCount, deadline.Days, pauses, deadline.YearsWithoutNotice);
}
