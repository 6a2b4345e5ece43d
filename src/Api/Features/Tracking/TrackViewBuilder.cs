using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Letters;
using OneWindow.Api.Features.Matters;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tracking;

/// <summary>
/// Says in a resident's words where a case is. The rows come in one round trip; only a matter and its parts need another.
/// </summary>
internal sealed class TrackViewBuilder(TrackReader reader, CatalogueSnapshot catalogue, TrackOutlook outlook, MatterViews matters, TimeProvider clock)
{
    /// <summary>With the picture.</summary>
    public Task<TrackView> BuildAsync(CaseFile found, CancellationToken ct) => BuildAsync(found, drawn: true, ct);

    /// <param name="drawn">With the picture, of which other software gets nothing.</param>
    public async Task<TrackView> BuildAsync(CaseFile found, bool drawn, CancellationToken ct)
    {
        var service = catalogue.Service(found.ServiceKey, found.ServiceVersion)?.Definition;
        var result = service?.Results.FirstOrDefault(r => r.Key == found.Result);
        var read = await reader.OfAsync(found, ct);
        var open = read.Open;
        var asked = open.FirstOrDefault(t => t.Kind is WorkItemKind.Materials);
        var why = found.IsClosed || open.Count == 0 ? null : ResidentReason.Of(open, catalogue, found.IsPaused);
        return new TrackView(
            found.Number, service?.Name ?? "", service?.NameEn ?? "", found.Status,
            found.IsClosed ? $"已办结：{result?.Name ?? found.Result}" : found.StageResidentZh ?? found.StageZh,
            found.IsClosed ? $"Closed: {result?.NameEn ?? found.Result}" : found.StageResidentEn ?? found.StageEn,
            open.Count == 0 ? null : NextStep(open[0]), catalogue.Calendar.LastDay(found.IsClosed ? null : found.DueAt), found.IsPaused,
            asked is null ? null : Asked(found, asked),
            Progress(read),
            result?.Name, result?.NameEn, catalogue.Calendar.Local(found.RegisteredAt), catalogue.Calendar.Local(found.ClosedAt),
            Messages(read),
            new ContactView(catalogue.BodyName(found.Station), catalogue.BodyNameEn(found.Station), catalogue.BodyPhone(found.Station)))
        {
            ProvisionalYear = found.IsClosed || found.DueAt is null ? null : found.AwaitedYear,
            Picture = drawn ? outlook.Picture(found, read) : null,
            Rating = read.Ratings.FirstOrDefault(r => r.ClosedAt == found.ClosedAt) is { } rating ? GivenRating.Of(rating, found, catalogue) : null,
            Matter = await matters.MatterAsync(found, ct),
            Parts = await matters.PartsAsync(found, ct),
            Why = why?.Chinese,
            WhyEn = why?.English,
            Forecast = outlook.Forecast(read),
            Letters = Letters(read),
            Objections = Objections(read),
            ObjectUntil = ObjectUntil(found, read),
            MaySend = asked is null ? Papers(found, isAwaited: false) : [],
            MayWithdraw = WithdrawalDesk.MayOnline(found, catalogue, read.HasGrants),
        };
    }

    private TrackedLetter[] Letters(TrackedCase read) =>
        [.. read.Letters.OrderBy(l => l.IssuedAt).ThenBy(l => l.Number, StringComparer.Ordinal).Select(l => new TrackedLetter(l.Number, l.TitleZh, l.TitleEn, l.Code, catalogue.Calendar.Local(l.IssuedAt)))];

    private ObjectionView[] Objections(TrackedCase read) => [.. from objection in read.Objections
                                                                join task in read.Tasks on objection.WorkItemId equals task.Id
                                                                orderby objection.FiledAt
                                                                select ObjectionView.Of(objection, task.Body, task.DueAt, catalogue)];

    private DateOnly? ObjectUntil(CaseFile found, TrackedCase read) =>
        found.ClosedAt is { } closedAt && catalogue.ObjectionsOf(found) is { } rule && read.Objections.All(o => o.ClosedAt != closedAt)
        && catalogue.ObjectionEndsAt(rule, closedAt) is { } end && clock.GetUtcNow() < end ? catalogue.Calendar.LastDay(end) : null;

    // Sent back, withdrawn and repaired steps are the administration's own affair.
    private PassedStepView[] Progress(TrackedCase read) =>
        [.. read.Tasks.Where(t => t is { State: WorkItemState.Done, IsStep: true }).OrderBy(t => t.ClosedAt).ThenBy(t => t.Id)
            .Select(t => new PassedStepView(t.TitleZh, t.TitleEn, catalogue.Calendar.Local(t.ClosedAt ?? t.OpenedAt)))];

    private TrackMessage[] Messages(TrackedCase read) =>
        [.. read.Messages.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).GroupBy(m => (m.TextZh, m.TextEn, m.CreatedAt))
            .Select(rows => new TrackMessage(rows.Key.TextZh, rows.Key.TextEn, catalogue.Calendar.Local(rows.Key.CreatedAt))
            {
                Arrived = [.. rows.Where(r => r.Lane != Lanes.InApp && r.State is OutboxState.Delivered).Select(r => r.Lane).Order(StringComparer.Ordinal)],
                IsLost = rows.Any(r => r.State is OutboxState.Parked),
            })];

    private NextStepView NextStep(TrackedTask task) => new(
        task.ResidentZh ?? task.TitleZh, task.ResidentEn ?? task.TitleEn, catalogue.BodyName(task.Body),
        catalogue.BodyNameEn(task.Body), catalogue.Calendar.LastDay(task.DueAt), task.AwaitedYear);

    private AskedView Asked(CaseFile found, TrackedTask task) => new(
        task.ResidentZh ?? "请补齐材料。", task.ResidentEn ?? "Please bring what is missing.",
        Papers(found, isAwaited: true), catalogue.Calendar.LastDay(task.DueAt), catalogue.BodyName(task.Body), catalogue.BodyNameEn(task.Body));

    private AskedMaterial[] Papers(CaseFile found, bool isAwaited)
    {
        var asked = AskedPapers.Of(found, isAwaited).Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        return [.. MaterialView.Of(found, catalogue).Where(m => asked.Contains(m.Key)).Select(m => new AskedMaterial(m.Key, m.Name, m.NameEn) { Needs = m.Needs, NeedsEn = m.NeedsEn, Until = m.PromisedUntil })];
    }
}
