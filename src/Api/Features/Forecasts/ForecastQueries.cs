using OneWindow.Api.Storage;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Forecasts;

internal static class ForecastQueries
{
    /// <summary>Most cases of one service and month.</summary>
    private const int CasesOfMonth = 150;

    /// <summary>The steps of the first cases that were registered within a span of time.</summary>
    public static IQueryable<SeenStep> Sample(OneWindowDb db, string service, DateTimeOffset from, DateTimeOffset to) =>
        db.Cases.Where(c => c.ServiceKey == service && c.RegisteredAt >= from && c.RegisteredAt < to)
            .OrderBy(c => c.RegisteredAt).Take(CasesOfMonth)
            .Join(
                db.WorkItems.Where(w => !WorkItemKinds.BesideWorkflow.Contains(w.Kind) && w.Kind != WorkItemKind.Incident),
                c => c.Id, w => w.CaseId, (c, w) => new SeenStep(c.Id, c.ClosedAt, w.ActivityId, w.OpenedAt, w.ClosedAt));
}
