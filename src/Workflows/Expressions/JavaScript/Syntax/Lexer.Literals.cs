using System.Globalization;
using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Lexer
{
    /// <summary>Reads the pattern that begins at the slash before; gives its text and flags.</summary>
    public (string Pattern, string Flags) ReadPattern(int start)
    {
        _at = start + 1;
        var inClass = false;
        for (; ; _at++)
        {
            if (_at >= source.Length || JsText.IsLineEnd(source[_at])) throw Error(start, "The regular expression is not closed");
            var c = source[_at];
            if (c == '\\' && _at + 1 < source.Length && !JsText.IsLineEnd(source[_at + 1])) _at++;
            else if (c == '[') inClass = true;
            else if (c == ']') inClass = false;
            else if (c == '/' && !inClass) break;
        }
        var pattern = source[(start + 1).._at];
        var flags = ++_at;
        while (_at < source.Length && JsText.ContinuesName(source[_at])) _at++;
        return (pattern, source[flags.._at]);
    }

    /// <summary>Reads text of a template from here to its end or to the next <c>${</c>.</summary>
    public (string Text, bool IsLast) ReadTemplateText(int templateStart)
    {
        var text = new StringBuilder();
        while (_at < source.Length)
        {
            var c = source[_at];
            if (c == '`')
            {
                _at++;
                return (text.ToString(), true);
            }
            if (c == '$' && Peek(1) == '{')
            {
                _at += 2;
                return (text.ToString(), false);
            }
            if (c == '\\') ReadEscape(text);
            else
            {
                if (c == '\r' && Peek(1) == '\n') _at++;
                text.Append(c == '\r' ? '\n' : c);
                _at++;
            }
        }
        throw Error(templateStart, "The template is not closed");
    }

    private Token ReadString(int start, bool afterLineEnd)
    {
        var quote = source[_at++];
        var from = _at;
        while (_at < source.Length && source[_at] != quote && source[_at] is not ('\\' or '\n' or '\r')) _at++;
        if (_at < source.Length && source[_at] == quote)
        {
            return new Token(TokenKind.String, Share(source[from.._at++]), 0, start, _at, afterLineEnd);
        }
        var text = new StringBuilder(source, from, _at - from, Math.Max(16, _at - from));
        while (true)
        {
            if (_at >= source.Length || source[_at] is '\n' or '\r') throw Error(start, "The string is not closed");
            if (source[_at] == quote) break;
            if (source[_at] == '\\') ReadEscape(text);
            else text.Append(source[_at++]);
        }
        _at++;
        return new Token(TokenKind.String, text.ToString(), 0, start, _at, afterLineEnd);
    }

    private void ReadEscape(StringBuilder text)
    {
        var start = _at++;
        if (_at >= source.Length) throw Error(start, "The escape is not complete");
        var c = source[_at++];
        switch (c)
        {
            case 'n': text.Append('\n'); break;
            case 't': text.Append('\t'); break;
            case 'r': text.Append('\r'); break;
            case 'b': text.Append('\b'); break;
            case 'f': text.Append('\f'); break;
            case 'v': text.Append('\v'); break;
            case 'x': text.Append((char)ReadHex(start, 2)); break;
            case 'u': ReadUnicode(start, text); break;
            case '\r':
                if (Peek(0) == '\n') _at++;
                break;
            case '\n' or '\u2028' or '\u2029': break;
            case '0' when !char.IsAsciiDigit(Peek(0)): text.Append('\0'); break;
            case >= '0' and <= '9': throw Error(start, "Octal escapes are not part of this language");
            default: text.Append(c); break;
        }
    }

    private int ReadHex(int start, int count)
    {
        if (_at + count > source.Length || !int.TryParse(source.AsSpan(_at, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            throw Error(start, "The escape is not hexadecimal");
        }
        _at += count;
        return code;
    }

    private void ReadUnicode(int start, StringBuilder text)
    {
        if (Peek(0) != '{')
        {
            text.Append((char)ReadHex(start, 4));
            return;
        }
        var close = source.IndexOf('}', _at);
        if (close < 0 || close - _at is < 2 or > 9) throw Error(start, "The escape is not hexadecimal");
        _at++;
        var code = ReadHex(start, close - _at);
        if (code is < 0 or > 0x10ffff) throw Error(start, "The escape names no character");
        _at++;
        if (code is >= 0xd800 and <= 0xdfff) text.Append((char)code);
        else text.Append(char.ConvertFromUtf32(code));
    }

    private Token ReadNumber(int start, bool afterLineEnd)
    {
        var radix = source[_at] == '0' ? Peek(1) switch { 'x' or 'X' => 16, 'o' or 'O' => 8, 'b' or 'B' => 2, _ => 10 } : 10;
        var number = radix == 10 ? ReadDecimal(start) : ReadRadix(start, radix);
        if (Peek(0) == 'n') throw Error(start, "BigInt literals are not part of this language");
        if (JsText.ContinuesName(Peek(0))) throw Error(_at, "A name follows a number directly");
        return new Token(TokenKind.Number, "", number, start, _at, afterLineEnd);
    }

    private double ReadRadix(int start, int radix)
    {
        _at += 2;
        var digits = ReadDigits(radix);
        if (digits.Length == 0) throw Error(start, "The number has no digits");
        return NumberReader.Whole(digits, radix, strict: true);
    }

    private double ReadDecimal(int start)
    {
        if (source[_at] == '0' && char.IsAsciiDigit(Peek(1))) throw Error(start, "Numbers with a leading zero are not part of this language");
        var text = new StringBuilder(ReadDigits(10));
        if (Peek(0) == '.')
        {
            _at++;
            text.Append('.').Append(ReadDigits(10));
        }
        if (Peek(0) is 'e' or 'E')
        {
            _at++;
            text.Append('e');
            if (Peek(0) is '+' or '-') text.Append(source[_at++]);
            var exponent = ReadDigits(10);
            if (exponent.Length == 0) throw Error(start, "The exponent has no digits");
            text.Append(exponent);
        }
        return NumberReader.ParseFloat(text.ToString());
    }

    private string ReadDigits(int radix)
    {
        var start = _at;
        while (NumberReader.DigitValue(Peek(0)) < radix || IsSeparator(start, radix)) _at++;
        return source[start.._at].Replace("_", "", StringComparison.Ordinal);
    }

    private bool IsSeparator(int start, int radix)
    {
        if (Peek(0) != '_') return false;
        if (_at == start || source[_at - 1] == '_' || NumberReader.DigitValue(Peek(1)) >= radix) throw Error(_at, "A separator must stand between two digits");
        return true;
    }
}
