namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class ArrayFunctions
{
    /// <summary>Stable; undefined goes to the end, missing elements behind it.</summary>
    private static Value Sort(ScriptRun run, JsArray array, Value comparer)
    {
        if (!comparer.IsUndefined && !comparer.IsFunction) throw Errors.Type("The comparison function must be either a function or undefined");
        var items = new List<Value>();
        var undefined = 0;
        for (var i = 0; i < array.Length; i++)
        {
            if (array.IsHole(i)) continue;
            if (array[i].IsUndefined) undefined++;
            else items.Add(array[i]);
        }
        run.Allocate(32L * array.Length);
        var sorted = comparer.AsFunction is { } function ? Merge(run, [.. items], (a, b) => Compare(run, function, a, b)) : ByText(run, items);
        var length = array.Length;
        for (var i = 0; i < length && i < array.Length; i++)
        {
            array[i] = i < sorted.Length ? sorted[i] : i < sorted.Length + undefined ? default : Value.Hole;
        }
        return new Value(array);
    }

    private static double Compare(ScriptRun run, JsFunction function, Value a, Value b)
    {
        run.Step();
        return Conversions.ToNumber(run, function.Call(run, default, [a, b]));
    }

    private static Value[] ByText(ScriptRun run, List<Value> items)
    {
        var texts = items.Select(item => (Item: item, Text: run.Charge(Conversions.ToText(run, item)))).ToArray();
        var sorted = Merge(run, texts, (a, b) =>
        {
            run.Step();
            run.Scan(Math.Min(a.Text.Length, b.Text.Length));
            return string.CompareOrdinal(a.Text, b.Text);
        });
        return [.. sorted.Select(pair => pair.Item)];
    }

    /// <summary>Merging from below: no recursion, and an inconsistent comparison cannot break it.</summary>
    private static T[] Merge<T>(ScriptRun run, T[] items, Func<T, T, double> compare)
    {
        var (from, to) = (items, new T[items.Length]);
        for (var width = 1; width < items.Length; width *= 2)
        {
            run.Scan(items.Length);
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                var middle = Math.Min(start + width, items.Length);
                MergeRuns(from, to, start, middle, Math.Min(middle + width, items.Length), compare);
            }
            (from, to) = (to, from);
        }
        return from;
    }

    private static void MergeRuns<T>(T[] from, T[] to, int start, int middle, int end, Func<T, T, double> compare)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            var takesRight = left >= middle || (right < end && compare(from[left], from[right]) > 0);
            to[i] = takesRight ? from[right++] : from[left++];
        }
    }
}
