using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Cases;

/// <summary>The cases that the caller may see, newest first; late ones by how long they have been late.</summary>
/// <param name="Status">One status, or several with commas.</param>
/// <param name="Body">Only cases in which this body takes part.</param>
/// <param name="Q">A number's or name's beginning, or a whole identity number or phone.</param>
/// <param name="Late">True: only open cases past their limit.</param>
/// <param name="Card">yellow or red: only open cases with this card; red is the same as late.</param>
/// <param name="GapsToldLate">True: only cases in which a later notice named a gap that the first could have named.</param>
internal sealed record ListCases(
    string? Status, string? Service, string? Body, string? Q, bool? Late, string? Cursor, int? Size, string? Card = null, bool? GapsToldLate = null)
    : IRequest<Page<CaseSummary>>, IValidate
{
    public bool IsRed => Late is true || Cards.Of(Card) is Domain.Calendars.Card.Red;

    public bool IsYellow => !IsRed && Cards.Of(Card) is Domain.Calendars.Card.Yellow;

    public void Validate(Findings findings)
    {
        foreach (var word in Words(Status))
            if (!TryStatus(word, out _)) findings.Add("status", $"没有状态“{word}”，应为 {string.Join("、", Enum.GetNames<CaseStatus>())}");
        Cards.Check(Card, findings);
    }

    public CaseStatus[] Statuses() => [.. Words(Status).Where(w => TryStatus(w, out _)).Select(w => Enum.Parse<CaseStatus>(w, true))];

    private static bool TryStatus(string word, out CaseStatus status) =>
        Enum.TryParse(word, ignoreCase: true, out status) && Enum.IsDefined(status) && !char.IsAsciiDigit(word[0]);

    private static string[] Words(string? text) =>
        text?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}

/// <summary>A case as lists show it.</summary>
/// <param name="Duplicate">The same person has another open case for the same service.</param>
/// <param name="GapsToldLate">A later notice named a gap that the first could have named.</param>
internal sealed record CaseSummary(
    string Number, string Service, string ServiceName, CaseStatus Status, string? Result, string? Stage, string? StageEn,
    string Applicant, string Area, string Channel, string Station, DateTimeOffset RegisteredAt, DateOnly? DueOn,
    DateTimeOffset? DueAt, bool Late, DateTimeOffset? ClosedAt, bool Duplicate, bool GapsToldLate)
{
    /// <summary>yellow or red; null without a card.</summary>
    public string? Card { get; init; }

    /// <summary>The year whose calendar the due date still waits for; null where it is certain.</summary>
    public int? ProvisionalYear { get; init; }

    /// <summary>matter for several services in one, part for one of them; null for a case that stands alone.</summary>
    public string? Family { get; init; }
}

internal sealed class ListCasesHandler(
    AccessPolicy access, CurrentCaller caller, CaseSearch search, DuplicateDesk duplicates, CatalogueSnapshot catalogue, TimeProvider clock)
    : IRequestHandler<ListCases, Page<CaseSummary>>
{
    private static readonly Expression<Func<ListedCase, Row>> AsRow = l => new Row(
        l.Number, l.Case.ServiceKey, l.Case.ServiceVersion, l.Case.Status, l.Case.Result, l.Case.StageZh, l.Case.StageEn,
        l.Case.ApplicantName, l.Case.ApplicantArea, l.Case.Channel, l.Case.Station, l.RegisteredAt, l.Case.DueAt,
        l.Case.OverdueAt, l.Case.ClosedAt, l.Case.YellowAt, l.Case.AwaitedYear, l.Case.ApplicantIdNumberIndex, l.Case.GapsToldLateAt, l.Case.MatterId != null, l.Case.Parts != null);

    public async Task<Page<CaseSummary>> Handle(ListCases request, CancellationToken cancellationToken)
    {
        var (who, now, size, cursor) = (caller.Required, clock.GetUtcNow(), Cursor.SizeOf(request.Size), Cursor.Read(request.Cursor));
        // A search leaves few: it is best to begin with it, and not with the order.
        var byDue = request.IsRed || request.IsYellow;
        var inOrder = !byDue && string.IsNullOrWhiteSpace(request.Q);
        var cases = search.Filter(request, inOrder);
        var rows = byDue ? await ByDueAsync(Parts(who, request, cases, now), cursor, size + 1, cancellationToken)
            : await Newest(who, request, cases, inOrder, cursor).Take(size + 1).AsNoTracking().Select(AsRow).ToListAsync(cancellationToken);
        var repeated = await duplicates.RepeatedAsync(rows.Where(r => r.Status is not CaseStatus.Closed).Select(r => r.ApplicantIndex), cancellationToken);
        return Cursor.Cut(rows, size, row => View(row, repeated, now), row => new Cursor(
            UtcMicroseconds.ToMicroseconds(byDue ? row.DueAt!.Value : row.RegisteredAt), row.Number));
    }

    private IQueryable<ListedCase> Newest(Caller who, ListCases request, IQueryable<CaseFile> cases, bool inOrder, Cursor? cursor)
    {
        var listed = inOrder
            ? access.VisibleInOrder(who, cases, Given(request.Body), Given(request.Service))
            : access.Visible(who, cases).Select(c => new ListedCase { Case = c, RegisteredAt = c.RegisteredAt, Number = c.Number });
        if (CaseSearch.IsNumber(request.Q))
        {
            if (cursor is not null) listed = listed.Where(l => string.Compare(l.Number, cursor.Tie) < 0);
            return listed.OrderByDescending(l => l.Number);
        }

        if (cursor is not null)
        {
            var at = UtcMicroseconds.FromMicroseconds(cursor.Sort);
            listed = listed.Where(l => l.RegisteredAt < at || (l.RegisteredAt == at && string.Compare(l.Number, cursor.Tie) < 0));
        }

        return listed.OrderByDescending(l => l.RegisteredAt).ThenByDescending(l => l.Number);
    }

    /// <summary>One list for each status that a running case may have, put together.</summary>
    private IEnumerable<IQueryable<CaseFile>> Parts(Caller who, ListCases request, IQueryable<CaseFile> cases, DateTimeOffset now) => request.IsRed
        ? CaseSearch.LateByStatus(access.Visible(who, cases), now)
        : CaseSearch.YellowByStatus(access.Visible(who, cases), now);

    private static async Task<List<Row>> ByDueAsync(IEnumerable<IQueryable<CaseFile>> parts, Cursor? cursor, int count, CancellationToken ct)
    {
        var rows = new List<Row>();
        foreach (var part in parts)
        {
            var rest = part;
            if (cursor is not null)
            {
                var at = UtcMicroseconds.FromMicroseconds(cursor.Sort);
                rest = part.Where(c => c.DueAt > at || (c.DueAt == at && string.Compare(c.Number, cursor.Tie) > 0));
            }

            rows.AddRange(await rest.OrderBy(c => c.DueAt).ThenBy(c => c.Number).Take(count).AsNoTracking()
                .Select(c => new ListedCase { Case = c, RegisteredAt = c.RegisteredAt, Number = c.Number }).Select(AsRow).ToListAsync(ct));
        }

        return [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Number, StringComparer.Ordinal).Take(count)];
    }

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private CaseSummary View(Row row, HashSet<(string Index, string Service)> repeated, DateTimeOffset now) => new(
        row.Number, row.Service, catalogue.Service(row.Service, row.ServiceVersion)?.Definition.Name ?? row.Service, row.Status,
        row.Result, row.Stage, row.StageEn, row.Applicant, row.Area, row.Channel, row.Station,
        catalogue.Calendar.Local(row.RegisteredAt), catalogue.Calendar.LastDay(row.DueAt), catalogue.Calendar.Local(row.DueAt),
        row.OverdueAt is not null || row.DueAt <= (row.ClosedAt ?? now), catalogue.Calendar.Local(row.ClosedAt),
        row.Status is not CaseStatus.Closed && repeated.Contains((row.ApplicantIndex, row.Service)), row.GapsToldLateAt is not null)
    {
        Card = Cards.Word(row.OverdueAt is not null || row.DueAt <= (row.ClosedAt ?? now), row.YellowAt),
        ProvisionalYear = row.ClosedAt is null ? row.AwaitedYear : null,
        Family = row.IsMatter ? "matter" : row.IsPart ? "part" : null,
    };

    private sealed record Row(
        string Number, string Service, int ServiceVersion, CaseStatus Status, string? Result, string? Stage, string? StageEn,
        string Applicant, string Area, string Channel, string Station, DateTimeOffset RegisteredAt, DateTimeOffset? DueAt,
        DateTimeOffset? OverdueAt, DateTimeOffset? ClosedAt, DateTimeOffset? YellowAt, int? AwaitedYear, string ApplicantIndex,
        DateTimeOffset? GapsToldLateAt, bool IsPart, bool IsMatter);
}
