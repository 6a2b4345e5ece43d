using OneWindow.Api.Features.Access;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Cases;

/// <summary>The filters of case lists.</summary>
internal sealed class CaseSearch(OneWindowDb db, Sealer sealer)
{
    /// <summary>Every status of a case that is not closed; named one by one, they are what indexes begin with.</summary>
    public static readonly CaseStatus[] OpenStatuses = [CaseStatus.Draft, CaseStatus.Registered, CaseStatus.InProgress, CaseStatus.Paused];

    // A paused case has no due instant. Named one by one, they are what the index of late cases begins with.
    private static readonly CaseStatus[] RunningStatuses = [CaseStatus.Registered, CaseStatus.InProgress];

    /// <summary>Whether a text is what a person is known by, which no address of a page or call may hold.</summary>
    public static bool IsPersonal(string? text) =>
        !string.IsNullOrWhiteSpace(text) && !CaseNumber.IsValid(text.Trim())
        && (IdentityNumber.TryParse(text, out _, out _) || PhoneNumber.IsValid(text));

    /// <summary>Whether a text begins a case number: these are found in the order of numbers, which is that of the days.</summary>
    public static bool IsNumber(string? text) => !string.IsNullOrWhiteSpace(text) && text.Trim().All(char.IsAsciiDigit) && !IsPersonal(text);

    /// <summary>Late cases by status, each a list that its index gives in the order of the due instants.</summary>
    public static IEnumerable<IQueryable<CaseFile>> LateByStatus(IQueryable<CaseFile> cases, DateTimeOffset now) =>
        RunningStatuses.Select(status => cases.Where(c => c.Status == status && c.DueAt <= now));

    /// <summary>Cases with a yellow card that are not late yet, likewise.</summary>
    public static IEnumerable<IQueryable<CaseFile>> YellowByStatus(IQueryable<CaseFile> cases, DateTimeOffset now) =>
        RunningStatuses.Select(status => cases.Where(c => c.Status == status && c.DueAt > now && c.YellowAt != null));

    /// <summary>Narrows cases to those asked for; neither who may see them nor lateness is asked here.</summary>
    /// <param name="inOrder">
    /// Body and service are left to <see cref="AccessPolicy.VisibleInOrder"/>: asked twice, the database takes what is left
    /// for so little that it rather sorts it.
    /// </param>
    public IQueryable<CaseFile> Filter(ListCases request, bool inOrder)
    {
        IQueryable<CaseFile> cases = db.Cases;
        if (request.Statuses() is { Length: > 0 } statuses) cases = cases.Where(c => statuses.Contains(c.Status));
        if (request.GapsToldLate is true) cases = cases.Where(c => c.GapsToldLateAt != null);
        if (inOrder) return cases;
        if (!string.IsNullOrEmpty(request.Service)) cases = cases.Where(c => c.ServiceKey == request.Service);
        if (!string.IsNullOrEmpty(request.Body))
            cases = cases.Where(c => db.CaseBodies.Any(b => b.CaseId == c.Id && b.Body == request.Body));
        return string.IsNullOrWhiteSpace(request.Q) ? cases : Matching(cases, request.Q.Trim());
    }

    // Beginnings are compared as ranges: LIKE ignores letter case on one provider and the index on another.
    private IQueryable<CaseFile> Matching(IQueryable<CaseFile> cases, string text)
    {
        if (IdentityNumber.TryParse(text, out var identity, out _))
        {
            var index = sealer.Index(IndexKinds.IdNumber, identity.Value);
            return cases.Where(c => c.ApplicantIdNumberIndex == index || c.AgentIdNumberIndex == index);
        }

        var end = TextRange.End(text);
        if (PhoneNumber.Normalise(text) is { } phone)
        {
            var index = sealer.Index(IndexKinds.Phone, phone);
            return cases.Where(c => c.ApplicantPhoneIndex == index || c.AgentPhoneIndex == index
                || (string.Compare(c.Number, text) >= 0 && string.Compare(c.Number, end) < 0));
        }

        return text.All(char.IsAsciiDigit)
            ? cases.Where(c => string.Compare(c.Number, text) >= 0 && string.Compare(c.Number, end) < 0)
            : cases.Where(c => string.Compare(c.ApplicantName, text) >= 0 && string.Compare(c.ApplicantName, end) < 0);
    }
}
