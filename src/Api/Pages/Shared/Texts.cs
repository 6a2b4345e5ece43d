using System.Globalization;
using System.Text.RegularExpressions;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Hosting;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Pages.Shared;

/// <summary>What pages say, in the reader's language: Chinese unless the reader has switched.</summary>
internal sealed partial class Texts(IHttpContextAccessor http, CurrentCatalogue catalogue)
{
    public const string CookieName = "lang";
    private static readonly TimeSpan LanguageKept = TimeSpan.FromDays(365);

    private readonly TextTable _table = TextTable.For(LanguageOf(http.HttpContext));

    public bool IsEnglish { get; } = LanguageOf(http.HttpContext) == TextTable.English;

    /// <summary>For the html element's lang attribute.</summary>
    public string Language => IsEnglish ? "en" : "zh-CN";

    public string this[string key] => _table[key];

    public string this[string key, params object?[] arguments] => string.Format(CultureInfo.InvariantCulture, _table[key], arguments);

    /// <summary>One of a pair that configuration or data holds; Chinese where there is no English.</summary>
    public string Pick(string? chinese, string? english) => (IsEnglish ? english ?? chinese : chinese) ?? "";

    /// <summary>A word of a closed set, such as a status: the text under "set.word", or the word itself.</summary>
    public string Word(string set, string word)
    {
        var key = $"{set}.{word}";
        var text = _table[key];
        return text == key ? word : text;
    }

    public string Date(DateOnly? date) => date is not { } day
        ? ""
        : IsEnglish ? day.ToString("d MMM yyyy", CultureInfo.InvariantCulture) : $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>A date, or in a table a dash where there is none: an empty cell looks forgotten.</summary>
    public string DateOrNone(DateOnly? date) => date is null ? "–" : Date(date);

    /// <summary>A sentence with its dates (2026-09-29) as people write them.</summary>
    public string Dates(string sentence) => IsoDate().Replace(
        sentence, match => DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Date(day) : match.Value);

    /// <summary>An instant as the county's date and time of day.</summary>
    public string Time(DateTimeOffset? instant)
    {
        if (instant is not { } at) return "";
        var local = at.ToOffset(catalogue.Current.Calendar.UtcOffset);
        return $"{Date(DateOnly.FromDateTime(local.DateTime))} {local:HH:mm}";
    }

    /// <summary>An instant as the county's date.</summary>
    public string Day(DateTimeOffset? instant) => instant is not { } at
        ? ""
        : Date(DateOnly.FromDateTime(at.ToOffset(catalogue.Current.Calendar.UtcOffset).DateTime));

    /// <summary>A sentence cut where its script changes, for an English reader to whom Chinese has to be marked as such.</summary>
    public IEnumerable<(string Text, bool IsChinese)> Pieces(string sentence) =>
        IsEnglish ? ScriptChange().Split(sentence).Select(piece => (piece, piece.Length > 0 && IsChinese(piece[0]))) : [(sentence, false)];

    /// <summary>The half of "中文。(English.)" that the reader wants.</summary>
    public string Half(string message) => Bilingual().Match(message) is { Success: true } match
        ? match.Groups[IsEnglish ? "en" : "zh"].Value
        : message;

    public string Refusal(RefusedException refused) => Half(RefusalTexts.For(refused.Code, refused.Message, IsEnglish));

    /// <summary>Answers this request and those that follow in a language.</summary>
    /// <returns>False where there are no texts in it.</returns>
    public static bool TrySwitch(HttpContext context, string? language)
    {
        if (!TextTable.Has(language)) return false;
        context.Items[CookieName] = language;
        context.Response.Cookies.Append(CookieName, language!, new CookieOptions
        {
            MaxAge = LanguageKept,
            SameSite = SameSiteMode.Lax,
            HttpOnly = true,
            IsEssential = true,
        });
        return true;
    }

    private static string LanguageOf(HttpContext? context) =>
        (context?.Items[CookieName] ?? context?.Request.Cookies[CookieName]) is string language && TextTable.Has(language) ? language : TextTable.Chinese;

    private static bool IsChinese(char letter) => letter is (>= '\u4e00' and <= '\u9fff') or (>= '\u3000' and <= '\u303f') or (>= '\uff00' and <= '\uffef');

    [GeneratedRegex(@"(?<=[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef])(?![\u4e00-\u9fff\u3000-\u303f\uff00-\uffef])|(?<![\u4e00-\u9fff\u3000-\u303f\uff00-\uffef])(?=[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef])", RegexOptions.None, 200)]
    private static partial Regex ScriptChange();

    [GeneratedRegex(@"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", RegexOptions.None, 200)]
    private static partial Regex IsoDate();

    [GeneratedRegex(@"\A(?<zh>.*[\u4e00-\u9fff].*?)\s*\((?<en>[\x20-\x7e]+)\)\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 200)]
    private static partial Regex Bilingual();
}
