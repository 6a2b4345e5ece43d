using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace OneWindow.Domain.Parties;

/// <summary>
/// Unified social credit codes of organisations (GB 32100): 18 characters without I, O, S, V, Z, the last a check
/// character over powers of three modulo 31.
/// </summary>
public static class CreditCode
{
    private const int Length = 18;
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly SearchValues<char> Allowed = SearchValues.Create(Characters);

    public static bool IsValid(string? text) => TryParse(text, out _, out _);

    /// <summary>Reads a code as typed; gives it back in upper case.</summary>
    /// <param name="text">Blanks around it and small letters are accepted.</param>
    /// <param name="code">The code, where it is right.</param>
    /// <param name="errorCode"><c>credit-length</c>, <c>credit-characters</c> or <c>credit-checksum</c>.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out string? code, [NotNullWhen(false)] out string? errorCode)
    {
        var value = (text ?? "").Trim().ToUpperInvariant();
        errorCode = Check(value);
        code = errorCode is null ? value : null;
        return errorCode is null;
    }

    private static string? Check(string value)
    {
        if (value.Length != Length) return "credit-length";
        if (value.AsSpan().ContainsAnyExcept(Allowed)) return "credit-characters";
        var (sum, weight) = (0, 1);
        foreach (var character in value.AsSpan(0, Length - 1))
        {
            sum += Characters.IndexOf(character) * weight;
            weight = weight * 3 % 31;
        }

        return Characters[(31 - sum % 31) % 31] == value[^1] ? null : "credit-checksum";
    }
}
