namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class JsonFunctions
{
    public static readonly Value Namespace = BuiltIn.Namespace(new JsObject()
        .Method("parse", 2, Parse)
        .Method("stringify", 3, Stringify));

    private static Value Parse(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var value = JsonReader.Read(run, args.Text(run, 0));
        if (args.At(1).AsFunction is not { } reviver) return value;
        var root = new JsObject();
        root.Create(run, "", value);
        return Revive(run, root, "", reviver);
    }

    private static Value Revive(ScriptRun run, JsObject holder, string name, JsFunction reviver)
    {
        run.Enter();
        var value = holder.Get(name);
        if (value.AsObject is { } inner)
        {
            foreach (var key in inner.OwnKeys())
            {
                var revived = Revive(run, inner, key, reviver);
                if (revived.IsUndefined) inner.Delete(run, key);
                else inner.Put(run, key, revived);
            }
        }
        var result = reviver.Call(run, new Value(holder), [name, value]);
        run.Leave();
        return result;
    }

    private static Value Stringify(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var writer = new JsonTextWriter(run)
        {
            Replacer = args.At(1).AsFunction,
            Indent = IndentOf(run, args.At(2)),
        };
        if (args.At(1).AsObject is JsArray names)
        {
            writer.Names = [.. names.ToList().Where(n => n.IsString || n.IsNumber).Select(n => n.AsText).Distinct(StringComparer.Ordinal)];
        }
        var text = writer.Write(args.At(0));
        return text is null ? default(Value) : run.Charge(text);
    }

    private static string IndentOf(ScriptRun run, Value value)
    {
        if (value.IsNumber) return new string(' ', (int)Math.Clamp(Conversions.ToInteger(value.Number), 0, 10));
        if (!value.IsString) return "";
        var text = value.Text;
        return text.Length <= 10 ? text : text[..10];
    }
}
