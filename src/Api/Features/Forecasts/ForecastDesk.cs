using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Forecasts;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Forecasts;

/// <summary>
/// When the step at hand and the case will probably end, by what earlier cases of the service took from there on: four of
/// five end between the dates. Experience, no promise; the limits say what must be.
/// </summary>
/// <param name="ActivityId">The step that was opened last.</param>
/// <param name="Cases">How many cases it is made of.</param>
internal sealed record CaseForecast(string ActivityId, ForecastSpan? Step, ForecastSpan? Finish, int Cases, DateOnly LearntOn);

/// <param name="To">Null where too few cases lasted so long to tell.</param>
internal sealed record ForecastSpan(DateOnly From, DateOnly? To);

internal sealed class ForecastDesk(OneWindowDb db, CatalogueSnapshot catalogue, TimeProvider clock)
{
    /// <returns>Null for a closed case and where too little is known.</returns>
    public async Task<CaseForecast?> OfAsync(CaseFile found, CancellationToken ct)
    {
        if (found.IsClosed) return null;
        var step = await db.WorkItems.AsNoTracking()
            .Where(w => w.CaseId == found.Id && w.State == WorkItemState.Open && !WorkItemKinds.BesideWorkflow.Contains(w.Kind) && w.Kind != WorkItemKind.Incident)
            .OrderByDescending(w => w.OpenedAt).ThenBy(w => w.Id).Select(w => new { w.ActivityId, w.OpenedAt }).FirstOrDefaultAsync(ct);
        if (step is null) return null;
        var known = await db.Forecasts.AsNoTracking().SingleOrDefaultAsync(f => f.ServiceKey == found.ServiceKey && f.ActivityId == step.ActivityId, ct);
        return known is null ? null : Of(known, step.OpenedAt);
    }

    /// <param name="known">Of the step that was opened last.</param>
    /// <param name="openedAt">When that was.</param>
    public CaseForecast Of(StepForecast known, DateTimeOffset openedAt)
    {
        var calendar = catalogue.Calendar;
        var now = clock.GetUtcNow();
        // Another node's clock may be a moment ahead, and that moment be midnight.
        var from = openedAt < now ? openedAt : now;
        var elapsed = new WorkingTime(calendar, calendar.LocalDate(from), calendar.LocalDate(now)).Between(from, now);
        return new CaseForecast(
            known.ActivityId, Span(known.Step, openedAt, elapsed), Span(known.Finish, openedAt, elapsed), known.Cases, calendar.LocalDate(known.LearntAt));
    }

    private ForecastSpan? Span(SurvivalCurve curve, DateTimeOffset openedAt, double elapsed) => curve.Band(elapsed) is not { } band
        ? null
        : new ForecastSpan(
            WorkingTime.After(catalogue.Calendar, openedAt, band.From), band.To is { } to ? WorkingTime.After(catalogue.Calendar, openedAt, to) : null);
}
