namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>What for-of, for-in, spread and destructuring walk over.</summary>
internal static class Iteration
{
    public static IEnumerable<Value> Of(ScriptRun run, Value source) => source.Reference switch
    {
        JsArray array => Elements(array),
        string or Rope => Characters(run, source.Text),
        JsMap map => Pairs(run, map.Table),
        JsSet set => set.Table.Live(run).Select(entry => entry.Key),
        JsIterator iterator => Rest(iterator),
        _ => throw Errors.Type($"{Display.Of(source)} is not iterable"),
    };

    public static IEnumerable<Value> Keys(ScriptRun run, Value source)
    {
        if (source.IsNullish || source.IsNumber || source.IsBoolean) yield break;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var holder = Conversions.ToObject(run, source); holder is not null; holder = holder.Prototype)
        {
            var names = holder.OwnKeys();
            run.Scan(4L * names.Count);
            foreach (var name in names)
            {
                if (holder.TryGetOwn(name, out _) && seen.Add(name)) yield return name;
            }
        }
    }

    public static Value Pair(ScriptRun run, Value first, Value second)
    {
        run.Allocate(112);
        return new Value(new JsArray([first, second]));
    }

    public static IEnumerable<Value> Pairs(ScriptRun run, KeyTable table) => table.Live(run).Select(entry => Pair(run, entry.Key, entry.Value));

    public static IEnumerable<Value> Elements(JsArray array)
    {
        for (var i = 0; i < array.Length; i++) yield return array[i];
    }

    /// <summary>Whole characters: a surrogate pair is one.</summary>
    public static IEnumerable<Value> Characters(ScriptRun run, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            run.Allocate(28);
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            yield return isPair ? text.Substring(i++, 2) : Members.Character(text[i]);
        }
    }

    private static IEnumerable<Value> Rest(JsIterator iterator)
    {
        while (iterator.MoveNext(out var item)) yield return item;
    }
}
