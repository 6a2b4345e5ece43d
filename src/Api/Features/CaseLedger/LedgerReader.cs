using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.CaseLedger;

/// <summary>A line of the ledger. The numbers by which a person is known come out masked.</summary>
internal sealed record LedgerLine(
    string Number, string Service, int ServiceVersion, CaseStatus Status, string? Result, string? Stage, string? StageEn, string Channel, string Station,
    string Area, string Applicant, string IdNumber, string Phone, DateTimeOffset RegisteredAt, DateOnly? DueOn, DateTimeOffset? ClosedAt, bool Late, string? Card);

/// <summary>The one query behind the ledger's list, count and exports, so that they agree for every reader.</summary>
internal sealed class LedgerReader(OneWindowDb db, AccessPolicy access, CatalogueSnapshot catalogue, Sealer sealer, TimeProvider clock)
{
    private const int BatchSize = 500;

    private static readonly Expression<Func<ListedCase, Row>> AsRow = l => new Row(
        l.Number, l.Case.ServiceKey, l.Case.ServiceVersion, l.Case.Status, l.Case.Result, l.Case.StageZh, l.Case.StageEn, l.Case.Channel, l.Case.Station,
        l.Case.ApplicantArea, l.Case.ApplicantName, l.Case.ApplicantIdNumberSealed, l.Case.ApplicantPhoneSealed, l.RegisteredAt,
        l.Case.DueAt, l.Case.ClosedAt, l.Case.YellowAt, l.Case.OverdueAt);

    public (DateOnly From, DateOnly To) Days(LedgerFilter filter) => filter.Days(catalogue.Calendar.LocalDate(clock.GetUtcNow()));

    /// <summary>How many lines there are, as far as <paramref name="most"/>.</summary>
    public Task<int> CountAsync(Caller who, LedgerFilter filter, int most, CancellationToken ct) => Matching(who, filter).Select(l => l.Number).Take(most).CountAsync(ct);

    /// <summary>A stretch of the ledger, newest first.</summary>
    /// <param name="after">The last line that was read; null for the beginning.</param>
    public async Task<List<LedgerLine>> ReadAsync(Caller who, LedgerFilter filter, Cursor? after, int count, CancellationToken ct)
    {
        var lines = Matching(who, filter);
        if (after is not null)
        {
            var at = UtcMicroseconds.FromMicroseconds(after.Sort);
            lines = lines.Where(l => l.RegisteredAt < at || (l.RegisteredAt == at && string.Compare(l.Number, after.Tie) < 0));
        }

        var now = clock.GetUtcNow();
        var rows = await lines.OrderByDescending(l => l.RegisteredAt).ThenByDescending(l => l.Number).Take(count).AsNoTracking().Select(AsRow).ToListAsync(ct);
        return [.. rows.Select(row => Line(row, now))];
    }

    /// <summary>The whole ledger, a batch in memory at a time.</summary>
    public async IAsyncEnumerable<LedgerLine> AllAsync(Caller who, LedgerFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        Cursor? after = null;
        while (true)
        {
            var batch = await ReadAsync(who, filter, after, BatchSize, ct);
            foreach (var line in batch) yield return line;
            if (batch.Count < BatchSize) yield break;
            after = After(batch[^1]);
        }
    }

    public static Cursor After(LedgerLine line) => new(UtcMicroseconds.ToMicroseconds(line.RegisteredAt), line.Number);

    private IQueryable<ListedCase> Matching(Caller who, LedgerFilter filter)
    {
        IQueryable<CaseFile> cases = db.Cases;
        if (filter.Wanted is { } status) cases = cases.Where(c => c.Status == status);
        if (!string.IsNullOrEmpty(filter.Result)) cases = cases.Where(c => c.Result == filter.Result);
        if (!string.IsNullOrEmpty(filter.Channel)) cases = cases.Where(c => c.Channel == filter.Channel);
        if (!string.IsNullOrEmpty(filter.Area))
        {
            var codes = catalogue.Organisations.Areas.Where(a => catalogue.Organisations.IsWithin(a.Code, filter.Area)).Select(a => a.Code).ToArray();
            cases = cases.Where(c => codes.Contains(c.ApplicantArea));
        }

        var now = clock.GetUtcNow();
        if (filter.Late is true) cases = cases.Where(c => c.OverdueAt != null || (c.ClosedAt == null ? c.DueAt <= now : c.DueAt <= c.ClosedAt));
        if (filter.Late is false) cases = cases.Where(c => c.OverdueAt == null && (c.DueAt == null || (c.ClosedAt == null ? c.DueAt > now : c.DueAt > c.ClosedAt)));
        var (first, last) = Days(filter);
        var (from, until) = catalogue.Calendar.Span(first, last);
        var lines = access.VisibleInOrder(who, cases, Given(filter.Body), Given(filter.Service));
        if (from is { } begin) lines = lines.Where(l => l.RegisteredAt >= begin);
        return until is { } end ? lines.Where(l => l.RegisteredAt < end) : lines;
    }

    private LedgerLine Line(Row row, DateTimeOffset now)
    {
        var late = row.OverdueAt is not null || row.DueAt <= (row.ClosedAt ?? now);
        return new LedgerLine(
            row.Number, row.Service, row.ServiceVersion, row.Status, row.Result, row.Stage, row.StageEn, row.Channel, row.Station,
            row.Area, row.Applicant, MaskedIdNumber(row.IdNumberSealed), PhoneNumber.Masked(sealer.Open(row.PhoneSealed)), catalogue.Calendar.Local(row.RegisteredAt),
            catalogue.Calendar.LastDay(row.DueAt), catalogue.Calendar.Local(row.ClosedAt), late, Cards.Word(late, row.YellowAt));
    }

    private string MaskedIdNumber(string sealedNumber) => IdentityNumber.TryParse(sealer.Open(sealedNumber), out var number, out _) ? number.Masked : "****";

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private sealed record Row(
        string Number, string Service, int ServiceVersion, CaseStatus Status, string? Result, string? Stage, string? StageEn, string Channel, string Station,
        string Area, string Applicant, string IdNumberSealed, string PhoneSealed, DateTimeOffset RegisteredAt,
        DateTimeOffset? DueAt, DateTimeOffset? ClosedAt, DateTimeOffset? YellowAt, DateTimeOffset? OverdueAt);
}
