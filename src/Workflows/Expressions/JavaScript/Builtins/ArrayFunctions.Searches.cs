namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class ArrayFunctions
{
    private static void AddSearches(JsObject prototype) => prototype
        .Method("indexOf", 1, (run, self, args) => IndexOf(run, ListOf(run, self), args, (a, b) => Operators.Same(run, a, b), holes: false))
        .Method("includes", 1, (run, self, args) => IndexOf(run, ListOf(run, self), args, (a, b) => Operators.Same(run, a, b) || a.Equals(b), holes: true) >= 0)
        .Method("lastIndexOf", 1, LastIndexOf)
        .Method("find", 1, (run, self, args) => Find(run, self, args, fromEnd: false).Item)
        .Method("findIndex", 1, (run, self, args) => Find(run, self, args, fromEnd: false).Index)
        .Method("findLast", 1, (run, self, args) => Find(run, self, args, fromEnd: true).Item)
        .Method("findLastIndex", 1, (run, self, args) => Find(run, self, args, fromEnd: true).Index)
        .Method("at", 1, At)
        .Method("join", 1, (run, self, args) => Join(run, ListOf(run, self), args.At(0).IsUndefined ? "," : args.Text(run, 0)))
        .Method("toString", 0, (run, self, _) => Join(run, ListOf(run, self), ","))
        .Method("toLocaleString", 0, (run, self, _) => Join(run, ListOf(run, self), ",", isLocal: true));

    private static int IndexOf(ScriptRun run, JsArray array, ReadOnlySpan<Value> args, Func<Value, Value, bool> equal, bool holes)
    {
        var wanted = args.At(0);
        for (var i = args.Relative(run, 1, array.Length, 0); i < array.Length; i++)
        {
            run.Scan(4);
            if ((holes || !array.IsHole(i)) && equal(array[i], wanted)) return i;
        }
        run.Scan(array.Length);
        return -1;
    }

    private static Value LastIndexOf(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = ListOf(run, self);
        var from = args.Length > 1 ? args.Integer(run, 1) : array.Length - 1;
        var start = from < 0 ? array.Length + from : Math.Min(from, array.Length - 1);
        run.Scan(array.Length);
        for (var i = (int)Math.Max(start, -1); i >= 0; i--)
        {
            if (!array.IsHole(i) && Operators.Same(run, array[i], args.At(0))) return i;
        }
        return -1;
    }

    private static (int Index, Value Item) Find(ScriptRun run, Value self, ReadOnlySpan<Value> args, bool fromEnd)
    {
        var (array, function) = (ListOf(run, self), args.Function(0));
        var length = array.Length;
        for (var n = 0; n < length; n++)
        {
            run.Step();
            var i = fromEnd ? length - 1 - n : n;
            var item = array[i];
            if (function.Call(run, args.At(1), [item, i, self]).AsBoolean) return (i, item);
        }
        return (-1, default);
    }

    private static Value At(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = ListOf(run, self);
        var index = args.Integer(run, 0);
        if (index < 0) index += array.Length;
        return index >= 0 && index < array.Length ? array[(int)index] : default;
    }

    /// <summary>An array inside itself is empty there.</summary>
    private static Value Join(ScriptRun run, JsArray array, string separator, bool isLocal = false)
    {
        var joining = run.Joining;
        if (joining.Contains(array)) return "";
        joining.Add(array);
        Value result = "";
        for (var i = 0; i < array.Length; i++)
        {
            run.Step();
            if (i > 0) result = Rope.Concat(run, result, separator);
            var item = array[i];
            if (!item.IsNullish) result = Rope.Concat(run, result, isLocal ? Local(run, item) : Conversions.ToTextValue(run, item));
        }
        joining.Remove(array);
        return result;
    }

    private static Value Local(ScriptRun run, Value item) =>
        Conversions.ToTextValue(run, (Members.Get(item, "toLocaleString", -1).AsFunction ?? throw Errors.Type("toLocaleString is not a function")).Call(run, item, []));
}
