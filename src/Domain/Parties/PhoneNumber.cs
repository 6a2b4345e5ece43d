namespace OneWindow.Domain.Parties;

/// <summary>Mainland phone numbers: mobiles (11 digits from 13 to 19) and landlines with their area code.</summary>
public static class PhoneNumber
{
    private const int MobileLength = 11;

    /// <summary>
    /// The digits alone, so that one number is always one text; null where it is neither a mobile nor a landline number.
    /// Blanks, hyphens, brackets and a leading +86 or 0086 are accepted.
    /// </summary>
    public static string? Normalise(string? text)
    {
        var digits = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')' or '（' or '）')));
        if (digits.StartsWith("+86", StringComparison.Ordinal)) digits = digits[3..];
        else if (digits.StartsWith("0086", StringComparison.Ordinal)) digits = digits[4..];
        if (!digits.AsSpan().ContainsOnlyDigits()) return null;
        return IsMobile(digits) || IsLandline(digits) ? digits : null;
    }

    public static bool IsValid(string? text) => Normalise(text) is not null;

    /// <summary>The first three and the last four digits; asterisks alone where the text is no such number.</summary>
    public static string Masked(string? text)
    {
        if (Normalise(text) is not { } digits) return "****";
        return string.Concat(digits.AsSpan(0, 3), new string('*', digits.Length - 7), digits.AsSpan(digits.Length - 4));
    }

    /// <summary>The last digits, by which a resident proves to know the number; null where it is no phone number.</summary>
    public static string? Tail(string? text, int length = 4) => Normalise(text) is { } digits ? digits[^length..] : null;

    private static bool IsMobile(string digits) => digits is ['1', >= '3' and <= '9', ..] && digits.Length == MobileLength;

    // 010 and 02x have three digits with their 0, every other area code four; then come seven or eight digits. Knowing
    // which is what notices a digit left out.
    private static bool IsLandline(string digits) => digits switch
    {
        ['0', '1' or '2', ..] => digits.Length is 10 or 11,
        ['0', >= '3', ..] => digits.Length is 11 or 12,
        _ => false,
    };
}
