using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Expressions;

/// <summary>Copies a graph of objects once, keeping shared and circular references as they are among the copies.</summary>
internal sealed class Cloner
{
    private Dictionary<JsObject, JsObject>? _copies;
    private int _depth;

    public Value Clone(Value value)
    {
        if (value.AsObject is not { } source || source is JsFunction) return value;
        if (_copies is not null && _copies.TryGetValue(source, out var known)) return new(known);
        if (++_depth > Limits.JsonDepth) throw Errors.TooDeep("The value is nested too deeply to copy");
        var copy = Empty(source);
        (_copies ??= new(ReferenceEqualityComparer.Instance)).Add(source, copy);
        Fill(source, copy);
        _depth--;
        return new(copy);
    }

    private static JsObject Empty(JsObject source) => source switch
    {
        JsArray => new JsArray([]),
        JsDate date => new JsDate(date.Time),
        JsMap => new JsMap(),
        JsSet => new JsSet(),
        JsRegExp pattern => new JsRegExp(pattern.Program),
        JsError error => new JsError(error.Kind),
        _ => new JsObject(),
    };

    private void Fill(JsObject source, JsObject copy)
    {
        if (source is JsArray from && copy is JsArray to)
        {
            for (var i = 0; i < from.Length; i++) to.Push(null, from.IsHole(i) ? Value.Hole : Clone(from[i]));
            return;
        }
        if (source is JsMap sourceMap && copy is JsMap copyMap)
        {
            foreach (var (key, item) in sourceMap.Table.Live(null)) copyMap.Table.Set(null, Clone(key), Clone(item));
        }
        if (source is JsSet sourceSet && copy is JsSet copySet)
        {
            foreach (var (key, _) in sourceSet.Table.Live(null)) copySet.Table.Set(null, Clone(key), default);
        }
        if (source is JsError && source.TryGetOwn("message", out var message)) copy.Define("message", message);
        foreach (var key in source.OwnKeys()) copy.Put(null, key, Clone(source.Get(key)));
    }
}
