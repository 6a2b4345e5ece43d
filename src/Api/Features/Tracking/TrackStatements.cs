using OneWindow.Api.Storage;
using OneWindow.Domain.Forecasts;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Objections;
using OneWindow.Domain.Ratings;
using OneWindow.Domain.Results;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tracking;

/// <summary>What a resident is told of a case, as one command for one round trip, and the readers of its results.</summary>
internal sealed class TrackStatements
{
    private const string CaseId = "CaseId";

    public TrackStatements(OneWindowDb db)
    {
        (Tasks, Messages, Letters) = (new(db.Model, typeof(WorkItem)), new(db.Model, typeof(OutboxMessage)), new(db.Model, typeof(IssuedLetter)));
        (Objections, Forecasts, Ratings) = (new(db.Model), new(db.Model), new(db.Model));
        var select = new SelectText(db);
        string[] always =
        [
            select.Of<WorkItem>(Tasks.Columns, CaseId, RoundTrip.Parameter),
            $"{select.Of<OutboxMessage>(Messages.Columns, CaseId, RoundTrip.Parameter)} AND {select.Is<OutboxMessage>(nameof(OutboxMessage.To), OutboxMessage.Applicant)}",
            select.Of<IssuedLetter>(Letters.Columns, CaseId, RoundTrip.Parameter),
            select.Of<Objection>(Objections.Columns, CaseId, RoundTrip.Parameter),
        ];
        OfOpen = new RoundTrip(db, [.. always, ForecastsOfOpen(select), select.Of<Grant>([nameof(Grant.Id)], CaseId, RoundTrip.Parameter)]);
        OfClosed = new RoundTrip(db, [.. always, select.Of<Rating>(Ratings.Columns, CaseId, RoundTrip.Parameter)]);
    }

    public RowReader<TrackedTask> Tasks { get; }
    public RowReader<ToldMessage> Messages { get; }
    public RowReader<PrintedLetter> Letters { get; }
    public RowReader<Objection> Objections { get; }
    public RowReader<StepForecast> Forecasts { get; }
    public RowReader<Rating> Ratings { get; }

    /// <summary>Tasks, messages, letters and objections, what is known of the steps that are open, and whether anything was granted.</summary>
    public RoundTrip OfOpen { get; }

    /// <summary>Tasks, messages, letters and objections, and the ratings.</summary>
    public RoundTrip OfClosed { get; }

    private string ForecastsOfOpen(SelectText select)
    {
        var (known, open) = (select.Table<StepForecast>(), select.Table<WorkItem>());
        string Same(string column) => $"{known}.{select.Name(column)} = {open}.{select.Name(column)}";
        return $"SELECT {string.Join(", ", Forecasts.Columns.Select(c => $"{known}.{select.Name(c)}"))} FROM {open} JOIN {known} ON "
            + $"{Same(nameof(StepForecast.ServiceKey))} AND {Same(nameof(StepForecast.ActivityId))} "
            + $"WHERE {select.Name(CaseId)} = {RoundTrip.Parameter} AND {select.Is<WorkItem>(nameof(WorkItem.State), WorkItemState.Open)}";
    }
}
