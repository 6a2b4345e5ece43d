namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Anything that can be called.</summary>
internal abstract class JsFunction : JsObject
{
    public abstract string Name { get; }

    /// <summary>The value of <c>length</c>: parameters before the first that has a default.</summary>
    public abstract int ParameterCount { get; }

    public override string ClassName => "Function";

    protected override JsObject DefaultPrototype => FunctionFunctions.Prototype;

    public abstract Value Call(ScriptRun run, Value self, ReadOnlySpan<Value> args);

    /// <summary>What <c>new</c> does; null where the function is no constructor.</summary>
    public virtual Value? Construct(ScriptRun run, ReadOnlySpan<Value> args) => null;

    /// <summary>Whether <c>value instanceof this</c>.</summary>
    public virtual bool IsInstance(Value value)
    {
        if (value.AsObject is not { } target || Get("prototype").AsObject is not { } prototype) return false;
        for (var holder = target.Prototype; holder is not null; holder = holder.Prototype)
        {
            if (ReferenceEquals(holder, prototype)) return true;
        }
        return false;
    }

    public override bool TryGetOwn(string name, out Value value)
    {
        if (base.TryGetOwn(name, out value)) return true;
        value = name switch
        {
            "name" => Name,
            "length" => ParameterCount,
            _ => default,
        };
        return name is "name" or "length";
    }

    public override bool Put(ScriptRun? run, string name, Value value) =>
        name is not ("name" or "length") && base.Put(run, name, value);
}

internal delegate Value NativeBody(ScriptRun run, Value self, ReadOnlySpan<Value> args);

/// <summary>A function written in C#: a built-in, or one of the host. Runs share it, so scripts cannot hang anything on it.</summary>
internal sealed class NativeFunction(string name, int length, NativeBody body, NativeBody? construct = null) : JsFunction
{
    public override string Name => name;

    public override int ParameterCount => length;

    public override Value Call(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        run.Enter();
        var result = body(run, self, args);
        run.Leave();
        return result;
    }

    public override Value? Construct(ScriptRun run, ReadOnlySpan<Value> args)
    {
        if (construct is null) return null;
        run.Enter();
        var result = construct(run, default, args);
        run.Leave();
        return result;
    }

    public override bool Put(ScriptRun? run, string name, Value value) => false;

    public override bool Delete(ScriptRun? run, string name) => false;
}

/// <summary>A function with some of its arguments fixed by <c>bind</c>.</summary>
internal sealed class BoundFunction(JsFunction target, Value self, Value[] first) : JsFunction
{
    public override string Name => "bound " + target.Name;

    public override int ParameterCount => Math.Max(0, target.ParameterCount - first.Length);

    public override Value Call(ScriptRun run, Value ignored, ReadOnlySpan<Value> args)
    {
        run.Enter();
        var result = target.Call(run, self, (Value[])[.. first, .. args]);
        run.Leave();
        return result;
    }

    public override Value? Construct(ScriptRun run, ReadOnlySpan<Value> args) => target.Construct(run, (Value[])[.. first, .. args]);

    public override bool IsInstance(Value value) => target.IsInstance(value);
}

/// <summary>The arguments of a call, missing ones undefined.</summary>
internal static class Arguments
{
    public static Value At(this ReadOnlySpan<Value> args, int index) => index < args.Length ? args[index] : default;

    public static JsFunction Function(this ReadOnlySpan<Value> args, int index) =>
        args.At(index).AsFunction ?? throw Errors.Type($"{Display.Of(args.At(index))} is not a function");

    public static string Text(this ReadOnlySpan<Value> args, ScriptRun run, int index) => Conversions.ToText(run, args.At(index));

    public static double Number(this ReadOnlySpan<Value> args, ScriptRun run, int index) => Conversions.ToNumber(run, args.At(index));

    /// <summary>A whole number; NaN is 0.</summary>
    public static double Integer(this ReadOnlySpan<Value> args, ScriptRun run, int index) => Conversions.ToInteger(Conversions.ToNumber(run, args.At(index)));

    /// <summary>A start or end within a length, negative from the end, brought into bounds.</summary>
    public static int Relative(this ReadOnlySpan<Value> args, ScriptRun run, int index, int length, int missing)
    {
        if (args.At(index).IsUndefined) return missing;
        var position = args.Integer(run, index);
        return (int)(position < 0 ? Math.Max(0, length + position) : Math.Min(position, length));
    }
}
