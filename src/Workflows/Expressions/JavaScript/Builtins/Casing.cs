using System.Globalization;
using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Upper and lower case, with the few letters that become several.</summary>
internal static class Casing
{
    public static string ToUpper(string text)
    {
        var upper = text.ToUpperInvariant();
        return upper.AsSpan().IndexOfAny("ßﬁﬂﬀŉ") < 0 ? upper : upper
            .Replace("ß", "SS", StringComparison.Ordinal).Replace("ﬁ", "FI", StringComparison.Ordinal)
            .Replace("ﬂ", "FL", StringComparison.Ordinal).Replace("ﬀ", "FF", StringComparison.Ordinal)
            .Replace("ŉ", "ʼN", StringComparison.Ordinal);
    }

    public static string ToLower(string text) => text.ToLowerInvariant().Replace("İ", "i\u0307", StringComparison.Ordinal);
}

/// <summary>
/// The order of localeCompare without the tables of a locale: spaces and signs, digits, letters without regard to
/// case, then everything else by its number; small letters before capitals where nothing else differs.
/// </summary>
internal static class Collation
{
    public static int Compare(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            var order = Weight(a[i]).CompareTo(Weight(b[i]));
            if (order != 0) return Math.Sign(order);
        }
        if (a.Length != b.Length) return a.Length < b.Length ? -1 : 1;
        for (var i = 0; i < length; i++)
        {
            if (a[i] != b[i]) return char.IsLower(a[i]) ? -1 : 1;
        }
        return 0;
    }

    private static int Weight(char c)
    {
        const string Signs = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";
        if (char.IsAsciiDigit(c)) return 100 + c;
        if (c > 127) return 1000 + char.ToLowerInvariant(c);
        if (char.IsAsciiLetter(c)) return 300 + char.ToLowerInvariant(c);
        return JsText.IsSpace(c) ? 1 : 2 + Signs.IndexOf(c, StringComparison.Ordinal);
    }
}

/// <summary>
/// Unicode normalization as far as it can be had with the invariant culture, which brings no tables: text that the
/// form leaves alone, and full-width letters, digits and signs, which Chinese keyboards produce. Anything else is
/// refused rather than returned unchanged.
/// </summary>
internal static class Normalization
{
    public static string Normalize(string text, string form)
    {
        var isCompatible = form.Length == 4;
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var plain = isCompatible ? Narrow(c) : c;
            if (plain >= 128 && !IsStable(c)) throw Errors.Type($"normalize('{form}') of '{c}' is not part of this language");
            if (plain != c && changed is null) changed = new StringBuilder(text);
            if (changed is not null) changed[i] = plain;
        }
        return changed?.ToString() ?? text;
    }

    private static char Narrow(char c) => c switch
    {
        >= '\uff01' and <= '\uff5e' => (char)(c - 0xfee0),
        '\u3000' or '\u00a0' => ' ',
        _ => c,
    };

    /// <summary>Han, kana without marks, and common signs of Chinese text are the same in every form.</summary>
    private static bool IsStable(char c) => c switch
    {
        >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf' => true,
        >= '\u3001' and <= '\u3029' => true,
        >= '\uff01' and <= '\uff5e' or '\u3000' => true,
        '\u2014' or '\u2018' or '\u2019' or '\u201c' or '\u201d' or '\u00b7' or '\u2013' => true,
        _ => char.IsSurrogate(c) && char.GetUnicodeCategory(c) is UnicodeCategory.Surrogate,
    };
}
