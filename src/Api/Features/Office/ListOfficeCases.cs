using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Office;

/// <summary>The open cases behind a number of the overview, the oldest first. For the joint office and administrators.</summary>
/// <param name="What">open (the default), soon, yellow, red or bounced.</param>
/// <param name="Area">An area with all that lies in it.</param>
internal sealed record ListOfficeCases(string? What, string? Service, string? Area, string? Cursor, int? Size) : IRequest<OfficeList<OfficeCase>>, IValidate
{
    public void Validate(Findings findings) => OfficeScope.Check(What, OfficeScope.CaseWords, findings);
}

/// <param name="Tasks">Its open tasks, which supervising acts on.</param>
internal sealed record OfficeCase(
    string Number, string Service, string Applicant, string Area, CaseStatus Status, string? Stage, string? StageEn,
    DateTimeOffset RegisteredAt, DateOnly? DueOn, string? Card, IReadOnlyList<OfficeCaseTask> Tasks);

internal sealed record OfficeCaseTask(Guid Id, string Title, string TitleEn, string Body, string BodyName);

internal sealed class ListOfficeCasesHandler(OneWindowDb db, CurrentCaller caller, OfficeScope scope, CatalogueSnapshot catalogue)
    : IRequestHandler<ListOfficeCases, OfficeList<OfficeCase>>
{
    public async Task<OfficeList<OfficeCase>> Handle(ListOfficeCases request, CancellationToken cancellationToken)
    {
        _ = caller.RequiredOffice;
        var (at, size) = (scope.Moment(), Cursor.SizeOf(request.Size));
        var cases = scope.Cases(request.What, request.Service, request.Area, at);
        var count = await cases.CountAsync(cancellationToken);
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var after = UtcMicroseconds.FromMicroseconds(cursor.Sort);
            cases = cases.Where(c => c.RegisteredAt > after || (c.RegisteredAt == after && string.Compare(c.Number, cursor.Tie) > 0));
        }

        var rows = await cases.AsNoTracking().OrderBy(c => c.RegisteredAt).ThenBy(c => c.Number).Take(size + 1)
            .Select(c => new Row(c.Id, c.Number, c.ServiceKey, c.ApplicantName, c.ApplicantArea, c.Status, c.StageZh, c.StageEn, c.RegisteredAt, c.DueAt, c.YellowAt, c.OverdueAt))
            .ToListAsync(cancellationToken);
        var tasks = await TasksAsync([.. rows.Take(size).Select(r => r.Id)], cancellationToken);
        return OfficeList<OfficeCase>.Of(count, Cursor.Cut(rows, size, row => View(row, tasks, at.Now), row => new Cursor(UtcMicroseconds.ToMicroseconds(row.RegisteredAt), row.Number)));
    }

    private async Task<ILookup<Guid, OfficeCaseTask>> TasksAsync(Guid[] cases, CancellationToken ct)
    {
        if (cases.Length == 0) return Array.Empty<Guid>().ToLookup(id => id, _ => new OfficeCaseTask(Guid.Empty, "", "", "", ""));
        var items = await db.WorkItems.AsNoTracking().Where(w => cases.Contains(w.CaseId) && w.State == WorkItemState.Open).OrderBy(w => w.DueOrder).ThenBy(w => w.Id)
            .Select(w => new { w.CaseId, w.Id, w.TitleZh, w.TitleEn, w.Body }).ToListAsync(ct);
        return items.ToLookup(i => i.CaseId, i => new OfficeCaseTask(i.Id, i.TitleZh, i.TitleEn, i.Body, catalogue.BodyName(i.Body)));
    }

    private OfficeCase View(Row row, ILookup<Guid, OfficeCaseTask> tasks, DateTimeOffset now) => new(
        row.Number, row.Service, row.Applicant, row.Area, row.Status, row.Stage, row.StageEn, catalogue.Calendar.Local(row.RegisteredAt),
        catalogue.Calendar.LastDay(row.DueAt), Cards.Word(row.OverdueAt is not null || row.DueAt <= now, row.YellowAt), [.. tasks[row.Id]]);

    private sealed record Row(
        Guid Id, string Number, string Service, string Applicant, string Area, CaseStatus Status, string? Stage, string? StageEn,
        DateTimeOffset RegisteredAt, DateTimeOffset? DueAt, DateTimeOffset? YellowAt, DateTimeOffset? OverdueAt);
}
