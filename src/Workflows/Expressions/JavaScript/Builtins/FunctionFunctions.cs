namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>What functions have; there is no way from a function to a constructor of functions.</summary>
internal static class FunctionFunctions
{
    public static readonly JsObject Prototype = Build();

    private static JsObject Build()
    {
        var prototype = new JsObject()
            .Method("call", 1, (run, self, args) => Self(self).Call(run, args.At(0), args.Length > 1 ? args[1..] : []))
            .Method("apply", 2, (run, self, args) => Self(self).Call(run, args.At(0), ListOf(run, args.At(1))))
            .Method("bind", 1, Bind)
            .Method("toString", 0, (run, self, _) => run.Charge(Self(self) switch
            {
                ScriptFunction written => written.Text,
                BoundFunction => "function () { [native code] }",
                var native => $"function {native.Name}() {{ [native code] }}",
            }));
        prototype.Define("constructor", default);
        prototype.Freeze();
        return prototype;
    }

    private static JsFunction Self(Value self) => self.AsFunction ?? throw Errors.Type($"{Display.Of(self)} is not a function");

    private static ReadOnlySpan<Value> ListOf(ScriptRun run, Value list)
    {
        if (list.IsNullish) return [];
        if (list.Kind is not ValueKind.Object) throw Errors.Type("CreateListFromArrayLike called on non-object");
        return ArrayFunctions.ListOf(run, list).ToList().ToArray();
    }

    private static Value Bind(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Allocate(96 + (16L * args.Length));
        return new Value(new BoundFunction(Self(self), args.At(0), args.Length > 1 ? args[1..].ToArray() : []));
    }
}
