namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class ObjectFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuildConstructor();

    private static JsObject BuildPrototype() => new JsObject { Prototype = null }
        .Method("hasOwnProperty", 1, (run, self, args) => HasOwn(run, self, args.At(0)))
        .Method("propertyIsEnumerable", 1, (run, self, args) => Conversions.ToObject(run, self).IsEnumerable(args.Text(run, 0)))
        .Method("isPrototypeOf", 1, (_, self, args) => IsPrototypeOf(self, args.At(0)))
        .Method("toString", 0, (_, self, _) => $"[object {ClassOf(self)}]")
        .Method("toLocaleString", 0, (run, self, _) => Conversions.ToText(run, self))
        .Method("valueOf", 0, (run, self, _) => new Value(Conversions.ToObject(run, self)));

    private static Value BuildConstructor()
    {
        var constructor = new NativeFunction("Object", 1, (run, _, args) => Make(run, args), (run, _, args) => Make(run, args));
        constructor
            .Method("keys", 1, (run, _, args) => List(run, args.At(0), (_, name, _) => name))
            .Method("values", 1, (run, _, args) => List(run, args.At(0), (_, _, value) => value))
            .Method("entries", 1, (run, _, args) => List(run, args.At(0), (r, name, value) => Iteration.Pair(r, name, value)))
            .Method("assign", 2, Assign)
            .Method("freeze", 1, (_, _, args) => Change(args.At(0), o => o.Freeze()))
            .Method("seal", 1, (_, _, args) => Change(args.At(0), o => o.Seal()))
            .Method("preventExtensions", 1, (_, _, args) => Change(args.At(0), o => o.PreventExtensions()))
            .Method("isFrozen", 1, (_, _, args) => args.At(0).AsObject is not { } o || o.IsFrozen || (!o.IsExtensible && o.OwnKeys(hidden: true).Count == 0))
            .Method("isSealed", 1, (_, _, args) => args.At(0).AsObject is not { } o || o.IsSealed || (!o.IsExtensible && o.OwnKeys(hidden: true).Count == 0))
            .Method("isExtensible", 1, (_, _, args) => args.At(0).AsObject is { IsExtensible: true })
            .Method("fromEntries", 1, FromEntries)
            .Method("hasOwn", 2, (run, _, args) => HasOwn(run, args.At(0), args.At(1)))
            .Method("is", 2, (_, _, args) => Is(args.At(0), args.At(1)))
            .Method("create", 2, Create)
            .Method("getPrototypeOf", 1, (run, _, args) => Conversions.ToObject(run, args.At(0)).Prototype is { } prototype ? new Value(prototype) : Value.Null)
            .Method("getOwnPropertyNames", 1, (run, _, args) => NewList(run, Conversions.ToObject(run, args.At(0)).OwnKeys(hidden: true).Select(name => (Value)name)))
            .Method("groupBy", 2, GroupBy);
        return BuiltIn.Join(constructor, Prototype);
    }

    public static Value NewList(ScriptRun run, IEnumerable<Value> items)
    {
        var list = new JsArray([]);
        run.Allocate(64);
        foreach (var item in items)
        {
            run.Scan(16);
            list.Push(run, item);
        }
        return new Value(list);
    }

    /// <summary>JavaScript's SameValue: NaN equals itself, 0 and -0 differ.</summary>
    public static bool Is(Value a, Value b) =>
        a.Equals(b) && !(a.IsNumber && a.Number == 0 && double.IsNegative(a.Number) != double.IsNegative(b.Number));

    private static Value Make(ScriptRun run, ReadOnlySpan<Value> args)
    {
        if (!args.At(0).IsNullish) return new Value(Conversions.ToObject(run, args.At(0)));
        run.Allocate(176);
        return new Value(new JsObject());
    }

    private static bool HasOwn(ScriptRun run, Value target, Value key)
    {
        var name = Conversions.ToPropertyName(run, key);
        return Conversions.ToObject(run, target).TryGetOwn(name, out _);
    }

    private static bool IsPrototypeOf(Value self, Value value)
    {
        for (var holder = value.AsObject?.Prototype; holder is not null; holder = holder.Prototype)
        {
            if (ReferenceEquals(holder, self.AsObject)) return true;
        }
        return false;
    }

    private static string ClassOf(Value self) => self.AsObject?.ClassName ?? self.Kind.ToString();

    private static Value List(ScriptRun run, Value source, Func<ScriptRun, string, Value, Value> select)
    {
        var holder = Conversions.ToObject(run, source);
        var list = new JsArray([]);
        run.Allocate(64);
        foreach (var name in holder.OwnKeys())
        {
            run.Scan(16);
            list.Push(run, select(run, name, holder.Get(name)));
        }
        return new Value(list);
    }

    private static Value Assign(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var target = Conversions.ToObject(run, args.At(0));
        for (var i = 1; i < args.Length; i++)
        {
            if (args[i].IsNullish) continue;
            var source = Conversions.ToObject(run, args[i]);
            foreach (var name in source.OwnKeys())
            {
                run.Scan(16);
                if (!target.Put(run, name, source.Get(name))) throw Errors.Type($"Cannot assign to read only property '{name}' of object");
            }
        }
        return new Value(target);
    }

    private static Value Change(Value value, Action<JsObject> change)
    {
        if (value.AsObject is { IsFrozen: false } target) change(target);
        return value;
    }

    private static Value FromEntries(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(176);
        var result = new JsObject();
        foreach (var entry in Iteration.Of(run, args.At(0)))
        {
            run.Scan(16);
            if (entry.Kind is not ValueKind.Object) throw Errors.Type($"Iterator value {Display.Of(entry)} is not an entry object");
            result.Create(run, Conversions.ToPropertyName(run, Members.Get(entry, "0", -1)), Members.Get(entry, "1", -1));
        }
        return new Value(result);
    }

    private static Value Create(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var prototype = args.At(0);
        if (prototype.Kind is not (ValueKind.Object or ValueKind.Null)) throw Errors.Type($"Object prototype may only be an Object or null: {Display.Of(prototype)}");
        if (!args.At(1).IsUndefined) throw Errors.Type("Property descriptors are not part of this language");
        return new Value(JsObject.Inheriting(run, prototype.AsObject));
    }

    private static Value GroupBy(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var (keyOf, index) = (args.Function(1), 0);
        var groups = new JsObject { Prototype = null };
        foreach (var item in Iteration.Of(run, args.At(0)))
        {
            var name = Conversions.ToPropertyName(run, keyOf.Call(run, default, [item, index++]));
            if (!groups.TryGetOwn(name, out var group)) groups.Create(run, name, group = NewList(run, []));
            ((JsArray)group.AsObject!).Push(run, item);
        }
        return new Value(groups);
    }
}
