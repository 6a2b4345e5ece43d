namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class ArrayFunctions
{
    private static void AddWalks(JsObject prototype) => prototype
        .Method("forEach", 1, (run, self, args) =>
        {
            foreach (var _ in Visit(run, self, args.Function(0), args.At(1))) { }
            return default;
        })
        .Method("map", 1, Map)
        .Method("filter", 1, Filter)
        .Method("some", 1, (run, self, args) => Visit(run, self, args.Function(0), args.At(1)).Any(v => v.Result.AsBoolean))
        .Method("every", 1, (run, self, args) => Visit(run, self, args.Function(0), args.At(1)).All(v => v.Result.AsBoolean))
        .Method("reduce", 1, (run, self, args) => Reduce(run, ListOf(run, self), args, fromRight: false))
        .Method("reduceRight", 1, (run, self, args) => Reduce(run, ListOf(run, self), args, fromRight: true))
        .Method("flatMap", 1, FlatMap)
        .Method("keys", 0, (run, self, _) => Iterator(run, Enumerate(self).Select(e => (Value)e.Index)))
        .Method("values", 0, (run, self, _) => Iterator(run, Enumerate(self).Select(e => e.Item)))
        .Method("entries", 0, (run, self, _) => Iterator(run, Enumerate(self).Select(e => Iteration.Pair(run, e.Index, e.Item))));

    private static Value Iterator(ScriptRun run, IEnumerable<Value> items)
    {
        run.Allocate(160);
        return new Value(new JsIterator("Array Iterator", items.GetEnumerator()));
    }

    private static IEnumerable<(int Index, Value Item)> Enumerate(Value self)
    {
        var array = Self(self);
        for (var i = 0; i < array.Length; i++) yield return (i, array[i]);
    }

    /// <summary>Calls a function for each element there is, as many as there were at the start.</summary>
    private static IEnumerable<(int Index, Value Item, Value Result)> Visit(ScriptRun run, Value self, JsFunction function, Value thisArgument)
    {
        var array = ListOf(run, self);
        var length = array.Length;
        for (var i = 0; i < length && i < array.Length; i++)
        {
            run.Step();
            if (array.IsHole(i)) continue;
            var item = array[i];
            yield return (i, item, function.Call(run, thisArgument, [item, i, self]));
        }
    }

    private static Value Map(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var length = ListOf(run, self).Length;
        run.Allocate(64 + (16L * length));
        var result = new JsArray(new Value[length]);
        result.Resize(null, 0);
        result.Resize(null, length);
        foreach (var (index, _, value) in Visit(run, self, args.Function(0), args.At(1))) result[index] = value;
        return new Value(result);
    }

    private static Value Filter(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(64);
        var result = new JsArray([]);
        foreach (var (_, item, keep) in Visit(run, self, args.Function(0), args.At(1)))
        {
            if (keep.AsBoolean) result.Push(run, item);
        }
        return new Value(result);
    }

    private static Value FlatMap(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(64);
        var result = new JsArray([]);
        foreach (var (_, _, value) in Visit(run, self, args.Function(0), args.At(1)))
        {
            if (value.AsObject is JsArray inner) Flatten(run, inner, result, 0);
            else result.Push(run, value);
        }
        return new Value(result);
    }

    private static Value Reduce(ScriptRun run, JsArray array, ReadOnlySpan<Value> args, bool fromRight)
    {
        var function = args.Function(0);
        var (length, self) = (array.Length, new Value(array));
        var (hasValue, value) = (args.Length > 1, args.At(1));
        for (var n = 0; n < length; n++)
        {
            var i = fromRight ? length - 1 - n : n;
            run.Step();
            if (array.IsHole(i)) continue;
            value = hasValue ? function.Call(run, default, [value, array[i], i, self]) : array[i];
            hasValue = true;
        }
        return hasValue ? value : throw Errors.Type("Reduce of empty array with no initial value");
    }

    private static void Flatten(ScriptRun run, JsArray source, JsArray target, double depth)
    {
        run.Enter();
        for (var i = 0; i < source.Length; i++)
        {
            run.Step();
            if (source.IsHole(i)) continue;
            if (depth > 0 && source[i].AsObject is JsArray inner) Flatten(run, inner, target, depth - 1);
            else target.Push(run, source[i]);
        }
        run.Leave();
    }
}
