namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Array, and the methods of arrays that change or rearrange them.</summary>
internal static partial class ArrayFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuildConstructor();

    private static JsObject BuildPrototype()
    {
        var prototype = new JsObject();
        AddChanges(prototype);
        AddWalks(prototype);
        AddSearches(prototype);
        AddCopies(prototype);
        return prototype;
    }

    private static Value BuildConstructor()
    {
        var constructor = new NativeFunction("Array", 1, Make, Make);
        constructor
            .Method("isArray", 1, (_, _, args) => args.At(0).AsObject is JsArray)
            .Method("of", 0, (run, _, args) => New(run, args))
            .Method("from", 1, From);
        return BuiltIn.Join(constructor, Prototype);
    }

    public static Value New(ScriptRun run, ReadOnlySpan<Value> items)
    {
        run.Allocate(64 + (16L * items.Length));
        return new Value(new JsArray(items.ToArray()));
    }

    /// <summary>The array itself, or a copy of anything that has a length and elements.</summary>
    public static JsArray ListOf(ScriptRun run, Value self)
    {
        if (self.AsObject is JsArray array) return array;
        var list = new JsArray([]);
        if (self.IsString)
        {
            foreach (var c in self.Text) list.Push(run, Members.Character(c));
            return list;
        }
        var holder = Conversions.ToObject(run, self);
        var length = Conversions.ToInteger(Conversions.ToNumber(run, holder.Get("length")));
        for (var i = 0; i < length; i++)
        {
            run.Step();
            list.Push(run, holder.GetIndex(i));
        }
        return list;
    }

    private static JsArray Self(Value self) => self.AsObject as JsArray ?? throw Errors.Type($"{Display.Of(self)} is not an array");

    /// <summary>The array, which is about to change.</summary>
    private static JsArray Changeable(Value self, bool resizes = true)
    {
        var array = Self(self);
        if (array.IsFrozen || (resizes && !array.IsExtensible)) throw Errors.Type("Cannot change an array that is frozen or not extensible");
        return array;
    }

    private static Value Make(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        if (args.Length != 1 || !args[0].IsNumber) return New(run, args);
        run.Allocate(64);
        var array = new JsArray([]);
        array.Put(run, "length", args[0]);
        return new Value(array);
    }

    private static Value From(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var source = args.At(0);
        var map = args.At(1).IsUndefined ? null : args.Function(1);
        var isIterable = source.IsString || source.AsObject is JsArray or JsMap or JsSet or JsIterator;
        if (source.IsNullish) throw Errors.Type($"{Display.Of(source)} is not iterable");
        run.Allocate(64);
        var (list, index) = (new JsArray([]), 0);
        foreach (var item in isIterable ? Iteration.Of(run, source) : ListOf(run, source).ToList())
        {
            run.Step();
            list.Push(run, map is null ? item : map.Call(run, args.At(2), [item, index++]));
        }
        return new Value(list);
    }

    private static void AddChanges(JsObject prototype) => prototype
        .Method("push", 1, Push)
        .Method("pop", 0, (run, self, _) => RemoveAt(run, self, last: true))
        .Method("shift", 0, (run, self, _) => RemoveAt(run, self, last: false))
        .Method("unshift", 1, (run, self, args) =>
        {
            var array = Changeable(self);
            array.Splice(run, 0, 0, args);
            return array.Length;
        })
        .Method("splice", 2, Splice)
        .Method("reverse", 0, (run, self, _) => Reverse(run, Changeable(self, resizes: false)))
        .Method("fill", 1, Fill)
        .Method("copyWithin", 2, CopyWithin)
        .Method("sort", 1, (run, self, args) => Sort(run, Changeable(self, resizes: false), args.At(0)));

    private static Value Push(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = Changeable(self);
        foreach (var item in args) array.Push(run, item);
        return array.Length;
    }

    private static Value RemoveAt(ScriptRun run, Value self, bool last)
    {
        var array = Changeable(self);
        if (array.Length == 0) return default;
        var item = array[last ? array.Length - 1 : 0];
        if (last) array.Resize(run, array.Length - 1);
        else array.Splice(run, 0, 1, []);
        return item;
    }

    private static Value Splice(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = Changeable(self);
        var start = args.Relative(run, 0, array.Length, 0);
        var removed = args.Length switch
        {
            0 => 0,
            1 => array.Length - start,
            _ => (int)Math.Clamp(args.Integer(run, 1), 0, array.Length - start),
        };
        var cut = New(run, array.Items.Slice(start, removed));
        array.Splice(run, start, removed, args.Length > 2 ? args[2..] : []);
        return cut;
    }

    private static Value Reverse(ScriptRun run, JsArray array)
    {
        run.Scan(array.Length);
        var items = array.Items.ToArray();
        for (var i = 0; i < items.Length; i++) array[i] = items[items.Length - 1 - i];
        return new Value(array);
    }

    private static Value Fill(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = Changeable(self, resizes: false);
        var start = args.Relative(run, 1, array.Length, 0);
        var end = args.Relative(run, 2, array.Length, array.Length);
        run.Scan(array.Length);
        for (var i = start; i < end; i++) array[i] = args.At(0);
        return self;
    }

    private static Value CopyWithin(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var array = Changeable(self, resizes: false);
        var to = args.Relative(run, 0, array.Length, 0);
        var start = args.Relative(run, 1, array.Length, 0);
        var end = args.Relative(run, 2, array.Length, array.Length);
        run.Scan(array.Length);
        var items = array.Items.ToArray();
        for (var i = start; i < end && to < items.Length; i++) array[to++] = items[i];
        return self;
    }
}
