using System.Diagnostics.CodeAnalysis;

namespace OneWindow.Domain.Parties;

/// <summary>The kinds of disability (GB/T 26341), numbered as on the certificate.</summary>
public enum DisabilityType
{
    Visual = 1,
    Hearing = 2,
    Speech = 3,
    Physical = 4,
    Intellectual = 5,
    Mental = 6,
    Multiple = 7,
}

/// <summary>
/// A disability certificate's number: the holder's identity number, the type (1 to 7), the grade (1 the severest, to 4),
/// and <c>B</c> with a count where the certificate was replaced after a loss.
/// </summary>
/// <param name="Identity">The holder's identity number.</param>
/// <param name="Type">The kind of disability.</param>
/// <param name="Grade">1 to 4.</param>
/// <param name="Replacement">How many times it was replaced; 0 for the first certificate.</param>
public sealed record DisabilityCertificateNumber(IdentityNumber Identity, DisabilityType Type, int Grade, int Replacement = 0)
{
    private const int IdentityLength = 18;

    /// <summary>The number as printed. Personal data, as the identity number in it is.</summary>
    public string Value => $"{Identity.Value}{(int)Type}{Grade}{(Replacement == 0 ? "" : $"B{Replacement}")}";

    /// <summary>Reads a number as typed.</summary>
    /// <param name="text">Blanks around it and small letters are accepted.</param>
    /// <param name="number">The number, where it is right.</param>
    /// <param name="errorCode">
    /// One of the identity number's codes, or <c>certificate-length</c>, <c>certificate-type</c>,
    /// <c>certificate-grade</c>, <c>certificate-replacement</c>.
    /// </param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out DisabilityCertificateNumber? number, [NotNullWhen(false)] out string? errorCode)
    {
        number = null;
        var value = (text ?? "").Trim().ToUpperInvariant();
        if (value.Length < IdentityLength + 2) return Refuse("certificate-length", out errorCode);
        if (!IdentityNumber.TryParse(value[..IdentityLength], out var identity, out errorCode)) return false;
        if (value[IdentityLength] is < '1' or > '7') return Refuse("certificate-type", out errorCode);
        if (value[IdentityLength + 1] is < '1' or > '4') return Refuse("certificate-grade", out errorCode);
        if (ReplacementOf(value.AsSpan(IdentityLength + 2)) is not { } replacement) return Refuse("certificate-replacement", out errorCode);
        number = new(identity, (DisabilityType)(value[IdentityLength] - '0'), value[IdentityLength + 1] - '0', replacement);
        return true;
    }

    /// <summary>Masked, so that a number never reaches a log by accident.</summary>
    public override string ToString() => $"{Identity.Masked}{(int)Type}{Grade}";

    private static bool Refuse(string code, out string errorCode)
    {
        errorCode = code;
        return false;
    }

    private static int? ReplacementOf(ReadOnlySpan<char> tail)
    {
        if (tail.IsEmpty) return 0;
        if (tail is not ['B', >= '1' and <= '9', ..] || tail.Length > 3 || !tail[1..].ContainsOnlyDigits()) return null;
        return int.Parse(tail[1..]);
    }
}
