using System.Text.RegularExpressions;

namespace OneWindow.Api.Tests.Storage.SqlServer;

/// <summary>
/// Reads statements closely enough to see what SQL Server would not: a text or bracket without its end, words of other
/// databases, a parameter that nobody gives, more parameters than it takes.
/// </summary>
internal static partial class TransactSql
{
    private const int MostParameters = 2100;
    private const int LongestName = 128;

    private static readonly string[] Foreign =
        ["LIMIT", "RETURNING", "ILIKE", "CONFLICT", "GLOB", "PRAGMA", "BOOLEAN", "TRUE", "FALSE", "SKIP", "AUTOINCREMENT", "REGEXP", "NULLS", "USING"];

    /// <summary>What is wrong; empty where nothing is.</summary>
    public static IEnumerable<string> Findings(SentCommand command)
    {
        if (command.Parameters.Count > MostParameters) yield return $"{command.Parameters.Count} parameters";
        var (words, open, end) = (new List<string>(), 0, 0);
        foreach (Match token in Token().Matches(command.Text))
        {
            if (token.Index != end) yield return $"cannot be read: {command.Text[end..token.Index]}";
            end = token.Index + token.Length;
            if (token.Value == "(") open++;
            if (token.Value == ")" && --open < 0) yield return "a bracket too many";
            if (token.Value is ['[', .. { Length: > LongestName + 1 }]) yield return $"a name too long: {token.Value}";
            if (token.Value[0] == '@' && token.Value[1] != '@' && !Declared(command, token.Value)) yield return $"nobody gives {token.Value}";
            if (char.IsAsciiLetter(token.Value[0])) words.Add(token.Value.ToUpperInvariant());
        }

        if (end != command.Text.Length) yield return $"cannot be read: {command.Text[end..]}";
        if (open > 0) yield return "a bracket is not closed";
        foreach (var word in words.Intersect(Foreign)) yield return $"{word} is another database's word";
    }

    private static bool Declared(SentCommand command, string name) => command.Parameters.Contains(name)
        || command.Parameters.Contains(name[1..]) || command.Text.Contains($"DECLARE {name} ", StringComparison.OrdinalIgnoreCase);

    // Comments, texts, [names], @variables, words, numbers, operators. "Quoted" names depend on a setting and || is new: neither is in it.
    [GeneratedRegex("""\G(?:\s+|--[^\n]*|N?'(?:[^']|'')*'|\[(?:[^\]]|\]\])+\]|@@?\w+|[A-Za-z_]\w*|0x[0-9A-F]*|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|<>|<=|>=|[-+*/%=<>(),.;&~^])""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Token();
}
