namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class ErrorFunctions
{
    private static readonly JsObject Base = BuildBase();
    private static readonly JsObject[] Prototypes = [.. Enum.GetValues<ErrorKind>().Select(BuildPrototype)];
    private static readonly Value[] Constructors = [.. Enum.GetValues<ErrorKind>().Select(BuildConstructor)];

    public static JsObject PrototypeOf(ErrorKind kind) => Prototypes[(int)kind];

    public static Value ConstructorOf(ErrorKind kind) => Constructors[(int)kind];

    private static JsObject BuildBase() => new JsObject().Method("toString", 0, Describe);

    private static JsObject BuildPrototype(ErrorKind kind)
    {
        var prototype = kind is ErrorKind.Error ? Base : new JsObject { Prototype = Base };
        prototype.Define("name", kind.ToString());
        prototype.Define("message", "");
        return prototype;
    }

    private static Value BuildConstructor(ErrorKind kind)
    {
        Value Make(ScriptRun run, Value self, ReadOnlySpan<Value> args) => New(run, kind, args);
        return BuiltIn.Join(new NativeFunction(kind.ToString(), 1, Make, Make), Prototypes[(int)kind]);
    }

    private static Value New(ScriptRun run, ErrorKind kind, ReadOnlySpan<Value> args)
    {
        run.Allocate(200);
        var error = new JsError(kind);
        if (!args.At(0).IsUndefined) error.Define("message", args.Text(run, 0));
        error.Define("stack", error.Describe());
        if (args.At(1).AsObject is { } options && options.TryGet("cause", out var cause)) error.Define("cause", cause);
        return new Value(error);
    }

    private static Value Describe(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var error = BuiltIn.Self<JsObject>(self, "Error.prototype.toString");
        var name = error.Get("name");
        var (title, message) = (name.IsUndefined ? "Error" : Conversions.ToText(run, name), error.Get("message"));
        var text = message.IsUndefined ? "" : Conversions.ToText(run, message);
        if (title.Length == 0) return text;
        return run.Charge(text.Length == 0 ? title : $"{title}: {text}");
    }
}
