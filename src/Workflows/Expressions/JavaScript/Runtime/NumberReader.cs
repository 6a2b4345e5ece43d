using System.Globalization;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Texts as numbers: Number(), parseFloat() and parseInt().</summary>
internal static class NumberReader
{
    public static double ToNumber(ScriptRun? run, string text)
    {
        run?.Scan(text.Length);
        var body = JsText.Trim(text);
        if (body.IsEmpty) return 0;
        if (body.Length > 2 && body[0] == '0' && RadixOf(body[1]) is var radix and > 0) return Whole(body[2..], radix, strict: true);
        return DecimalLength(body) == body.Length ? Parse(body) : double.NaN;
    }

    public static double ParseFloat(string text)
    {
        var body = JsText.Trim(text);
        var length = DecimalLength(body);
        return length == 0 ? double.NaN : Parse(body[..length]);
    }

    public static double ParseInt(string text, int radix)
    {
        var body = JsText.Trim(text);
        var negative = body.StartsWith('-');
        if (negative || body.StartsWith('+')) body = body[1..];
        if (radix is 0 or 16 && body.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            body = body[2..];
            radix = 16;
        }
        if (radix == 0) radix = 10;
        if (radix is < 2 or > 36) return double.NaN;
        var number = Whole(body, radix, strict: false);
        return negative ? -number : number;
    }

    /// <summary>The value of a digit in bases up to 36; 99 for anything else.</summary>
    public static int DigitValue(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'z' => c - 'a' + 10,
        >= 'A' and <= 'Z' => c - 'A' + 10,
        _ => 99,
    };

    public static double Whole(ReadOnlySpan<char> digits, int radix, bool strict)
    {
        var end = 0;
        while (end < digits.Length && DigitValue(digits[end]) < radix) end++;
        if (end == 0 || (strict && end < digits.Length)) return double.NaN;
        if (radix == 10) return Parse(digits[..end]);
        double number = 0;
        for (var i = 0; i < end; i++) number = (number * radix) + DigitValue(digits[i]);
        return number < 9007199254740992.0 ? number : Exact(digits[..end], radix);
    }

    /// <summary>Rounds once, at the end, where adding digit by digit would round many times.</summary>
    private static double Exact(ReadOnlySpan<char> digits, int radix)
    {
        if (digits.Length > 1100) return double.PositiveInfinity;
        var number = System.Numerics.BigInteger.Zero;
        foreach (var c in digits) number = (number * radix) + DigitValue(c);
        return Parse(number.ToString(CultureInfo.InvariantCulture));
    }

    private static int RadixOf(char c) => c switch
    {
        'x' or 'X' => 16,
        'o' or 'O' => 8,
        'b' or 'B' => 2,
        _ => 0,
    };

    /// <summary>How much of the text, from its start, is a decimal number.</summary>
    private static int DecimalLength(ReadOnlySpan<char> text)
    {
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        if (text[at..].StartsWith("Infinity", StringComparison.Ordinal)) return at + 8;
        var whole = Digits(text, at);
        at += whole;
        var fraction = at < text.Length && text[at] == '.' ? Digits(text, at + 1) : 0;
        if (whole + fraction == 0) return 0;
        if (at < text.Length && text[at] == '.') at += fraction + 1;
        if (at >= text.Length || text[at] is not ('e' or 'E')) return at;
        var sign = at + 1 < text.Length && text[at + 1] is '+' or '-' ? 1 : 0;
        var exponent = Digits(text, at + 1 + sign);
        return exponent == 0 ? at : at + 1 + sign + exponent;
    }

    private static int Digits(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - start;
    }

    private static double Parse(ReadOnlySpan<char> text)
    {
        if (text.EndsWith("Infinity", StringComparison.Ordinal)) return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}

/// <summary>Which characters are white space, ends of lines, and parts of names.</summary>
internal static class JsText
{
    public static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    public static bool IsSpace(char c) =>
        c is ' ' or '\t' or '\v' or '\f' or '\u00a0' or '\ufeff' || IsLineEnd(c) ||
        (c > 127 && char.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator);

    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text) => TrimEnd(TrimStart(text));

    public static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (start < text.Length && IsSpace(text[start])) start++;
        return text[start..];
    }

    public static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> text)
    {
        var end = text.Length;
        while (end > 0 && IsSpace(text[end - 1])) end--;
        return text[..end];
    }

    public static bool StartsName(char c) => char.IsAsciiLetter(c) || c is '_' or '$' || (c > 127 && char.IsLetter(c));

    public static bool ContinuesName(char c) => StartsName(c) || char.IsAsciiDigit(c) || (c > 127 && IsNameMark(c));

    private static bool IsNameMark(char c) => c is '\u200c' or '\u200d' || char.GetUnicodeCategory(c) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;
}
