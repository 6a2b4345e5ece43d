using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Catalogue;

namespace OneWindow.Api.Features.Cases;

/// <summary>Another case of the same person for the same service.</summary>
/// <param name="Number">Null where the caller may not see that case; that it exists is said all the same.</param>
/// <param name="Body">The window that registered it; null with the number.</param>
internal sealed record DuplicateView(
    string? Number, CaseStatus Status, string? Stage, string? StageEn, string? Body, string? BodyName, string? BodyNameEn, DateTimeOffset? RegisteredAt);

/// <summary>Finds what looks like the same request made twice, for every role alike.</summary>
internal sealed class DuplicateDesk(OneWindowDb db, CatalogueSnapshot catalogue, AccessPolicy access, Sealer sealer, TimeProvider clock)
{
    /// <summary>
    /// Enters a registration and gives the cases that it may repeat. The record of person and service is changed with it:
    /// of two that register at once one loses the race, runs again and then sees the other's case.
    /// </summary>
    /// <param name="exactly">Whether two at once must learn of each other; whoever only warns need not wait for the other.</param>
    public async Task<IReadOnlyList<DuplicateView>> EnterAsync(
        Caller who, CaseRegistration registration, ServiceDefinition service, bool exactly, DateTimeOffset now, CancellationToken ct)
    {
        if (service.Duplicates.Allowed) return [];
        var index = registration.Applicant.IdNumber.Index;
        if (!exactly) return await FindAsync(who, index, registration.Id, service, now, ct);
        var key = sealer.Index(IndexKinds.ApplicantService, $"{index}\0{service.Key}");
        var record = await db.ApplicantServices.SingleOrDefaultAsync(a => a.Key == key, ct);
        if (record is null) db.ApplicantServices.Add(record = new ApplicantService(key));
        record.Register(now);
        return await FindAsync(who, index, registration.Id, service, now, ct);
    }

    /// <summary>The other cases of this case's applicant and service, as the caller may know of them.</summary>
    public async Task<IReadOnlyList<DuplicateView>> OthersAsync(Caller who, CaseFile file, CancellationToken ct) =>
        catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition is { Duplicates.Allowed: false } service && !file.IsClosed
            ? await FindAsync(who, file.ApplicantIdNumberIndex, file.Id, service, clock.GetUtcNow(), ct)
            : [];

    /// <summary>Of some applicants and services those with more than one open case.</summary>
    public async Task<HashSet<(string Index, string Service)>> RepeatedAsync(IEnumerable<string> applicantIndexes, CancellationToken ct)
    {
        var indexes = applicantIndexes.Distinct().ToArray();
        if (indexes.Length == 0) return [];
        var repeated = await db.Cases.Where(c => indexes.Contains(c.ApplicantIdNumberIndex) && c.Status != CaseStatus.Closed)
            .GroupBy(c => new { c.ApplicantIdNumberIndex, c.ServiceKey }).Where(g => g.Count() > 1).Select(g => g.Key).ToListAsync(ct);
        return [.. repeated.Where(r => catalogue.Service(r.ServiceKey)?.Definition.Duplicates.Allowed is not true).Select(r => (r.ApplicantIdNumberIndex, r.ServiceKey))];
    }

    /// <summary>What a clerk reads of a duplicate, in both languages.</summary>
    public string Line(DuplicateView duplicate)
    {
        if (duplicate.Number is null) return "其他单位已登记同一申请人的同一事项，尚在办理。(Another body has such a case of this person already.)";
        var (day, state) = ($"{duplicate.RegisteredAt:yyyy-MM-dd}", duplicate.Status is CaseStatus.Closed ? ("已办结", "closed") : (duplicate.Stage ?? "办理中", duplicate.StageEn ?? "in progress"));
        return $"办件 {duplicate.Number}，{day} 由{duplicate.BodyName}登记，{state.Item1}。(Case {duplicate.Number}, registered {day} by {duplicate.BodyNameEn}: {state.Item2}.)";
    }

    /// <summary>What other software is told of a duplicate.</summary>
    public WarningView Warning(DuplicateView duplicate) => duplicate.Number is null
        ? new WarningView("applicant.idNumber", "duplicate-case", "其他单位已登记同一申请人的同一事项，尚在办理。", "Another body has such a case of this person already.")
        : new WarningView("applicant.idNumber", "duplicate-case", $"同一申请人的同一事项已有办件 {duplicate.Number}。", $"This person already has the case {duplicate.Number} for this service.");

    private async Task<IReadOnlyList<DuplicateView>> FindAsync(Caller who, string index, Guid except, ServiceDefinition service, DateTimeOffset now, CancellationToken ct)
    {
        var since = service.Duplicates.Since(now) ?? DateTimeOffset.MaxValue;
        var found = await db.Cases.AsNoTracking()
            .Where(c => c.ApplicantIdNumberIndex == index && c.ServiceKey == service.Key && c.Id != except && (c.Status != CaseStatus.Closed || c.ClosedAt >= since))
            .OrderBy(c => c.RegisteredAt).Select(c => new { c.Id, c.Number, c.Status, c.StageZh, c.StageEn, c.Station, c.RegisteredAt }).ToListAsync(ct);
        if (found.Count == 0) return [];
        var ids = found.Select(f => f.Id).ToArray();
        var seen = await access.Visible(who, db.Cases.Where(c => ids.Contains(c.Id))).Select(c => c.Id).ToListAsync(ct);
        return [.. found.Select(f => seen.Contains(f.Id)
            ? new DuplicateView(f.Number, f.Status, f.StageZh, f.StageEn, f.Station, catalogue.BodyName(f.Station), catalogue.BodyNameEn(f.Station), catalogue.Calendar.Local(f.RegisteredAt))
            : new DuplicateView(null, f.Status, null, null, null, null, null, null))];
    }
}
