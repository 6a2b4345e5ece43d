using System.Globalization;

namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class RegexParser
{
    private static readonly (int From, int To)[] Digits = [('0', '9')];
    private static readonly (int From, int To)[] Words = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

    /// <summary>Escapes such as \D in one class; more would make each character slow to test.</summary>
    private const int MaxTests = 32;

    private static readonly Func<int, bool> IsSpace = c => c <= 0xffff && JsText.IsSpace((char)c);

    private RegexNode ParseEscape(out bool canRepeat)
    {
        canRepeat = true;
        if (AtEnd) throw Error("\\ at end of pattern");
        if (Current is 'b' or 'B')
        {
            canRepeat = false;
            return new RegexNode.Assertion(_text[_at++] == 'b' ? RegexOp.WordEdge : RegexOp.NoWordEdge);
        }
        if (Current is >= '1' and <= '9' && TryReference() is { } reference) return reference;
        if (Current == 'k' && (_unicode || _hasNames))
        {
            _at++;
            if (!TryTake("<")) throw Error("Invalid named reference");
            return new RegexNode.BackReference(0, TakeGroupName());
        }
        if (TryClassEscape() is { } set) return new RegexNode.One(set);
        return Literal(TakeEscapedCharacter(inClass: false));
    }

    private RegexNode.BackReference? TryReference()
    {
        var start = _at;
        if (Number() is { } index && index <= _groupTotal) return new RegexNode.BackReference(index, null);
        if (_unicode) throw Error("Invalid escape");
        _at = start;
        return null;
    }

    private RegexSet? TryClassEscape()
    {
        var builder = new ClassBuilder();
        if (!TryAddClassEscape(builder)) return null;
        return new RegexSet(builder.Ranges, builder.Tests, false, _ignoresCase);
    }

    private bool TryAddClassEscape(ClassBuilder builder)
    {
        var c = Current;
        switch (c)
        {
            case 'd' or 'D': builder.Add(Digits, c == 'D'); break;
            case 'w' or 'W': builder.Add(Words, c == 'W'); break;
            case 's' or 'S': builder.Add(IsSpace, c == 'S'); break;
            case 'p' or 'P' when _unicode:
                _at++;
                var close = _text.IndexOf('}', _at);
                if (Current != '{' || close < 0) throw Error("Invalid property name");
                var test = RegexProperties.Find(_text[(_at + 1)..close]) ?? throw Error("Invalid property name");
                builder.Add(test, c == 'P');
                _at = close;
                break;
            default: return false;
        }
        _at++;
        return true;
    }

    private int TakeEscapedCharacter(bool inClass)
    {
        var c = _text[_at++];
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'b' when inClass: return '\b';
            case 'c' when char.IsAsciiLetter(Current): return _text[_at++] % 32;
            case 'c' when !_unicode:
                _at--;
                return '\\';
            case 'x': return Hex(2) ?? Identity(c);
            case 'u': return UnicodeEscape() ?? Identity(c);
            case '0' when !char.IsAsciiDigit(Current): return 0;
            case >= '0' and <= '7' when !_unicode: return Octal(c);
            case '-' when inClass: return c;
            default:
                _at--;
                return Identity(TakeCharacter());
        }
    }

    private int Identity(int character)
    {
        if (_unicode && !(character < 128 && "^$\\.*+?()[]{}|/".Contains((char)character, StringComparison.Ordinal))) throw Error("Invalid escape");
        return character;
    }

    private int? Hex(int count)
    {
        if (_at + count > _text.Length || !int.TryParse(_text.AsSpan(_at, count), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) return null;
        _at += count;
        return code;
    }

    private int? UnicodeEscape()
    {
        if (_unicode && Current == '{')
        {
            var close = _text.IndexOf('}', _at);
            if (close < 0 || close - _at > 8) throw Error("Invalid Unicode escape");
            _at++;
            var code = Hex(close - _at);
            if (code is null or > 0x10ffff or < 0) throw Error("Invalid Unicode escape");
            _at++;
            return code;
        }
        var first = Hex(4);
        if (!_unicode || first is not (>= 0xd800 and <= 0xdbff) || Current != '\\' || _at + 1 >= _text.Length || _text[_at + 1] != 'u') return first;
        var back = _at;
        _at += 2;
        if (Hex(4) is >= 0xdc00 and <= 0xdfff and var second) return char.ConvertToUtf32((char)first, (char)second);
        _at = back;
        return first;
    }

    private int Octal(char first)
    {
        var value = first - '0';
        while (Current is >= '0' and <= '7' && (value * 8) + (Current - '0') <= 0xff) value = (value * 8) + (_text[_at++] - '0');
        return value;
    }

    private RegexSet ParseClass()
    {
        var isNegative = TryTake("^");
        var builder = new ClassBuilder();
        while (!TryTake("]"))
        {
            if (AtEnd) throw Error("Unterminated character class");
            if (builder.Tests.Count > MaxTests) throw Error("Character class too large");
            var from = ClassAtom(builder);
            if (Current != '-' || _at + 1 >= _text.Length || _text[_at + 1] == ']')
            {
                if (from >= 0) builder.Ranges.Add((from, from));
                continue;
            }
            _at++;
            AddRange(builder, from, ClassAtom(builder));
        }
        return new RegexSet(builder.Ranges, builder.Tests, isNegative, _ignoresCase);
    }

    private void AddRange(ClassBuilder builder, int from, int to)
    {
        if (from >= 0 && to >= 0)
        {
            if (from > to) throw Error("Range out of order in character class");
            builder.Ranges.Add((from, to));
            return;
        }
        if (_unicode) throw Error("Invalid character class");
        builder.Ranges.Add(('-', '-'));
        if (from >= 0) builder.Ranges.Add((from, from));
        if (to >= 0) builder.Ranges.Add((to, to));
    }

    /// <summary>One character of a class; -1 where a whole set was added instead.</summary>
    private int ClassAtom(ClassBuilder builder)
    {
        if (AtEnd) throw Error("Unterminated character class");
        if (Current != '\\') return TakeCharacter();
        _at++;
        if (AtEnd) throw Error("\\ at end of pattern");
        return TryAddClassEscape(builder) ? -1 : TakeEscapedCharacter(inClass: true);
    }

    private sealed class ClassBuilder
    {
        public List<(int From, int To)> Ranges { get; } = [];

        public List<Func<int, bool>> Tests { get; } = [];

        public void Add((int From, int To)[] ranges, bool isNegative)
        {
            if (isNegative) Tests.Add(c => !Array.Exists(ranges, r => c >= r.From && c <= r.To));
            else Ranges.AddRange(ranges);
        }

        public void Add(Func<int, bool> test, bool isNegative) => Tests.Add(isNegative ? c => !test(c) : test);
    }
}
