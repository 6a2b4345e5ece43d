namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Reads a regular expression as ECMAScript does, with its leniencies where the flag u is not set.</summary>
internal sealed partial class RegexParser
{
    private readonly string _text;
    private readonly string _flags;
    private readonly bool _unicode;
    private readonly bool _ignoresCase;
    private readonly int _groupTotal;
    private readonly bool _hasNames;
    private int _at;
    private int _depth;

    public RegexParser(string text, string flags)
    {
        _text = text;
        _flags = flags;
        _unicode = flags.Contains('u', StringComparison.Ordinal);
        _ignoresCase = flags.Contains('i', StringComparison.Ordinal);
        (_groupTotal, _hasNames) = CountGroups(text);
    }

    public int GroupCount { get; private set; }

    public Dictionary<string, int> Names { get; } = new(StringComparer.Ordinal);

    public RegexNode Parse()
    {
        var node = ParseEither();
        if (_at < _text.Length) throw Error(_text[_at] == ')' ? "Unmatched ')'" : "Unexpected character");
        return node;
    }

    private bool AtEnd => _at >= _text.Length;

    private char Current => _at < _text.Length ? _text[_at] : '\0';

    private ScriptException Error(string message) => Errors.Syntax($"Invalid regular expression: /{_text}/{_flags}: {message}");

    private bool TryTake(string text)
    {
        if (string.CompareOrdinal(_text, _at, text, 0, text.Length) != 0) return false;
        _at += text.Length;
        return true;
    }

    /// <summary>Groups are counted first, as a reference may come before its group.</summary>
    private static (int Count, bool HasNames) CountGroups(string text)
    {
        var (count, names, inClass) = (0, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '[') inClass = true;
            else if (text[i] == ']') inClass = false;
            else if (text[i] == '(' && !inClass)
            {
                var isNamed = i + 3 < text.Length && text[i + 1] == '?' && text[i + 2] == '<' && text[i + 3] is not ('=' or '!');
                if (isNamed || i + 1 >= text.Length || text[i + 1] != '?') count++;
                names |= isNamed;
            }
        }
        return (count, names);
    }

    private RegexNode ParseEither()
    {
        if (++_depth > Limits.SourceDepth) throw Error("Nested too deeply");
        var items = new List<RegexNode> { ParseSequence() };
        while (TryTake("|")) items.Add(ParseSequence());
        _depth--;
        return items.Count == 1 ? items[0] : new RegexNode.Either(items);
    }

    private RegexNode ParseSequence()
    {
        var items = new List<RegexNode>();
        while (!AtEnd && Current is not ('|' or ')')) items.Add(ParseTerm());
        return items.Count == 1 ? items[0] : new RegexNode.Sequence(items);
    }

    private RegexNode ParseTerm()
    {
        var firstGroup = GroupCount + 1;
        var node = ParseAtom(out var canRepeat);
        if (AtEnd || Current is not ('*' or '+' or '?' or '{')) return node;
        if (Quantifier() is not var (min, max)) return node;
        if (!canRepeat) throw Error("Nothing to repeat");
        var isGreedy = !TryTake("?");
        return new RegexNode.Repeat(node, min, max, isGreedy, firstGroup, GroupCount);
    }

    private (int Min, int Max)? Quantifier()
    {
        if (TryTake("*")) return (0, -1);
        if (TryTake("+")) return (1, -1);
        if (TryTake("?")) return (0, 1);
        var start = _at++;
        var min = Number();
        var max = min;
        if (min is not null && TryTake(",")) max = Current == '}' ? -1 : Number();
        if (min is null || max is null || !TryTake("}"))
        {
            if (_unicode) throw Error("Incomplete quantifier");
            _at = start;
            return null;
        }
        if (max >= 0 && max < min) throw Error("numbers out of order in {} quantifier");
        return (min.Value, max.Value);
    }

    private int? Number()
    {
        var start = _at;
        long value = 0;
        for (; char.IsAsciiDigit(Current); _at++) value = Math.Min((value * 10) + (Current - '0'), int.MaxValue - 1);
        return _at == start ? null : (int)value;
    }

    private RegexNode ParseAtom(out bool canRepeat)
    {
        canRepeat = true;
        var c = _text[_at++];
        switch (c)
        {
            case '^' or '$':
                canRepeat = false;
                var multiline = _flags.Contains('m', StringComparison.Ordinal);
                var op = c == '^' ? multiline ? RegexOp.LineStart : RegexOp.InputStart : multiline ? RegexOp.LineEnd : RegexOp.InputEnd;
                return new RegexNode.Assertion(op);
            case '(': return ParseGroup(out canRepeat);
            case '.': return new RegexNode.One(Dot());
            case '[': return new RegexNode.One(ParseClass());
            case '\\': return ParseEscape(out canRepeat);
            case '*' or '+' or '?': throw Error("Nothing to repeat");
            case '{' when _unicode: throw Error("Nothing to repeat");
            case '{':
                _at--;
                if (Quantifier() is not null) throw Error("Nothing to repeat");
                _at++;
                return Literal('{');
            case ']' or '}' when _unicode: throw Error("Lone quantifier brackets");
            default:
                _at--;
                return Literal(TakeCharacter());
        }
    }

    private RegexNode.One Literal(int character) => new(RegexSet.Of(character, _ignoresCase));

    private RegexSet Dot()
    {
        if (_flags.Contains('s', StringComparison.Ordinal)) return new RegexSet([(0, 0x10ffff)], [], false, false);
        return new RegexSet([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)], [], true, false);
    }

    /// <summary>A code unit, or with the flag u a whole character.</summary>
    private int TakeCharacter()
    {
        var c = _text[_at++];
        if (!_unicode || !char.IsHighSurrogate(c) || !char.IsLowSurrogate(Current)) return c;
        return char.ConvertToUtf32(c, _text[_at++]);
    }

    private RegexNode ParseGroup(out bool canRepeat)
    {
        canRepeat = true;
        if (TryTake("?:")) return Close(ParseEither());
        foreach (var (mark, isBehind, isNegative) in new[] { ("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true) })
        {
            if (!TryTake(mark)) continue;
            canRepeat = !isBehind && !_unicode;
            return new RegexNode.Look(Close(ParseEither()), isBehind, isNegative);
        }
        var index = ++GroupCount;
        if (TryTake("?<")) AddName(index);
        else if (Current == '?') throw Error("Invalid group");
        return new RegexNode.Group(Close(ParseEither()), index);
    }

    private void AddName(int index)
    {
        if (!Names.TryAdd(TakeGroupName(), index)) throw Error("Duplicate capture group name");
    }

    private string TakeGroupName()
    {
        var start = _at;
        while (JsText.ContinuesName(Current)) _at++;
        if (_at == start || !JsText.StartsName(_text[start]) || Current != '>') throw Error("Invalid capture group name");
        return _text[start.._at++];
    }

    private RegexNode Close(RegexNode inner)
    {
        if (!TryTake(")")) throw Error("Unterminated group");
        return inner;
    }
}
