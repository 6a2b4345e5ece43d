using System.Globalization;
using System.Text;

namespace OneWindow.Domain.Files;

/// <summary>Names that people or their devices gave to files. They are only ever shown, never used as a path.</summary>
public static class FileName
{
    /// <summary>Most characters that are kept, the extension included.</summary>
    public const int MaxLength = 200;

    private const int MaxExtensionLength = 5;
    private const string Unnamed = "file";

    /// <summary>
    /// The last part of what may be a path, without control characters and without those that turn the direction of text
    /// or hide in it, so that no name can pass for another. Never empty.
    /// </summary>
    public static string Clean(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var name = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) continue;
            if (rune != Rune.ReplacementChar) name.Append(rune);
        }

        var clean = name.ToString().Trim(' ', '.', '\u3000');
        return clean.Length == 0 ? Unnamed : Cut(clean);
    }

    /// <summary>Lower case without the dot; null where what follows the last dot does not look like one: "3.身份证", "2026.09.29".</summary>
    public static string? ExtensionOf(string name)
    {
        var dot = name.LastIndexOf('.');
        var end = dot < 0 ? "" : name[(dot + 1)..];
        return end.Length is > 0 and <= MaxExtensionLength && end.All(char.IsAsciiLetterOrDigit) && end.Any(char.IsAsciiLetter)
            ? end.ToLowerInvariant()
            : null;
    }

    /// <summary>The name with the type's extension, where it has none.</summary>
    public static string WithExtension(string name, FileType type) =>
        ExtensionOf(name) is null ? Cut($"{name}.{type.Extensions[0]}") : name;

    // From the middle, so that the extension stays; a pair of surrogates is never cut in two.
    private static string Cut(string name)
    {
        if (name.Length <= MaxLength) return name;
        var end = ExtensionOf(name) is { } extension ? $".{extension}" : "";
        var keep = MaxLength - end.Length;
        if (char.IsHighSurrogate(name[keep - 1])) keep--;
        return name[..keep] + end;
    }
}
