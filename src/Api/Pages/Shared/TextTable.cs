using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace OneWindow.Api.Pages.Shared;

/// <summary>
/// The texts of the pages in one language, from Texts/{part}.{language}.json; a key stands in one part only. A further
/// language is a further file of each part.
/// </summary>
internal sealed class TextTable
{
    public const string Chinese = "zh";
    public const string English = "en";

    private static readonly FrozenDictionary<string, TextTable> Tables =
        new[] { Chinese, English }.ToFrozenDictionary(language => language, Read, StringComparer.Ordinal);

    private readonly FrozenDictionary<string, string> _texts;

    private TextTable(FrozenDictionary<string, string> texts) => _texts = texts;

    public IReadOnlyCollection<string> Keys => _texts.Keys;

    /// <summary>The text, or the key itself, so that a page with a slip is still usable; a test finds the slip.</summary>
    public string this[string key] => _texts.GetValueOrDefault(key, key);

    public static TextTable For(string language) => Tables[language];

    public static bool Has(string? language) => language is not null && Tables.ContainsKey(language);

    private static TextTable Read(string language)
    {
        var assembly = typeof(TextTable).Assembly;
        var parts = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Texts.", StringComparison.Ordinal) && name.EndsWith($".{language}.json", StringComparison.Ordinal));
        var texts = parts.SelectMany(part => Read(assembly, part)).ToDictionary(StringComparer.Ordinal);
        return new TextTable(texts.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Read(Assembly assembly, string part)
    {
        using var stream = assembly.GetManifestResourceStream(part)!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!;
    }
}
