using System.Security.Cryptography;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>What is sealed opens with this key, is found by its index, and is what the open columns were taken from.</summary>
internal sealed class SealCheck(Sealer sealer) : ICaseCheck
{
    public IEnumerable<Finding> Check(StoredCase stored, StoredConfiguration configuration)
    {
        var file = stored.File;
        return Look(stored, IndexKinds.IdNumber, file.ApplicantIdNumberSealed, file.ApplicantIdNumberIndex, "applicant", text => IsOf(text, file.ApplicantGender, file.ApplicantBirthDate))
            .Concat(Look(stored, IndexKinds.Phone, file.ApplicantPhoneSealed, file.ApplicantPhoneIndex, "applicant"))
            .Concat(Look(stored, IndexKinds.IdNumber, file.AgentIdNumberSealed, file.AgentIdNumberIndex, "agent"))
            .Concat(Look(stored, IndexKinds.Phone, file.AgentPhoneSealed, file.AgentPhoneIndex, "agent"))
            .Concat(stored.Results.Where(r => !Opens(r.NumberSealed) || !Opens(r.DataSealed)).Select(r => stored.Finding("seal-broken", $"issued result {r.Id}")))
            .Concat(stored.Letters.Where(l => !Opens(l.TextSealed)).Select(l => stored.Finding("seal-broken", $"letter {l.Id}")));
    }

    private IEnumerable<Finding> Look(StoredCase stored, string kind, string? sealedText, string? index, string whose, Func<string, bool>? fits = null)
    {
        if (sealedText is null && index is null) yield break;
        if (sealedText is null || Open(sealedText) is not { } text) yield return stored.Finding("seal-broken", $"{kind} of the {whose}");
        else if (sealer.Index(kind, text) != index) yield return stored.Finding("blind-index-differs", $"{kind} of the {whose}");
        else if (fits?.Invoke(text) is false) yield return stored.Finding("person-differs", $"gender or date of birth of the {whose}");
    }

    private static bool IsOf(string idNumber, Gender gender, DateOnly birthDate) =>
        IdentityNumber.TryParse(idNumber, out var number, out _) && (number.Gender, number.BirthDate) == (gender, birthDate);

    private bool Opens(string? sealedText) => sealedText is null || Open(sealedText) is not null;

    private string? Open(string sealedText)
    {
        try
        {
            return sealer.Open(sealedText);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
