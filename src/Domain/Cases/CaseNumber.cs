using System.Globalization;

namespace OneWindow.Domain.Cases;

/// <summary>
/// The number a resident keeps: day of registration (yyMMdd), seven random digits, one Luhn check digit. Random, so
/// that nobody reads the county's caseload from it or guesses a neighbour's; checked, so that a slip of the pen is told
/// at once.
/// </summary>
public static class CaseNumber
{
    public const int Length = 14;
    private const int RandomLimit = 10_000_000;

    /// <param name="day">Local day of registration.</param>
    /// <param name="random">A fresh number from a cryptographic source; only its last seven digits count.</param>
    public static string Create(DateOnly day, int random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(random);
        var body = day.ToString("yyMMdd", CultureInfo.InvariantCulture)
            + (random % RandomLimit).ToString("D7", CultureInfo.InvariantCulture);
        return body + CheckDigit(body);
    }

    public static bool IsValid(string? text) =>
        text is { Length: Length } && text.All(char.IsAsciiDigit) && CheckDigit(text[..^1]) == text[^1];

    // Luhn: every second digit from the right is doubled, digits of the products are summed.
    private static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
            sum += digit;
        }

        return (char)('0' + (10 - sum % 10) % 10);
    }
}
