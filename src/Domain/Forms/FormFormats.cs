using System.Globalization;
using System.Text.RegularExpressions;
using OneWindow.Domain.Parties;

namespace OneWindow.Domain.Forms;

/// <summary>The values of the format keyword: three of JSON Schema, four of our own.</summary>
internal static partial class FormFormats
{
    public static bool IsKnown(string format) =>
        format is "date" or "date-time" or "email" or "identity-number" or "phone" or "credit-code" or "disability-certificate";

    /// <summary>What is wrong with a text: the code of a number's reader, or the format itself where it can say no more.</summary>
    /// <returns>Null where the text fits.</returns>
    public static string? Fault(string format, string text)
    {
        string? reason;
        var fits = format switch
        {
            "identity-number" => IdentityNumber.TryParse(text, out _, out reason),
            "credit-code" => CreditCode.TryParse(text, out _, out reason),
            "disability-certificate" => DisabilityCertificateNumber.TryParse(text, out _, out reason),
            _ => Matches(format, text, out reason),
        };
        return fits ? null : reason ?? format;
    }

    private static bool Matches(string format, string text, out string? reason)
    {
        reason = null;
        return Matches(format, text);
    }

    private static bool Matches(string format, string text) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTime().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "email" => Email().IsMatch(text),
        "phone" => PhoneNumber.IsValid(text),
        _ => false,
    };

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,7})?([Zz]|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex DateTime();

    // Whether the mailbox exists only a letter can tell; this catches slips of typing.
    [GeneratedRegex(@"\A[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+\z", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Email();
}
