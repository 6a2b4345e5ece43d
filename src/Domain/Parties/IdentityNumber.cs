using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OneWindow.Domain.Parties;

public enum Gender
{
    Male,
    Female,
}

/// <summary>
/// A citizen identity number (GB 11643, 18 characters): six digits of the place of first registration, the date of
/// birth, a serial whose last digit is odd for men, a check character. The place is never refused: it is historical,
/// and many codes no longer exist.
/// </summary>
public sealed record IdentityNumber
{
    private const int Length = 18;
    private const string CheckCharacters = "10X98765432";
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91",
    ];

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    private IdentityNumber(string value, DateOnly birthDate)
    {
        Value = value;
        BirthDate = birthDate;
    }

    /// <summary>All 18 characters, a final X in upper case. Personal data: show <see cref="Masked"/> instead.</summary>
    public string Value { get; }

    public DateOnly BirthDate { get; }

    public Gender Gender => (Value[16] - '0') % 2 == 1 ? Gender.Male : Gender.Female;

    /// <summary>
    /// Whether the first two digits are those of a province (GB/T 2260). Where they are not, the window looks at the card
    /// again; nobody is turned away for it.
    /// </summary>
    public bool HasKnownRegion => Provinces.Contains(Value[..2]);

    /// <summary>The first three and the last four characters, the rest as asterisks.</summary>
    public string Masked => string.Concat(Value.AsSpan(0, 3), new string('*', Length - 7), Value.AsSpan(Length - 4));

    /// <summary>Reads a number as typed and refuses a date of birth after <paramref name="today"/>.</summary>
    /// <param name="text">Blanks around it and a small x are accepted.</param>
    /// <param name="today">The local date.</param>
    /// <param name="number">The number, where it is right.</param>
    /// <param name="errorCode">
    /// <c>identity-length</c>, <c>identity-characters</c>, <c>identity-date</c> or <c>identity-checksum</c>.
    /// </param>
    public static bool TryParse(
        string? text,
        DateOnly today,
        [NotNullWhen(true)] out IdentityNumber? number,
        [NotNullWhen(false)] out string? errorCode)
    {
        if (!TryParse(text, out number, out errorCode)) return false;
        if (number.BirthDate <= today) return true;
        (number, errorCode) = (null, "identity-date");
        return false;
    }

    /// <summary>The same without a today, for numbers that were accepted before.</summary>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out IdentityNumber? number, [NotNullWhen(false)] out string? errorCode)
    {
        number = null;
        var value = (text ?? "").Trim().ToUpperInvariant();
        errorCode = Check(value, out var birthDate);
        if (errorCode is not null) return false;
        number = new(value, birthDate);
        return true;
    }

    /// <summary>Completes 17 digits with their check character; the date in them is not looked at.</summary>
    /// <exception cref="ArgumentException">These are not 17 digits.</exception>
    public static string WithCheckDigit(string first17)
    {
        ArgumentNullException.ThrowIfNull(first17);
        if (first17.Length != Length - 1 || !first17.All(char.IsAsciiDigit)) throw new ArgumentException("17 digits are needed.", nameof(first17));
        return first17 + CheckCharacterOf(first17);
    }

    /// <summary>Full years of age on a date; someone born on 29 February turns a year older on 1 March.</summary>
    public int AgeOn(DateOnly date)
    {
        var years = date.Year - BirthDate.Year;
        return (date.Month, date.Day).CompareTo((BirthDate.Month, BirthDate.Day)) < 0 ? years - 1 : years;
    }

    /// <summary>Under eighteen (民法典 第十七条).</summary>
    public bool IsMinorOn(DateOnly date) => AgeOn(date) < 18;

    /// <summary>Masked, so that a number never reaches a log by accident.</summary>
    public override string ToString() => Masked;

    private static string? Check(string value, out DateOnly birthDate)
    {
        birthDate = default;
        if (value.Length != Length) return "identity-length";
        if (!value.AsSpan(0, Length - 1).ContainsOnlyDigits() || !(char.IsAsciiDigit(value[^1]) || value[^1] == 'X')) return "identity-characters";
        if (!DateOnly.TryParseExact(value.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birthDate)) return "identity-date";
        return CheckCharacterOf(value.AsSpan(0, Length - 1)) == value[^1] ? null : "identity-checksum";
    }

    private static char CheckCharacterOf(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++) sum += (digits[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }
}
