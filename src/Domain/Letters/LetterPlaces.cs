using System.Text.RegularExpressions;

namespace OneWindow.Domain.Letters;

/// <summary>The places in braces that a letter may have, and how they are filled.</summary>
public static partial class LetterPlaces
{
    private static readonly string[] Always = ["applicant", "idNumber", "caseNumber", "service", "body", "date"];

    /// <summary>What a title may not name: titles stand unsealed in lists and are shown to whoever tracks the case.</summary>
    public static readonly IReadOnlyList<string> Personal = ["applicant", "idNumber", "reason"];

    /// <summary>Names that the text of a letter of this occasion may use.</summary>
    public static IEnumerable<string> Of(LetterOccasion occasion) => Always.Concat(occasion switch
    {
        LetterOccasion.Gaps => ["materials"],
        LetterOccasion.Result => ["resultTitle", "resultNumber", "validUntil"],
        LetterOccasion.Grant => ["amount", "cause"],
        _ => ["result", "reason", "appeal"],
    });

    /// <summary>The names that a text uses.</summary>
    public static IEnumerable<string> In(string text) => Place().Matches(text).Select(m => m.Groups["name"].Value);

    /// <summary>A text with its places filled; what has no value becomes nothing.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Place().Replace(text, m => values.GetValueOrDefault(m.Groups["name"].Value, ""));

    [GeneratedRegex(@"\{(?<name>\w*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
