using OneWindow.Api.Features.Forecasts;
using OneWindow.Api.Features.Pictures;
using OneWindow.Domain.Cases;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tracking;

/// <summary>What has been and what may come of a case, from the rows that were read of it.</summary>
internal sealed class TrackOutlook(PictureDesk pictures, ForecastDesk forecasts)
{
    public CasePicture Picture(CaseFile found, TrackedCase read) => pictures.Of(
        found, [.. Steps(read).OrderBy(t => t.OpenedAt).ThenBy(t => t.Id).Select(t => new PassedTask(t.ActivityId, t.Outcome, t.OpenedAt, t.ClosedAt))]);

    /// <summary>Null once closed and where too little is known.</summary>
    public CaseForecast? Forecast(TrackedCase read) =>
        Steps(read).Where(t => t.State is WorkItemState.Open).OrderByDescending(t => t.OpenedAt).ThenBy(t => t.Id).FirstOrDefault() is { } newest
        && read.Forecasts.FirstOrDefault(f => f.ActivityId == newest.ActivityId) is { } known
            ? forecasts.Of(known, newest.OpenedAt)
            : null;

    private static IEnumerable<TrackedTask> Steps(TrackedCase read) => read.Tasks.Where(t => t.IsStep);
}
