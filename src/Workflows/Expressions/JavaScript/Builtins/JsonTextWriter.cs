using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>JSON.stringify; without a run, what the engine stores: then no code of a script is called, be it a getter or toJSON.</summary>
internal sealed class JsonTextWriter(ScriptRun? run)
{
    /// <summary>Characters that the engine writes of one value at most. Shared parts count each time, so few objects may stand for very many.</summary>
    private const int StoredLength = 16 * 1024 * 1024;

    private readonly StringBuilder _text = new();
    private readonly List<JsObject> _open = [];
    private int _charged;

    public JsFunction? Replacer { get; init; }

    public string Indent { get; init; } = "";

    /// <summary>The only names written, in this order; null for all.</summary>
    public IReadOnlyList<string>? Names { get; set; }

    /// <summary>Null where the value has no JSON: undefined and functions.</summary>
    public string? Write(Value value)
    {
        var holder = new JsObject();
        if (Replacer is not null) holder.Create(run, "", value);
        return Append(holder, "", value) ? _text.ToString() : null;
    }

    private bool Append(JsObject holder, string name, Value value)
    {
        value = Prepare(holder, name, value);
        if (value.IsUndefined || value.IsFunction) return false;
        switch (value.Kind)
        {
            case ValueKind.String: AppendQuoted(value.Text); break;
            case ValueKind.Number: _text.Append(double.IsFinite(value.Number) ? NumberText.Format(value.Number) : "null"); break;
            case ValueKind.Boolean: _text.Append(value.AsBoolean ? "true" : "false"); break;
            case ValueKind.Null: _text.Append("null"); break;
            default: AppendNested(value.AsObject!); break;
        }
        Charge();
        return true;
    }

    private Value Prepare(JsObject holder, string name, Value value)
    {
        if (run is null) return Stored(value);
        if (value.AsObject is { } target && target is not JsFunction && target.Get("toJSON").AsFunction is { } toJson)
        {
            value = toJson.Call(run, value, [name]);
        }
        if (Replacer is not null) value = Replacer.Call(run, new Value(holder), [name, value]);
        return value.AsObject is JsWrapper wrapper ? wrapper.Value : value;
    }

    private static Value Stored(Value value) => value.AsObject switch
    {
        JsDate date => DateFunctions.ToJson(date),
        JsWrapper wrapper => wrapper.Value,
        _ => value,
    };

    /// <summary>A property; the engine passes over one that a getter would have to work out.</summary>
    private Value Read(JsObject target, string name)
    {
        if (run is not null) return target.Get(name);
        return target.TryGetOwn(name, out var value) && value.Reference is not Accessor ? value : default;
    }

    private void Charge()
    {
        if (run is null)
        {
            if (_text.Length > StoredLength) throw Errors.OutOfMemory();
            return;
        }
        run.Step();
        run.CheckLength(_text.Length);
        run.Allocate(2L * (_text.Length - _charged));
        _charged = _text.Length;
    }

    private void AppendNested(JsObject target)
    {
        if (_open.Contains(target)) throw Errors.Type("Converting circular structure to JSON");
        if (_open.Count >= Limits.JsonDepth) throw Errors.TooDeep("The value is nested too deeply for JSON");
        ScriptRun.CheckStack();
        _open.Add(target);
        if (target is JsArray array) AppendArray(array);
        else AppendObject(target);
        _open.RemoveAt(_open.Count - 1);
    }

    private void AppendArray(JsArray array)
    {
        _text.Append('[');
        for (var i = 0; i < array.Length; i++)
        {
            AppendSeparator(isFirst: i == 0);
            if (!Append(array, PropertyNames.Of(i), array[i])) _text.Append("null");
        }
        AppendEnd(']', array.Length == 0);
    }

    private void AppendObject(JsObject target)
    {
        _text.Append('{');
        var isFirst = true;
        foreach (var name in Names ?? target.OwnKeys())
        {
            var start = _text.Length;
            AppendSeparator(isFirst);
            AppendQuoted(name);
            _text.Append(Indent.Length == 0 ? ":" : ": ");
            if (Append(target, name, Read(target, name))) isFirst = false;
            else _text.Length = start;
            _charged = Math.Min(_charged, _text.Length);
        }
        AppendEnd('}', isFirst);
    }

    private void AppendSeparator(bool isFirst)
    {
        if (!isFirst) _text.Append(',');
        AppendLine(_open.Count);
    }

    private void AppendEnd(char end, bool isEmpty)
    {
        if (!isEmpty) AppendLine(_open.Count - 1);
        _text.Append(end);
    }

    private void AppendLine(int level)
    {
        if (Indent.Length == 0) return;
        _text.Append('\n');
        for (var i = 0; i < level; i++) _text.Append(Indent);
    }

    private void AppendQuoted(string text)
    {
        _text.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '\\') _text.Append('\\').Append(c);
            else if (c < ' ') AppendControl(c);
            else if (char.IsSurrogate(c) && !IsPaired(text, i)) AppendBroken(c);
            else _text.Append(c);
        }
        _text.Append('"');
    }

    /// <summary>Half a character: scripts see its escape, but JSON readers of the host refuse that, so they get the sign for it.</summary>
    private void AppendBroken(char c)
    {
        if (run is null) _text.Append('\ufffd');
        else _text.Append("\\u").Append(((int)c).ToString("x4"));
    }

    private void AppendControl(char c)
    {
        switch (c)
        {
            case '\n': _text.Append("\\n"); break;
            case '\r': _text.Append("\\r"); break;
            case '\t': _text.Append("\\t"); break;
            case '\b': _text.Append("\\b"); break;
            case '\f': _text.Append("\\f"); break;
            default: _text.Append("\\u").Append(((int)c).ToString("x4")); break;
        }
    }

    private static bool IsPaired(string text, int at) => char.IsHighSurrogate(text[at])
        ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
        : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
