using System.Globalization;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>The properties that <c>\p{…}</c> knows: general categories, a few scripts, and some plain ones.</summary>
internal static class RegexProperties
{
    private static readonly string[] Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf",
        "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
        ["Other"] = "C",
    };

    private static readonly Dictionary<string, (int From, int To)[]> Scripts = new(StringComparer.Ordinal)
    {
        ["Han"] = [(0x2e80, 0x2fd5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303b), (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xf900, 0xfad9), (0x16ff0, 0x16ff6), (0x20000, 0x323af)],
        ["Hiragana"] = [(0x3041, 0x3096), (0x309d, 0x309f), (0x1b001, 0x1b11f)],
        ["Katakana"] = [(0x30a1, 0x30fa), (0x30fd, 0x30ff), (0x31f0, 0x31ff), (0xff66, 0xff6f), (0xff71, 0xff9d)],
        ["Cyrillic"] = [(0x400, 0x484), (0x487, 0x52f), (0x1c80, 0x1c88), (0x1d2b, 0x1d2b), (0x2de0, 0x2dff), (0xa640, 0xa69f)],
        ["Latin"] = [(0x41, 0x5a), (0x61, 0x7a), (0xaa, 0xaa), (0xba, 0xba), (0xc0, 0xd6), (0xd8, 0xf6), (0xf8, 0x2b8), (0x1e00, 0x1eff), (0xff21, 0xff3a), (0xff41, 0xff5a)],
    };

    public static Func<int, bool>? Find(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (key, value) = equals < 0 ? ("", text) : (text[..equals], text[(equals + 1)..]);
        if (key is "Script" or "sc" or "Script_Extensions" or "scx") return Scripts.TryGetValue(value, out var ranges) ? c => InRanges(ranges, c) : null;
        if (key is "" or "General_Category" or "gc" && Category(LongNames.GetValueOrDefault(value, value)) is { } category) return category;
        return key.Length > 0 ? null : Plain(value);
    }

    private static Func<int, bool>? Category(string name)
    {
        if (name.Length == 1 && Array.Exists(Categories, c => c[0] == name[0])) return c => NameOf(c)[0] == name[0];
        return Array.IndexOf(Categories, name) >= 0 ? c => NameOf(c) == name : null;
    }

    private static Func<int, bool>? Plain(string name) => name switch
    {
        "Any" => _ => true,
        "ASCII" => c => c < 128,
        "Alphabetic" or "Alpha" => c => NameOf(c) is ['L', _] or "Nl",
        "Uppercase" or "Upper" => c => NameOf(c) == "Lu",
        "Lowercase" or "Lower" => c => NameOf(c) == "Ll",
        "White_Space" or "space" => c => c <= 0xffff && char.IsWhiteSpace((char)c),
        _ => null,
    };

    private static string NameOf(int character) => Categories[(int)CharUnicodeInfo.GetUnicodeCategory(character)];

    private static bool InRanges((int From, int To)[] ranges, int character) => Array.Exists(ranges, r => character >= r.From && character <= r.To);
}
