using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The cases that the caller may see, newest first.</summary>
/// <param name="Status">One status, or several with commas.</param>
/// <param name="Body">Only cases in which this body takes part.</param>
/// <param name="Q">A number's or name's beginning, or a whole identity number or phone.</param>
/// <param name="Late">True: only open cases past their limit.</param>
internal sealed record ListCases(
    string? Status, string? Service, string? Body, string? Q, bool? Late, string? Cursor, int? Size)
    : IRequest<Page<CaseSummary>>, IValidate
{
    public void Validate(Findings findings)
    {
        foreach (var word in Words(Status))
            if (!TryStatus(word, out _)) findings.Add("status", $"没有状态“{word}”，应为 {string.Join("、", Enum.GetNames<CaseStatus>())}");
    }

    public CaseStatus[] Statuses() => [.. Words(Status).Where(w => TryStatus(w, out _)).Select(w => Enum.Parse<CaseStatus>(w, true))];

    private static bool TryStatus(string word, out CaseStatus status) =>
        Enum.TryParse(word, ignoreCase: true, out status) && Enum.IsDefined(status) && !char.IsAsciiDigit(word[0]);

    private static string[] Words(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>A case as lists show it.</summary>
internal sealed record CaseSummary(
    string Number, string Service, string ServiceName, CaseStatus Status, string? Result, string? Stage, string? StageEn,
    string Applicant, string Area, string Channel, string Station, DateTimeOffset RegisteredAt, DateOnly? DueOn,
    DateTimeOffset? DueAt, bool Late, DateTimeOffset? ClosedAt);

internal sealed class ListCasesHandler(
    AccessPolicy access, CurrentCaller caller, CaseSearch search, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<ListCases, Page<CaseSummary>>
{
    public async Task<Page<CaseSummary>> Handle(ListCases request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var size = Cursor.SizeOf(request.Size);
        var cases = access.VisibleInOrder(caller.Required, search.Filter(request, now), few: request.Late is true || !string.IsNullOrWhiteSpace(request.Q));
        if (Cursor.Read(request.Cursor) is { } cursor)
        {
            var at = UtcMicroseconds.FromMicroseconds(cursor.Sort);
            cases = cases.Where(l => l.RegisteredAt < at || (l.RegisteredAt == at && string.Compare(l.Number, cursor.Tie) < 0));
        }

        var rows = await cases.OrderByDescending(l => l.RegisteredAt).ThenByDescending(l => l.Number).Take(size + 1)
            .AsNoTracking()
            .Select(l => new Row(
                l.Number, l.Case.ServiceKey, l.Case.ServiceVersion, l.Case.Status, l.Case.Result, l.Case.StageZh, l.Case.StageEn,
                l.Case.ApplicantName, l.Case.ApplicantArea, l.Case.Channel, l.Case.Station, l.RegisteredAt, l.Case.DueAt,
                l.Case.OverdueAt, l.Case.ClosedAt))
            .ToListAsync(cancellationToken);
        return Cursor.Cut(
            rows, size, row => View(row, now), row => new Cursor(UtcMicroseconds.ToMicroseconds(row.RegisteredAt), row.Number));
    }

    private CaseSummary View(Row row, DateTimeOffset now) => new(
        row.Number, row.Service, catalogue.Service(row.Service, row.ServiceVersion)?.Definition.Name ?? row.Service, row.Status,
        row.Result, row.Stage, row.StageEn, row.Applicant, row.Area, row.Channel, row.Station,
        catalogue.Calendar.Local(row.RegisteredAt), catalogue.Calendar.LastDay(row.DueAt), catalogue.Calendar.Local(row.DueAt),
        row.OverdueAt is not null || row.DueAt <= (row.ClosedAt ?? now), catalogue.Calendar.Local(row.ClosedAt));

    private sealed record Row(
        string Number, string Service, int ServiceVersion, CaseStatus Status, string? Result, string? Stage, string? StageEn,
        string Applicant, string Area, string Channel, string Station, DateTimeOffset RegisteredAt, DateTimeOffset? DueAt,
        DateTimeOffset? OverdueAt, DateTimeOffset? ClosedAt);
}
