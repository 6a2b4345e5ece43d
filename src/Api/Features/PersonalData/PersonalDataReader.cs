using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Features.Consents;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Messages;

namespace OneWindow.Api.Features.PersonalData;

/// <summary>Everything that a case holds of the persons it is about, in whole numbers.</summary>
/// <param name="Agent">Who files for the applicant; null for nobody.</param>
/// <param name="Bodies">Which bodies have had the case, and so these data.</param>
/// <param name="Letters">Numbers and titles; the letters themselves have been given already.</param>
internal sealed record PersonalDataCopy(
    string Number, string Service, string ServiceName, string ServiceNameEn, int ServiceVersion, DateTimeOffset RegisteredAt, CopiedPerson Applicant, CopiedAgent? Agent,
    JsonElement Form, IReadOnlyList<MaterialView> Materials, IReadOnlyList<CopiedFile> Files, IReadOnlyList<ConsentView> Consents,
    IReadOnlyList<CopiedResult> Results, IReadOnlyList<CopiedGrant> Grants, IReadOnlyList<CopiedLetter> Letters, IReadOnlyList<CopiedMessage> Messages,
    IReadOnlyList<CopiedBody> Bodies, DateTimeOffset CopiedAt);

internal sealed record CopiedPerson(string Name, string IdNumber, string Phone, string Gender, DateOnly BirthDate, string Area, string? AreaName);

internal sealed record CopiedAgent(string Name, string IdNumber, string? Phone, string Relation, DateOnly? MandateUntil);

/// <param name="Name">As it was uploaded.</param>
internal sealed record CopiedFile(string Name, string? MaterialKey, DateTimeOffset UploadedAt);

internal sealed record CopiedResult(string Title, string TitleEn, string? Number, DateOnly? ValidUntil, DateTimeOffset IssuedAt);

/// <param name="Amount">Yuan; below zero where a grant was taken back.</param>
internal sealed record CopiedGrant(decimal Amount, string CauseName, string CauseNameEn, string BodyName, string BodyNameEn, DateTimeOffset GrantedAt);

internal sealed record CopiedLetter(string Number, string Title, string TitleEn, DateTimeOffset IssuedAt);

/// <summary>What the resident was told.</summary>
internal sealed record CopiedMessage(string Text, string TextEn, DateTimeOffset At);

internal sealed record CopiedBody(string Code, string Name, string NameEn);

/// <summary>Reads it, unmasked: only for who has noted in the trail that it is read.</summary>
internal sealed class PersonalDataReader(OneWindowDb db, CatalogueSnapshot catalogue, Sealer sealer)
{
    public async Task<PersonalDataCopy> OfAsync(CaseFile file, DateTimeOffset now, CancellationToken ct)
    {
        var (id, calendar, service) = (file.Id, catalogue.Calendar, catalogue.Service(file.ServiceKey, file.ServiceVersion)?.Definition);
        var files = await db.Files.AsNoTracking().Where(f => f.CaseId == id && f.RemovedAt == null).OrderBy(f => f.UploadedAt).ThenBy(f => f.Id).ToListAsync(ct);
        var results = await db.Results.AsNoTracking().Where(r => r.CaseId == id).OrderBy(r => r.IssuedAt).ThenBy(r => r.Id).ToListAsync(ct);
        var grants = await db.Grants.AsNoTracking().Where(g => g.CaseId == id).OrderBy(g => g.GrantedAt).ThenBy(g => g.Id).ToListAsync(ct);
        var letters = await db.Letters.AsNoTracking().Where(l => l.CaseId == id).OrderBy(l => l.IssuedAt).ThenBy(l => l.Number).ToListAsync(ct);
        var told = await db.Outbox.AsNoTracking().Where(m => m.CaseId == id && m.To == OutboxMessage.Applicant)
            .OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => new { m.TextZh, m.TextEn, m.CreatedAt }).ToListAsync(ct);
        var bodies = await db.CaseBodies.AsNoTracking().Where(b => b.CaseId == id).OrderBy(b => b.Body).Select(b => b.Body).ToListAsync(ct);
        return new PersonalDataCopy(
            file.Number, file.ServiceKey, service?.Name ?? file.ServiceKey, service?.NameEn ?? file.ServiceKey, file.ServiceVersion, calendar.Local(file.RegisteredAt),
            Applicant(file), Agent(file), JsonElement.Parse(file.Form), MaterialView.Of(file, catalogue),
            files.ConvertAll(f => new CopiedFile(sealer.Open(f.NameSealed), f.MaterialKey, calendar.Local(f.UploadedAt))), ConsentView.Of(file, catalogue),
            results.ConvertAll(r => new CopiedResult(r.TitleZh, r.TitleEn, r.NumberSealed is { } number ? sealer.Open(number) : null, r.ValidUntil, calendar.Local(r.IssuedAt))),
            grants.ConvertAll(g => new CopiedGrant(g.Amount, catalogue.Cause(g.Cause).Name, catalogue.Cause(g.Cause).NameEn ?? catalogue.Cause(g.Cause).Name,
                catalogue.BodyName(g.Body), catalogue.BodyNameEn(g.Body), calendar.Local(g.GrantedAt))),
            letters.ConvertAll(l => new CopiedLetter(l.Number, l.TitleZh, l.TitleEn, calendar.Local(l.IssuedAt))),
            [.. told.Distinct().Select(m => new CopiedMessage(m.TextZh, m.TextEn, calendar.Local(m.CreatedAt)))],
            bodies.ConvertAll(b => new CopiedBody(b, catalogue.BodyName(b), catalogue.BodyNameEn(b))), calendar.Local(now));
    }

    private CopiedPerson Applicant(CaseFile file) => new(
        file.ApplicantName, sealer.Open(file.ApplicantIdNumberSealed), sealer.Open(file.ApplicantPhoneSealed), file.ApplicantGender.ToString().ToLowerInvariant(),
        file.ApplicantBirthDate, file.ApplicantArea, catalogue.Organisations.FindArea(file.ApplicantArea)?.Name);

    private CopiedAgent? Agent(CaseFile file) => file.AgentName is not { } name
        ? null
        : new CopiedAgent(name, sealer.Open(file.AgentIdNumberSealed!), file.AgentPhoneSealed is { } phone ? sealer.Open(phone) : null, file.AgentRelation ?? "", file.AgentMandateUntil);
}
