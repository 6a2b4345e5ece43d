using System.Collections.Frozen;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Cuts source into tokens. Whether a slash begins a pattern only the parser knows; it asks with <see cref="ReadPattern"/>.</summary>
internal sealed partial class Lexer(string source)
{
    private static readonly FrozenSet<string> Keywords = new[]
    {
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
        "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "let", "new",
        "null", "return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with",
    }.ToFrozenSet();

    /// <summary>By length, longest first.</summary>
    private static readonly string[][] Punctuators =
    [
        [">>>="],
        ["===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "..."],
        ["=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**"],
        ["{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "`"],
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _at;

    public string Source => source;

    /// <summary>Where the next token is looked for; set to go back.</summary>
    public int Position
    {
        get => _at;
        set => _at = value;
    }

    public Token Next()
    {
        var afterLineEnd = SkipSpace();
        var start = _at;
        if (_at >= source.Length) return new Token(TokenKind.End, "", 0, start, start, afterLineEnd);
        var c = source[_at];
        if (JsText.StartsName(c) || char.IsHighSurrogate(c)) return ReadName(start, afterLineEnd);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) return ReadNumber(start, afterLineEnd);
        if (c is '"' or '\'') return ReadString(start, afterLineEnd);
        return ReadPunctuator(start, afterLineEnd);
    }

    public ScriptSyntaxException Error(int offset, string message) => SourceError.At(source, offset, message);

    private char Peek(int ahead) => _at + ahead < source.Length ? source[_at + ahead] : '\0';

    private bool SkipSpace()
    {
        var afterLineEnd = false;
        while (_at < source.Length)
        {
            var c = source[_at];
            if (JsText.IsLineEnd(c)) afterLineEnd = true;
            if (JsText.IsSpace(c)) _at++;
            else if (c == '/' && Peek(1) == '/') SkipLine();
            else if (c == '/' && Peek(1) == '*') afterLineEnd |= SkipBlock();
            else break;
        }
        return afterLineEnd;
    }

    private void SkipLine()
    {
        while (_at < source.Length && !JsText.IsLineEnd(source[_at])) _at++;
    }

    private bool SkipBlock()
    {
        var start = _at;
        var end = source.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0) throw Error(start, "The comment is not closed");
        _at = end + 2;
        return source.AsSpan(start, end - start).IndexOfAny("\n\r\u2028\u2029") >= 0;
    }

    private Token ReadName(int start, bool afterLineEnd)
    {
        while (_at < source.Length)
        {
            if (JsText.ContinuesName(source[_at])) _at++;
            else if (char.IsHighSurrogate(source[_at]) && IsLetterPair(_at)) _at += 2;
            else break;
        }
        if (_at == start) throw Error(start, $"Unexpected character '{source[start]}'");
        if (Peek(0) == '\\') throw Error(_at, "Escapes in names are not part of this language");
        var text = Share(source[start.._at]);
        return new Token(Keywords.Contains(text) ? TokenKind.Keyword : TokenKind.Name, text, 0, start, _at, afterLineEnd);
    }

    /// <summary>One string for each name, and the runtime's own where it has one: properties are then found by reference.</summary>
    private string Share(string name)
    {
        if (string.IsInterned(name) is { } known) return known;
        return _names.TryAdd(name, name) ? name : _names[name];
    }

    private bool IsLetterPair(int at) =>
        at + 1 < source.Length && char.IsLowSurrogate(source[at + 1]) && char.IsLetter(source, at);

    private Token ReadPunctuator(int start, bool afterLineEnd)
    {
        if (source[_at] == '#') throw Error(start, "Private names (#name) are not part of this language");
        foreach (var group in Punctuators)
        {
            foreach (var text in group)
            {
                if (string.CompareOrdinal(source, _at, text, 0, text.Length) != 0) continue;
                if (text == "?." && char.IsAsciiDigit(Peek(2))) continue;
                _at += text.Length;
                return new Token(TokenKind.Punctuator, text, 0, start, _at, afterLineEnd);
            }
        }
        throw Error(start, source[start] == '\\' ? "Escapes in names are not part of this language" : $"Unexpected character '{source[start]}'");
    }
}
