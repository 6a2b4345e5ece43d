namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>The code of a function, shared by all closures made of it.</summary>
internal sealed class FunctionCode(FunctionInfo info, Scope scope)
{
    public string Name { get; set; } = "";

    /// <summary>The function as written.</summary>
    public SourceText Text { get; set; } = new("", 0, 0);

    public FunctionInfo Info => info;

    public Scope Scope => scope;

    public ITarget[] Parameters { get; set; } = [];

    /// <summary>Bindings of parameters that are plain names, or null where one is not and all are assigned as patterns.</summary>
    public Binding[]? Simple { get; set; }

    public ITarget? Rest { get; set; }

    public int Length { get; set; }

    public Statement[] Body { get; set; } = [];

    /// <summary>The value of an arrow function without braces.</summary>
    public Expression? Result { get; set; }

    /// <summary>Where a function expression finds itself by its own name.</summary>
    public Binding? Self { get; set; }

    public bool IsMethod { get; init; }

    public bool IsConstructor => !info.IsArrow && !IsMethod;

    public Value Run(Frame frame)
    {
        scope.Entry.Enter(frame);
        if (Result is not null) return Result.Evaluate(frame);
        foreach (var statement in Body)
        {
            if (statement.Execute(frame) is Completion.Return) return frame.Returned;
        }
        return default;
    }
}

/// <summary>A part of a source, cut out only when asked for.</summary>
internal sealed record SourceText(string Source, int Start, int End)
{
    public override string ToString() => Source[Start..End];
}

internal sealed class FunctionExpression(int position, FunctionCode code) : Expression(position)
{
    public FunctionCode Code => code;

    public override Value Evaluate(Frame frame) => new(Close(frame));

    public ScriptFunction Close(Frame frame)
    {
        var captured = code.Info.Captured;
        frame.Run.Allocate(96 + (8L * captured.Count));
        var boxes = captured.Count == 0 ? [] : new Box[captured.Count];
        for (var i = 0; i < boxes.Length; i++) boxes[i] = BoxOf(frame, captured[i]);
        return new ScriptFunction(frame.Run, code, boxes, code.Info.IsArrow ? frame.Self : default);
    }

    private Box BoxOf(Frame frame, Binding binding)
    {
        var isOwn = ReferenceEquals(binding.Scope.Function, code.Info.Outer);
        return isOwn ? (Box)frame.Locals[binding.Slot].Reference! : frame.Captures[code.Info.Outer!.CaptureIndex(binding)];
    }
}

/// <summary>A function declaration: made when its scope is entered, nothing when reached.</summary>
internal sealed class FunctionDeclaration(int position, Identifier name, FunctionExpression function) : Statement(position)
{
    public override Completion Execute(Frame frame) => Completion.Normal;

    public void Instantiate(Frame frame) => name.Initialize(frame, new Value(function.Close(frame)));
}

/// <summary>
/// A function written in the script, with the variables around it. It works on the account of who calls it; called by
/// the host, on that of the run that made it.
/// </summary>
internal sealed class ScriptFunction(ScriptRun owner, FunctionCode code, Box[] captures, Value self) : JsFunction
{
    public override string Name => code.Name;

    public override int ParameterCount => code.Length;

    public string Text => code.Text.ToString();

    public override Value Call(ScriptRun run, Value given, ReadOnlySpan<Value> args)
    {
        if (run.IsDetached) run = owner;
        run.Enter();
        var info = code.Info;
        run.Allocate(104 + (16L * info.SlotCount));
        var frame = new Frame(run, info.SlotCount == 0 ? [] : new Value[info.SlotCount], captures, info.IsArrow ? self : given);
        BindSpecial(frame, args);
        if (code.Simple is { } simple) BindSimple(frame, simple, args);
        else BindPatterns(frame, args);
        var result = code.Run(frame);
        run.Leave();
        return result;
    }

    public override Value? Construct(ScriptRun run, ReadOnlySpan<Value> args)
    {
        if (!code.IsConstructor) return null;
        var made = new Value(Inheriting(run, Get("prototype").AsObject ?? ObjectFunctions.Prototype));
        var result = Call(run, made, args);
        return result.Kind is ValueKind.Object ? result : made;
    }

    public override bool TryGetOwn(string name, out Value value)
    {
        if (base.TryGetOwn(name, out value)) return true;
        if (name != "prototype" || !code.IsConstructor) return false;
        owner.Allocate(176);
        var prototype = new JsObject();
        prototype.Define("constructor", new Value(this));
        value = new Value(prototype);
        Define("prototype", value);
        return true;
    }

    private static void Store(Frame frame, Binding binding, Value value) =>
        frame.Locals[binding.Slot] = binding.IsCaptured ? ScopeEntry.NewBox(frame, value) : value;

    private static void BindSimple(Frame frame, Binding[] parameters, ReadOnlySpan<Value> args)
    {
        for (var i = 0; i < parameters.Length; i++) Store(frame, parameters[i], args.At(i));
    }

    private void BindPatterns(Frame frame, ReadOnlySpan<Value> args)
    {
        foreach (var binding in code.Scope.Bindings)
        {
            if (binding.Kind is BindingKind.Parameter) Store(frame, binding, default);
        }
        for (var i = 0; i < code.Parameters.Length; i++) code.Parameters[i].Assign(frame, args.At(i));
        if (code.Rest is null) return;
        var from = Math.Min(code.Parameters.Length, args.Length);
        frame.Run.Allocate(64 + (16L * (args.Length - from)));
        code.Rest.Assign(frame, new Value(new JsArray(args[from..].ToArray())));
    }

    private void BindSpecial(Frame frame, ReadOnlySpan<Value> args)
    {
        if (code.Self is { } own) Store(frame, own, new Value(this));
        if (code.Info.Arguments is not { } all) return;
        frame.Run.Allocate(64 + (16L * args.Length));
        Store(frame, all, new Value(new JsArray(args.ToArray())));
    }
}
