using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Organisations;

namespace OneWindow.Api.Features.Office;

/// <summary>Everything open in the county at this moment, for the joint office: how much, how late, where.</summary>
/// <param name="Area">The area whose parts are told apart; null for the highest that there is.</param>
internal sealed record GetOverview(string? Area) : IRequest<Overview>;

/// <summary>One row of the overview.</summary>
/// <param name="Soon">Due within the next workdays.</param>
/// <param name="Yellow">With a yellow card, not late yet.</param>
/// <param name="Red">Past the limit.</param>
internal sealed record OverviewRow(string Key, string Name, string NameEn, int Open, int Soon, int Yellow, int Red)
{
    /// <summary>Tasks that have stood too long; 0 for rows of cases.</summary>
    public int Stuck { get; init; }

    /// <summary>Whether the area has parts of its own to look at; false for all other rows.</summary>
    public bool HasParts { get; init; }
}

/// <param name="At">The moment of all its numbers.</param>
/// <param name="SoonUntil">The last day of what is due soon.</param>
/// <param name="StuckDays">After how many days a task is stuck.</param>
/// <param name="Cases">All open cases together.</param>
/// <param name="Bounced">Cases of which a body has said that they are not its to do.</param>
/// <param name="Parked">Messages given up until somebody has them tried again, as far as it is worth counting.</param>
/// <param name="Area">Code of the area whose parts are told apart.</param>
/// <param name="Areas">Its parts, and what lies in none of them, so that they add up.</param>
internal sealed record Overview(
    DateTimeOffset At, DateOnly SoonUntil, int StuckDays, OverviewRow Cases, int Bounced, int Stuck, int Meeting, int Incidents, int Parked,
    string Area, IReadOnlyList<OverviewRow> Bodies, IReadOnlyList<OverviewRow> Areas, IReadOnlyList<OverviewRow> Services);

internal sealed class GetOverviewHandler(OneWindowDb db, CurrentCaller caller, OfficeScope scope, OfficeSettings settings, CatalogueSnapshot catalogue)
    : IRequestHandler<GetOverview, Overview>
{
    public async Task<Overview> Handle(GetOverview request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var (at, area) = (scope.Moment(), AreaOf(request.Area));
        var cells = await CellsAsync(at, cancellationToken);
        var bodies = await BodiesAsync(at, cancellationToken);
        var parked = await db.Outbox.Where(m => m.State == OutboxState.Parked).Take(CaseCounts.Most).CountAsync(cancellationToken);
        return new Overview(
            catalogue.Calendar.Local(at.Now), catalogue.Calendar.LastDay(at.SoonBy)!.Value, settings.StuckDays, Sum("", "", "", cells),
            await scope.Cases(OfficeScope.Bounced, null, null, at).CountAsync(cancellationToken),
            bodies.Sum(b => b.Stuck),
            await scope.Tasks(OfficeScope.Meeting, null, null, null, at).CountAsync(cancellationToken),
            await scope.Tasks(OfficeScope.Incident, null, null, null, at).CountAsync(cancellationToken), parked,
            area.Code, bodies, [.. Areas(area, cells)], [.. Services(cells)]);
    }

    /// <summary>The smallest groups that every other number of cases is a sum of; read from one index and nothing else.</summary>
    private async Task<List<Cell>> CellsAsync(OfficeMoment at, CancellationToken ct) => await scope.OpenCases()
        .GroupBy(c => new { c.ServiceKey, c.ApplicantArea })
        .Select(g => new Cell(
            g.Key.ServiceKey, g.Key.ApplicantArea, g.Count(), g.Count(c => c.DueAt > at.Now && c.DueAt <= at.SoonBy),
            g.Count(c => c.DueAt > at.Now && c.YellowAt != null), g.Count(c => c.DueAt <= at.Now))).ToListAsync(ct);

    private async Task<List<OverviewRow>> BodiesAsync(OfficeMoment at, CancellationToken ct)
    {
        var groups = await scope.OpenTasks().GroupBy(w => w.Body).Select(g => new
        {
            Body = g.Key,
            Open = g.Count(),
            Soon = g.Count(w => w.DueOrder > at.Now && w.DueOrder <= at.SoonBy),
            Yellow = g.Count(w => w.DueOrder > at.Now && w.YellowAt != null && w.OverdueAt == null),
            Red = g.Count(w => w.DueOrder <= at.Now),
            Stuck = g.Count(w => w.OpenedAt <= at.StuckSince),
        }).ToListAsync(ct);
        return [.. from g in groups
                   orderby g.Red descending, g.Stuck descending, g.Open descending, g.Body
                   select new OverviewRow(g.Body, catalogue.BodyName(g.Body), catalogue.BodyNameEn(g.Body), g.Open, g.Soon, g.Yellow, g.Red) { Stuck = g.Stuck }];
    }

    private IEnumerable<OverviewRow> Services(IReadOnlyList<Cell> cells) =>
        from g in cells.GroupBy(c => c.Service, StringComparer.Ordinal)
        let service = catalogue.Service(g.Key)?.Definition
        let row = Sum(g.Key, service?.Name ?? g.Key, service?.NameEn ?? g.Key, g)
        orderby row.Red descending, row.Open descending, row.Key
        select row;

    /// <summary>The parts of an area in the order of the map. What lies in none of them is a row of its own, so that the rows add up.</summary>
    private IEnumerable<OverviewRow> Areas(Area area, IReadOnlyList<Cell> cells)
    {
        var directory = catalogue.Organisations;
        foreach (var part in directory.Areas.Where(a => a.Parent == area.Code))
        {
            var row = Sum(part.Code, part.Name, part.NameEn ?? part.Name, cells.Where(c => directory.IsWithin(c.Area, part.Code)));
            yield return row with { HasParts = directory.Areas.Any(a => a.Parent == part.Code) };
        }

        if (Sum($"{OfficeScope.Alone}{area.Code}", area.Name, area.NameEn ?? area.Name, cells.Where(c => c.Area == area.Code)) is { Open: > 0 } itself) yield return itself;
        if (area == scope.Highest() && Sum(OfficeScope.NoArea, "", "", cells.Where(c => !directory.IsWithin(c.Area, area.Code))) is { Open: > 0 } lost) yield return lost;
    }

    /// <exception cref="RefusedException"><c>not-found</c>.</exception>
    private Area AreaOf(string? code) => string.IsNullOrEmpty(code) ? scope.Highest() : catalogue.Organisations.FindArea(code) ?? throw AccessErrors.NotFound();

    private static OverviewRow Sum(string key, string name, string nameEn, IEnumerable<Cell> cells) => cells.Aggregate(
        new OverviewRow(key, name, nameEn, 0, 0, 0, 0),
        (sum, c) => sum with { Open = sum.Open + c.Open, Soon = sum.Soon + c.Soon, Yellow = sum.Yellow + c.Yellow, Red = sum.Red + c.Red });

    private sealed record Cell(string Service, string Area, int Open, int Soon, int Yellow, int Red);
}
