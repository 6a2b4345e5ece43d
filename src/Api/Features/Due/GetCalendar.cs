using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Due;

/// <summary>How far the calendar reaches, and how much waits for it to reach further.</summary>
internal sealed record GetCalendar : IRequest<CalendarView>;

/// <param name="Years">Years whose notice is published.</param>
/// <param name="CertainUntil">The last day of which it is certain whether it is worked.</param>
/// <param name="AwaitedYear">The year whose notice is missing soon, or already; null while there is time.</param>
/// <param name="ProvisionalCases">Open cases whose due date waits for a notice; at most <see cref="CaseCounts.Most"/>.</param>
/// <param name="ProvisionalTasks">Open tasks likewise.</param>
internal sealed record CalendarView(
    IReadOnlyList<int> Years, DateOnly CertainUntil, int? AwaitedYear, int ProvisionalCases, int ProvisionalTasks)
{
    /// <summary>Whether somebody must do something about the calendar.</summary>
    public bool NeedsYear => AwaitedYear is not null || ProvisionalCases > 0 || ProvisionalTasks > 0;
}

internal sealed class GetCalendarHandler(AccessPolicy access, CurrentCaller caller, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<GetCalendar, CalendarView>
{
    public async Task<CalendarView> Handle(GetCalendar request, CancellationToken cancellationToken)
    {
        var (who, calendar) = (caller.Required, catalogue.Calendar);
        var today = calendar.LocalDate(clock.GetUtcNow());
        var cases = await access.VisibleCases(who).Where(c => c.AwaitedYear != null && CaseSearch.OpenStatuses.Contains(c.Status)).Take(CaseCounts.Most).CountAsync(cancellationToken);
        var tasks = await access.VisibleTasks(who).Where(w => w.AwaitedYear != null && w.State == WorkItemState.Open).Take(CaseCounts.Most).CountAsync(cancellationToken);
        return new CalendarView(calendar.Years, calendar.CertainUntil, CalendarEnd.AwaitedYear(calendar, today), cases, tasks);
    }
}

/// <summary>
/// When the coming year's calendar is asked for. The State Council's notice comes out in November; from three months
/// before the calendar ends on, ordinary limits reach beyond it.
/// </summary>
internal static class CalendarEnd
{
    private const int WarnMonths = 3;

    /// <summary>The year that is missing soon, or already; null while there is time.</summary>
    public static int? AwaitedYear(WorkCalendar calendar, DateOnly today) =>
        today.AddMonths(WarnMonths) <= calendar.CertainUntil ? null : calendar.CertainUntil.Year + 1;

    /// <summary>The warning as logs and checks give it; null while there is time.</summary>
    public static string? Warning(WorkCalendar calendar, DateOnly today) => AwaitedYear(calendar, today) is { } year
        ? $"calendar.json ends on {calendar.CertainUntil:yyyy-MM-dd}: the holidays of {year} are missing, and every date counted beyond is provisional until they are published"
        : null;
}
