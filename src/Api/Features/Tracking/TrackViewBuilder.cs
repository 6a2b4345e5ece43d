using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Forecasts;
using OneWindow.Api.Features.Letters;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Pictures;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tracking;

/// <summary>Says in a resident's words where a case is.</summary>
internal sealed class TrackViewBuilder(OneWindowDb db, CatalogueSnapshot catalogue, CaseViewBuilder cases, RatingDesk ratings, PictureDesk pictures, ObjectionDesk objections, WithdrawalDesk withdrawals, ForecastDesk forecasts, MatterViews matters, TimeProvider clock)
{
    /// <summary>With the picture.</summary>
    public Task<TrackView> BuildAsync(CaseFile found, CancellationToken ct) => BuildAsync(found, drawn: true, ct);

    /// <param name="drawn">With the picture, which costs a query and of which other software gets nothing.</param>
    public async Task<TrackView> BuildAsync(CaseFile found, bool drawn, CancellationToken ct)
    {
        var service = catalogue.Service(found.ServiceKey, found.ServiceVersion)?.Definition;
        var result = service?.Results.FirstOrDefault(r => r.Key == found.Result);
        var open = await db.WorkItems.AsNoTracking()
            .Where(w => w.CaseId == found.Id && w.State == WorkItemState.Open && !WorkItemKinds.BesideWorkflow.Contains(w.Kind))
            .OrderBy(w => w.DueOrder).ThenBy(w => w.Id).ToListAsync(ct);
        var why = found.IsClosed || open.Count == 0 ? null : ResidentReason.Of(open, catalogue, found.IsPaused);
        return new TrackView(
            found.Number, service?.Name ?? "", service?.NameEn ?? "", found.Status,
            found.IsClosed ? $"已办结：{result?.Name ?? found.Result}" : found.StageResidentZh ?? found.StageZh,
            found.IsClosed ? $"Closed: {result?.NameEn ?? found.Result}" : found.StageResidentEn ?? found.StageEn,
            open.Count == 0 ? null : NextStep(open[0]), catalogue.Calendar.LastDay(found.IsClosed ? null : found.DueAt), found.IsPaused,
            open.FirstOrDefault(w => w.Kind is WorkItemKind.Materials) is { } asked ? Asked(found, asked) : null,
            await ProgressAsync(found, ct),
            result?.Name, result?.NameEn, catalogue.Calendar.Local(found.RegisteredAt), catalogue.Calendar.Local(found.ClosedAt),
            await MessagesAsync(found, ct),
            new ContactView(catalogue.BodyName(found.Station), catalogue.BodyNameEn(found.Station), catalogue.BodyPhone(found.Station)))
        {
            ProvisionalYear = found.IsClosed || found.DueAt is null ? null : found.AwaitedYear,
            Picture = drawn ? await pictures.OfAsync(found, ct) : null,
            Rating = await ratings.GivenAsync(found, ct),
            Matter = await matters.MatterAsync(found, ct),
            Parts = await matters.PartsAsync(found, ct),
            Why = why?.Chinese,
            WhyEn = why?.English,
            Forecast = await forecasts.OfAsync(found, ct),
            Letters = await LettersAsync(found, ct),
            Objections = await objections.AllAsync(found, ct),
            ObjectUntil = await objections.OpenUntilAsync(found, clock.GetUtcNow(), ct),
            MaySend = open.Any(w => w.Kind is WorkItemKind.Materials) ? [] : Papers(found, isAwaited: false),
            MayWithdraw = await withdrawals.MayOnlineAsync(found, ct),
        };
    }

    private async Task<IReadOnlyList<TrackedLetter>> LettersAsync(CaseFile found, CancellationToken ct)
    {
        var letters = await db.Letters.AsNoTracking().Where(l => l.CaseId == found.Id).OrderBy(l => l.IssuedAt).ThenBy(l => l.Number).ToListAsync(ct);
        return [.. letters.Select(l => new TrackedLetter(l.Number, l.TitleZh, l.TitleEn, l.Code, catalogue.Calendar.Local(l.IssuedAt)))];
    }

    // Sent back, withdrawn and repaired steps are the administration's own affair.
    private async Task<IReadOnlyList<PassedStepView>> ProgressAsync(CaseFile found, CancellationToken ct)
    {
        var done = await db.WorkItems.AsNoTracking()
            .Where(w => w.CaseId == found.Id && w.State == WorkItemState.Done
                && !WorkItemKinds.BesideWorkflow.Contains(w.Kind) && w.Kind != WorkItemKind.Incident)
            .OrderBy(w => w.ClosedAt).ThenBy(w => w.Id)
            .Select(w => new { w.TitleZh, w.TitleEn, At = w.ClosedAt ?? w.OpenedAt }).ToListAsync(ct);
        return [.. done.Select(d => new PassedStepView(d.TitleZh, d.TitleEn, catalogue.Calendar.Local(d.At)))];
    }

    // A message that takes several channels has a row for each.
    private async Task<IReadOnlyList<TrackMessage>> MessagesAsync(CaseFile found, CancellationToken ct)
    {
        var told = await db.Outbox.AsNoTracking().Where(m => m.CaseId == found.Id && m.To == OutboxMessage.Applicant)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Select(m => new { m.TextZh, m.TextEn, m.CreatedAt, m.Lane, m.State }).ToListAsync(ct);
        return [.. told.GroupBy(m => (m.TextZh, m.TextEn, m.CreatedAt)).Select(rows => new TrackMessage(rows.Key.TextZh, rows.Key.TextEn, catalogue.Calendar.Local(rows.Key.CreatedAt))
        {
            Arrived = [.. rows.Where(r => r.Lane != Lanes.InApp && r.State is OutboxState.Delivered).Select(r => r.Lane).Order(StringComparer.Ordinal)],
            IsLost = rows.Any(r => r.State is OutboxState.Parked),
        })];
    }

    private NextStepView NextStep(WorkItem item) => new(
        item.ResidentZh ?? item.TitleZh, item.ResidentEn ?? item.TitleEn, catalogue.BodyName(item.Body),
        catalogue.BodyNameEn(item.Body), catalogue.Calendar.LastDay(item.DueAt), item.AwaitedYear);

    private AskedView Asked(CaseFile found, WorkItem item) => new(
        item.ResidentZh ?? "请补齐材料。", item.ResidentEn ?? "Please bring what is missing.",
        Papers(found, isAwaited: true), catalogue.Calendar.LastDay(item.DueAt), catalogue.BodyName(item.Body), catalogue.BodyNameEn(item.Body));

    private IReadOnlyList<AskedMaterial> Papers(CaseFile found, bool isAwaited)
    {
        var asked = AskedPapers.Of(found, isAwaited).Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        return [.. cases.Materials(found).Where(m => asked.Contains(m.Key)).Select(m => new AskedMaterial(m.Key, m.Name, m.NameEn) { Needs = m.Needs, NeedsEn = m.NeedsEn, Until = m.PromisedUntil })];
    }
}
