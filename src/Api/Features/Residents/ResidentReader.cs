using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Access;
using OneWindow.Api.Features.Cases;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Residents;

/// <summary>
/// People as their cases know them. There is no register of residents: who has no case is not here, and a person is seen
/// as far as their cases are.
/// </summary>
internal sealed class ResidentReader(OneWindowDb db, AccessPolicy access, CaseSearch search, Sealer sealer, CatalogueSnapshot catalogue)
{
    private const int MostPeople = 10;
    private const int MostCases = 10;

    /// <summary>Cases that are read before they are put together by person.</summary>
    private const int MostRead = 100;

    /// <summary>What a text is: "id-number", "phone" or "name".</summary>
    public static string KindOf(string? text) =>
        IdentityNumber.TryParse(text, out _, out _) ? "id-number" : PhoneNumber.IsValid(text) ? "phone" : "name";

    public async Task<ResidentsFound> FindAsync(Caller who, string text, CancellationToken ct)
    {
        var matching = search.Filter(new ListCases(null, null, null, text, null, null, null), inOrder: false);
        var files = await access.Visible(who, matching).OrderByDescending(c => c.RegisteredAt).Take(MostRead + 1).AsNoTracking().ToListAsync(ct);
        var index = IdentityNumber.TryParse(text, out var identity, out _) ? sealer.Index(IndexKinds.IdNumber, identity.Value) : null;
        var people = files.Take(MostRead).GroupBy(c => c.ApplicantIdNumberIndex).ToList();
        return new ResidentsFound(
            [.. people.Take(MostPeople).Select(p => View([.. p], index))], files.Count > MostRead || people.Count > MostPeople,
            index is null || who.SeesEverything ? 0 : await ElsewhereAsync(who, index, ct));
    }

    /// <summary>The cases of one applicant that the caller may see, newest first.</summary>
    public async Task<IReadOnlyList<ResidentCase>> EarlierAsync(Caller who, IdentityNumber identity, CancellationToken ct)
    {
        var index = sealer.Index(IndexKinds.IdNumber, identity.Value);
        var files = await access.Visible(who, db.Cases.Where(c => c.ApplicantIdNumberIndex == index))
            .OrderByDescending(c => c.RegisteredAt).Take(MostCases).AsNoTracking().ToListAsync(ct);
        return [.. files.Select(f => View(f, index))];
    }

    /// <summary>Who the applicant of a case is, in plain text.</summary>
    public PersonInput Applicant(CaseFile file) =>
        new(file.ApplicantName, sealer.Open(file.ApplicantIdNumberSealed), sealer.Open(file.ApplicantPhoneSealed), file.ApplicantArea);

    /// <summary>
    /// How many cases of the person the caller may not see. The number alone is told, so that the clerk can ask; not what
    /// they are about, for the service by itself may say that somebody is ill or was beaten.
    /// </summary>
    private async Task<int> ElsewhereAsync(Caller who, string index, CancellationToken ct)
    {
        var cases = db.Cases.Where(c => c.ApplicantIdNumberIndex == index);
        var all = await cases.Take(MostRead).CountAsync(ct);
        return all == 0 ? 0 : Math.Max(0, all - await access.Visible(who, cases).Take(MostRead).CountAsync(ct));
    }

    private ResidentView View(IReadOnlyList<CaseFile> files, string? index)
    {
        var person = Applicant(files[0]);
        var identity = IdentityNumber.TryParse(person.IdNumber, out var number, out _) ? number.Masked : "****";
        return new ResidentView(
            files[0].ApplicantName, identity, PhoneNumber.Masked(person.Phone), files[0].ApplicantArea, [.. files.Take(MostCases).Select(f => View(f, index))], files.Count > MostCases);
    }

    private ResidentCase View(CaseFile file, string? index) => new(
        file.Number, file.ServiceKey, file.ServiceVersion, file.Status, file.Result, file.StageZh, file.StageEn, file.Station,
        catalogue.Calendar.Local(file.RegisteredAt), index is not null && file.ApplicantIdNumberIndex != index);
}
