using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Drafts;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Applications;

/// <summary>
/// Applications that residents go on with another day: drafts like those of clerks, owned by whoever knows the code that
/// was given. Of the code only a keyed hash is kept, so that nobody who reads the database can open one by it. The caller saves.
/// </summary>
internal sealed class SavedApplications(OneWindowDb db, DraftDesk drafts, Sealer sealer)
{
    private const int TailLength = 4;
    private const int CodeLength = 10;

    // Without letters and digits that look alike on a phone or on paper: about 50 bits.
    private const string CodeLetters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Says that a draft is a resident's; no user name has a colon.</summary>
    public const string OwnerPrefix = "code:";

    /// <summary>A new code, in two halves that are easy to copy.</summary>
    public static string NewCode()
    {
        var letters = RandomNumberGenerator.GetString(CodeLetters, CodeLength);
        return $"{letters[..(CodeLength / 2)]}-{letters[(CodeLength / 2)..]}";
    }

    /// <summary>The saved application whose code and tail fit; null for any other.</summary>
    public async Task<CaseDraft?> FindAsync(string? code, string? tail, CancellationToken ct)
    {
        var found = await drafts.Of(Owner(code)).SingleOrDefaultAsync(ct);
        // An unknown code goes the same way as a known one, so that the time it takes does not tell them apart.
        var phone = found is null ? "00000000000" : drafts.View(found).Content.Applicant?.Phone;
        return IsTail(phone, tail) && found is not null ? found : null;
    }

    public CaseDraft Add(string code, string service, DateTimeOffset now)
    {
        var draft = new CaseDraft(Guid.CreateVersion7(now), Owner(code), service);
        db.Drafts.Add(draft);
        return draft;
    }

    /// <summary>Lets go of what has become a case of the same person.</summary>
    public async Task RemoveAsync(string? code, CaseFile file, CancellationToken ct)
    {
        if (await FindAsync(code, PhoneNumber.Tail(sealer.Open(file.ApplicantPhoneSealed), TailLength), ct) is { } draft) db.Drafts.Remove(draft);
    }

    /// <summary>Whether a tail is that of a phone.</summary>
    private static bool IsTail(string? phone, string? tail) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(PhoneNumber.Tail(phone, TailLength) ?? new string('-', TailLength)), Encoding.UTF8.GetBytes(tail?.Trim() ?? ""));

    private string Owner(string? code) =>
        OwnerPrefix + sealer.Index(IndexKinds.Draft, string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant());
}
