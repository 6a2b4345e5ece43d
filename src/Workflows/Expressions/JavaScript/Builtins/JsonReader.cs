using System.Globalization;
using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>JSON.parse.</summary>
internal sealed class JsonReader
{
    private readonly ScriptRun? _run;
    private readonly string _text;
    private int _at;
    private int _depth;

    private JsonReader(ScriptRun? run, string text) => (_run, _text) = (run, text);

    public static Value Read(ScriptRun? run, string text)
    {
        run?.Scan(text.Length);
        var reader = new JsonReader(run, text);
        var value = reader.ReadValue();
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Unexpected();
    }

    private ScriptException Unexpected() => _at >= _text.Length
        ? Errors.Syntax("Unexpected end of JSON input")
        : Errors.Syntax($"Unexpected token '{_text[_at]}' in JSON at position {_at}");

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
    }

    private char Next()
    {
        SkipSpace();
        return _at < _text.Length ? _text[_at] : throw Unexpected();
    }

    private Value ReadValue()
    {
        _run?.Scan(8);
        switch (Next())
        {
            case '{': return ReadObject();
            case '[': return ReadArray();
            case '"': return ReadString();
            case 't': return ReadWord("true", true);
            case 'f': return ReadWord("false", false);
            case 'n': return ReadWord("null", Value.Null);
            default: return ReadNumber();
        }
    }

    private Value ReadWord(string word, Value value)
    {
        foreach (var c in word)
        {
            if (_at >= _text.Length || _text[_at] != c) throw Unexpected();
            _at++;
        }
        return value;
    }

    private void Enter()
    {
        if (++_depth > Limits.JsonDepth) throw Errors.TooDeep("The JSON is nested too deeply");
        ScriptRun.CheckStack();
        _at++;
    }

    private Value ReadArray()
    {
        Enter();
        _run?.Allocate(64);
        var items = new JsArray([]);
        if (Next() != ']')
        {
            do items.Push(_run, ReadValue());
            while (TakesComma(']'));
        }
        _at++;
        _depth--;
        return new Value(items);
    }

    private Value ReadObject()
    {
        Enter();
        var result = new JsObject();
        if (Next() != '}')
        {
            do
            {
                if (Next() != '"') throw Unexpected();
                var name = ReadString();
                if (Next() != ':') throw Unexpected();
                _at++;
                _run?.Allocate(48);
                result.Define(name, ReadValue(), PropertyFlags.None);
            }
            while (TakesComma('}'));
        }
        _run?.Allocate(128);
        _at++;
        _depth--;
        return new Value(result);
    }

    private bool TakesComma(char end)
    {
        var c = Next();
        if (c == end) return false;
        if (c != ',') throw Unexpected();
        _at++;
        return true;
    }

    private string ReadString()
    {
        var start = ++_at;
        while (_at < _text.Length && _text[_at] is not ('"' or '\\') && _text[_at] >= ' ') _at++;
        if (_at < _text.Length && _text[_at] == '"') return Charge(_text[start.._at++]);
        var text = new StringBuilder(_text, start, _at - start, Math.Max(16, _at - start));
        while (true)
        {
            if (_at >= _text.Length || _text[_at] < ' ') throw Unexpected();
            var c = _text[_at++];
            if (c == '"') return Charge(text.ToString());
            text.Append(c == '\\' ? ReadEscape() : c);
        }
    }

    private string Charge(string text) => _run?.Charge(text) ?? text;

    private char ReadEscape()
    {
        if (_at >= _text.Length) throw Unexpected();
        switch (_text[_at++])
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 <= _text.Length && int.TryParse(_text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
        }
        _at--;
        throw Unexpected();
    }

    private Value ReadNumber()
    {
        var start = _at;
        if (_text[_at] == '-') _at++;
        var whole = Digits();
        if (whole == 0 || (whole > 1 && _text[_at - whole] == '0'))
        {
            _at = whole == 0 ? _at : _at - whole + 1;
            throw Unexpected();
        }
        if (_at < _text.Length && _text[_at] == '.')
        {
            _at++;
            if (Digits() == 0) throw Unexpected();
        }
        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            _at++;
            if (_at < _text.Length && _text[_at] is '+' or '-') _at++;
            if (Digits() == 0) throw Unexpected();
        }
        return double.Parse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private int Digits()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        return _at - start;
    }
}
