using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Due;
using OneWindow.Api.Storage;
using OneWindow.Domain.Audit;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Cases;

/// <summary>How the due dates of a case and of its steps come about, day by day.</summary>
internal sealed record GetDeadline(string Number) : IRequest<CaseDeadlines>;

/// <param name="Case">Null where the service promises no limit for the whole case.</param>
/// <param name="Statutory">The limit of the law beside the promised one; null where there is none of its own.</param>
internal sealed record CaseDeadlines(DeadlineView? Case, IReadOnlyList<StepDeadline> Steps, DeadlineView? Statutory);

internal sealed record StepDeadline(
    Guid TaskId, string ActivityId, string Title, string TitleEn, string Body, WorkItemState State, DeadlineView Deadline);

/// <param name="Used">Counted so far, in the limit's unit.</param>
/// <param name="YearsWithoutNotice">Years for which the calendar has no holidays yet: those days may move the date.</param>
internal sealed record DeadlineView(
    string Limit, string LimitText, string LimitTextEn, string? Basis, string? Source, DateTimeOffset StartedAt,
    DateOnly? DueOn, DateTimeOffset? DueAt, bool Paused, int Used, int Remaining, IReadOnlyList<DeadlineDay> Days,
    IReadOnlyList<PauseView> Pauses, IReadOnlyList<int> YearsWithoutNotice)
{
    /// <summary>How the limit was prolonged; null where it was not.</summary>
    public ExtensionView? Extension { get; init; }

    /// <summary>By how much the caller may prolong it now; null where not at all.</summary>
    public string? MayExtendBy { get; init; }
}

/// <param name="Limit">The limit before it was prolonged.</param>
/// <param name="UserName">Who decided it.</param>
internal sealed record ExtensionView(string Limit, string By, string ByText, string ByTextEn, string Reason, string? Source, string UserName, DateTimeOffset At);

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
        var service = catalogue.Service(found.ServiceKey, found.ServiceVersion)?.Definition;
        return new CaseDeadlines(OfCase(found, service, now), [.. items.Select(item => OfStep(item, service, now))], Statutory(found, now));
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

    private DeadlineView? OfCase(CaseFile found, ServiceDefinition? service, DateTimeOffset now)
    {
        if (found.Limit is not { } limit) return null;
        var may = found is { IsClosed: false, Extension: null } && !(found.DueAt <= now) && ExtensionRights.MayExtend(caller.Required);
        return WithPauses(found, new LimitRule(limit, found.LimitBasis ?? "", found.LimitSource), now) with
        {
            Extension = Extended(found.LimitText, found.Extension),
            MayExtendBy = may ? service?.CaseLimit?.Extension?.By.ToString() : null,
        };
    }

    private DeadlineView? Statutory(CaseFile found, DateTimeOffset now) => found.Statutory is { } rule ? WithPauses(found, rule, now) : null;

    private DeadlineView WithPauses(CaseFile found, LimitRule rule, DateTimeOffset now) => View(
        rule,
        DeadlineCalculator.Compute(catalogue.Calendar, rule.Limit, found.RegisteredAt, found.LawPauses(), found.ClosedAt ?? now),
        [.. found.Pauses.Select(p => new PauseView(
            catalogue.Calendar.Local(p.From), catalogue.Calendar.Local(p.To), p.ReasonZh, p.ReasonEn))]);

    // A step's own limit runs on while the case's clock stands still: it is the limit of that very waiting.
    private StepDeadline OfStep(WorkItem item, ServiceDefinition? service, DateTimeOffset now)
    {
        var limit = item.Limit!.Value;
        var deadline = DeadlineCalculator.Compute(catalogue.Calendar, limit, item.OpenedAt, [], item.ClosedAt ?? now);
        var may = item is { IsOpen: true, Extension: null } && !(item.DueAt <= now) && ExtensionRights.MayExtend(caller.Required, item, catalogue);
        return new StepDeadline(
            item.Id, item.ActivityId, item.TitleZh, item.TitleEn, item.Body, item.State,
            View(new LimitRule(limit, item.LimitBasis ?? "", item.LimitSource), deadline, []) with
            {
                Extension = Extended(item.LimitText, item.Extension),
                MayExtendBy = may ? service?.LimitOf(item.ActivityId)?.Extension?.By.ToString() : null,
            });
    }

    private ExtensionView? Extended(string? limit, LimitExtension? extension) => extension is null
        ? null
        : new(
            limit!, extension.By.ToString(), extension.By.ToChinese(), extension.By.ToEnglish(), extension.Reason, extension.Source,
            extension.UserName, catalogue.Calendar.Local(extension.At));

    private DeadlineView View(LimitRule rule, Deadline deadline, IReadOnlyList<PauseView> pauses) => new(
        rule.Limit.ToString(), rule.Limit.ToChinese(), rule.Limit.ToEnglish(), rule.Basis, rule.Source,
        catalogue.Calendar.Local(deadline.StartedAt), deadline.DueOn, catalogue.Calendar.Local(deadline.DueAt), deadline.IsPaused,
        deadline.UsedCount, deadline.RemainingCount, deadline.Days, pauses, deadline.YearsWithoutNotice);
}
