namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class MapFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuildConstructor();

    public static Value Walk(ScriptRun run, string name, IEnumerable<Value> items)
    {
        run.Allocate(160);
        return new Value(new JsIterator(name, items.GetEnumerator()));
    }

    public static Value NotWithoutNew(ScriptRun run, Value self, ReadOnlySpan<Value> args) => throw Errors.Type("This constructor requires 'new'");

    private static JsObject BuildPrototype() => new JsObject()
        .Method("get", 1, (run, self, args) => Self(self).Get(run, args.At(0)))
        .Method("set", 2, (run, self, args) =>
        {
            Self(self).Set(run, args.At(0), args.At(1));
            return self;
        })
        .Method("has", 1, (run, self, args) => Self(self).Has(run, args.At(0)))
        .Method("delete", 1, (run, self, args) => Self(self).Remove(run, args.At(0)))
        .Method("clear", 0, (_, self, _) =>
        {
            Self(self).Clear();
            return default;
        })
        .Method("forEach", 1, ForEach)
        .Method("keys", 0, (run, self, _) => Walk(run, "Map Iterator", Self(self).Live(run).Select(e => e.Key)))
        .Method("values", 0, (run, self, _) => Walk(run, "Map Iterator", Self(self).Live(run).Select(e => e.Value)))
        .Method("entries", 0, (run, self, _) => Walk(run, "Map Iterator", Iteration.Pairs(run, Self(self))));

    private static Value BuildConstructor()
    {
        Prototype.Define("size", new Value(new Accessor(null, new NativeFunction("size", 0, (_, self, _) => Self(self).Count), null)));
        return BuiltIn.Join(new NativeFunction("Map", 0, NotWithoutNew, Make), Prototype);
    }

    private static KeyTable Self(Value self) => BuiltIn.Self<JsMap>(self, "A method of Map").Table;

    private static Value Make(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(300);
        var map = new JsMap();
        foreach (var entry in args.At(0).IsNullish ? [] : Iteration.Of(run, args.At(0)))
        {
            run.Scan(16);
            if (entry.Kind is not ValueKind.Object) throw Errors.Type($"Iterator value {Display.Of(entry)} is not an entry object");
            map.Table.Set(run, Members.Get(entry, "0", -1), Members.Get(entry, "1", -1));
        }
        return new Value(map);
    }

    private static Value ForEach(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var function = args.Function(0);
        foreach (var (key, value) in Self(self).Live(run))
        {
            run.Step();
            function.Call(run, args.At(1), [value, key, self]);
        }
        return default;
    }
}

internal static class SetFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuildConstructor();

    private static JsObject BuildPrototype()
    {
        NativeBody values = (run, self, _) => MapFunctions.Walk(run, "Set Iterator", Self(self).Live(run).Select(e => e.Key));
        return new JsObject()
            .Method("add", 1, (run, self, args) =>
            {
                Self(self).Set(run, args.At(0), default);
                return self;
            })
            .Method("has", 1, (run, self, args) => Self(self).Has(run, args.At(0)))
            .Method("delete", 1, (run, self, args) => Self(self).Remove(run, args.At(0)))
            .Method("clear", 0, (_, self, _) =>
            {
                Self(self).Clear();
                return default;
            })
            .Method("forEach", 1, ForEach)
            .Method("keys", 0, values)
            .Method("values", 0, values)
            .Method("entries", 0, (run, self, _) => MapFunctions.Walk(run, "Set Iterator", Self(self).Live(run).Select(e => Iteration.Pair(run, e.Key, e.Key))));
    }

    private static Value BuildConstructor()
    {
        Prototype.Define("size", new Value(new Accessor(null, new NativeFunction("size", 0, (_, self, _) => Self(self).Count), null)));
        return BuiltIn.Join(new NativeFunction("Set", 0, MapFunctions.NotWithoutNew, Make), Prototype);
    }

    private static KeyTable Self(Value self) => BuiltIn.Self<JsSet>(self, "A method of Set").Table;

    private static Value Make(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(300);
        var set = new JsSet();
        foreach (var item in args.At(0).IsNullish ? [] : Iteration.Of(run, args.At(0)))
        {
            run.Scan(16);
            set.Table.Set(run, item, default);
        }
        return new Value(set);
    }

    private static Value ForEach(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var function = args.Function(0);
        foreach (var (key, _) in Self(self).Live(run))
        {
            run.Step();
            function.Call(run, args.At(1), [key, key, self]);
        }
        return default;
    }
}

internal static class IteratorFunctions
{
    public static readonly JsObject Prototype = Build();

    private static JsObject Build()
    {
        var prototype = new JsObject().Method("next", 0, (run, self, _) =>
        {
            var more = BuiltIn.Self<JsIterator>(self, "next").MoveNext(out var item);
            var result = new JsObject();
            result.Create(run, "value", item);
            result.Create(run, "done", !more);
            run.Allocate(176);
            return new Value(result);
        });
        prototype.Freeze();
        return prototype;
    }
}
