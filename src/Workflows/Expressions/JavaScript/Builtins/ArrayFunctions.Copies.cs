namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class ArrayFunctions
{
    private static void AddCopies(JsObject prototype) => prototype
        .Method("slice", 2, Slice)
        .Method("concat", 1, Concat)
        .Method("flat", 0, (run, self, args) =>
        {
            run.Allocate(64);
            var result = new JsArray([]);
            Flatten(run, ListOf(run, self), result, args.At(0).IsUndefined ? 1 : args.Integer(run, 0));
            return new Value(result);
        })
        .Method("toSorted", 1, (run, self, args) => Sort(run, CopyOf(run, self), args.At(0)))
        .Method("toReversed", 0, (run, self, _) => Reverse(run, CopyOf(run, self)))
        .Method("toSpliced", 2, (run, self, args) =>
        {
            var copy = new Value(CopyOf(run, self));
            Splice(run, copy, args);
            return copy;
        })
        .Method("with", 2, With);

    /// <summary>A copy in which missing elements are undefined.</summary>
    private static JsArray CopyOf(ScriptRun run, Value self)
    {
        var source = ListOf(run, self);
        run.Scan(source.Length);
        run.Allocate(64 + (16L * source.Length));
        return new JsArray([.. source.ToList()]);
    }

    private static Value Slice(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = ListOf(run, self);
        var start = args.Relative(run, 0, array.Length, 0);
        var end = args.Relative(run, 1, array.Length, array.Length);
        run.Scan(Math.Max(0, end - start));
        return New(run, start < end ? array.Items[start..end] : []);
    }

    private static Value Concat(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(64);
        var result = new JsArray([]);
        Append(run, result, self);
        foreach (var item in args) Append(run, result, item);
        return new Value(result);
    }

    private static void Append(ScriptRun run, JsArray result, Value item)
    {
        if (item.AsObject is not JsArray array)
        {
            result.Push(run, item);
            return;
        }
        run.Scan(array.Length);
        result.Splice(run, result.Length, 0, array.Items);
    }

    private static Value With(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var copy = CopyOf(run, self);
        var index = args.Integer(run, 0);
        if (index < 0) index += copy.Length;
        if (index < 0 || index >= copy.Length) throw Errors.Range("Invalid index : " + NumberText.Format(args.Integer(run, 0)));
        copy[(int)index] = args.At(1);
        return new Value(copy);
    }
}
