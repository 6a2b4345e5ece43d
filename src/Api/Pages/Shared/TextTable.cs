using System.Collections.Frozen;
using System.Text.Json;

namespace OneWindow.Api.Pages.Shared;

/// <summary>The texts of the pages in one language, from Texts/{language}.json. A further language is a further file.</summary>
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
        using var stream = typeof(TextTable).Assembly.GetManifestResourceStream($"Texts.{language}.json")
            ?? throw new InvalidOperationException($"The texts of \"{language}\" are not built in.");
        return new TextTable(JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
