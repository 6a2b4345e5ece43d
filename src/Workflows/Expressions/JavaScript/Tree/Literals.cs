namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed class Constant(int position, Value value) : Expression(position)
{
    public Value Value => value;

    public override Value Evaluate(Frame frame) => value;
}

internal sealed class This(int position) : Expression(position)
{
    public override Value Evaluate(Frame frame) => frame.Self;
}

internal sealed class TemplateLiteral(int position, string[] texts, Expression[] parts) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        Value result = texts[0];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i].Evaluate(frame);
            if (part.Kind is ValueKind.Object) frame.Run.Position = parts[i].Position;
            result = Rope.Concat(frame.Run, result, Conversions.ToTextValue(frame.Run, Conversions.ToPrimitive(frame.Run, part, preferText: true)));
            result = Rope.Concat(frame.Run, result, texts[i + 1]);
        }
        return result;
    }
}

internal sealed class PatternLiteral(int position, RegexProgram program) : Expression(position)
{
    public override Value Evaluate(Frame frame)
    {
        frame.Run.Allocate(72);
        return new Value(new JsRegExp(program));
    }
}

/// <summary><c>[a, , ...b]</c>. A null element is a hole.</summary>
internal sealed class ArrayLiteral(int position, Expression?[] elements, bool hasTrailingComma) : Expression(position)
{
    public Expression?[] Elements => elements;

    public bool HasTrailingComma => hasTrailingComma;

    public override Value Evaluate(Frame frame)
    {
        frame.Run.Allocate(72 + (16L * elements.Length));
        var items = new JsArray(new Value[elements.Length]);
        items.Resize(null, 0);
        foreach (var element in elements)
        {
            if (element is Spread spread) spread.AppendTo(frame, items);
            else items.Push(frame.Run, element is null ? Value.Hole : element.Evaluate(frame));
        }
        return new Value(items);
    }
}

/// <summary><c>...value</c> in an array, an object or arguments.</summary>
internal sealed class Spread(int position, Expression value) : Expression(position)
{
    public Expression Value => value;

    public override Value Evaluate(Frame frame) => value.Evaluate(frame);

    public void AppendTo(Frame frame, JsArray target)
    {
        var source = value.Evaluate(frame);
        frame.Run.Position = Position;
        foreach (var item in Iteration.Of(frame.Run, source))
        {
            frame.Run.Scan(16);
            target.Push(frame.Run, item);
        }
    }
}

internal enum PropertyKind : byte
{
    Value,
    Getter,
    Setter,
    Spread,
}

/// <summary>One property of an object literal, or of an object pattern that still looks like one.</summary>
internal sealed class PropertyNode(int position, PropertyKind kind, string? name, Expression? key, Expression value) : Node(position)
{
    public PropertyKind Kind => kind;

    /// <summary>The written name; null where it is computed from <see cref="Key"/>.</summary>
    public string? Name => name;

    public Expression? Key => key;

    public Expression Value => value;

    /// <summary>The default in <c>{ name = default }</c>, which only a pattern may have.</summary>
    public Expression? PatternDefault { get; init; }

    public string NameIn(Frame frame) => name ?? Conversions.ToPropertyName(frame.Run, key!.Evaluate(frame));
}

internal sealed class ObjectLiteral(int position, PropertyNode[] properties) : Expression(position)
{
    public PropertyNode[] Properties => properties;

    public override Value Evaluate(Frame frame)
    {
        frame.Run.Allocate(176);
        var result = new JsObject();
        foreach (var property in properties)
        {
            if (property.Kind is PropertyKind.Spread) CopyFrom(frame.Run, property.Value.Evaluate(frame), result, null);
            else if (property.Kind is PropertyKind.Value) result.Create(frame.Run, property.NameIn(frame), property.Value.Evaluate(frame));
            else AddAccessor(frame, property, result);
        }
        return new Value(result);
    }

    /// <summary>Copies enumerable properties, except those already taken by a pattern.</summary>
    public static void CopyFrom(ScriptRun run, Value source, JsObject target, HashSet<string>? except)
    {
        if (source.IsNullish || source.IsNumber || source.IsBoolean) return;
        var holder = Conversions.ToObject(run, source);
        foreach (var name in holder.OwnKeys())
        {
            run.Scan(16);
            if (except?.Contains(name) is not true) target.Create(run, name, holder.Get(name));
        }
    }

    private static void AddAccessor(Frame frame, PropertyNode property, JsObject target)
    {
        var name = property.NameIn(frame);
        var function = property.Value.Evaluate(frame).AsFunction;
        var existing = target.TryGetOwn(name, out var known) ? known.Reference as Accessor : null;
        var accessor = property.Kind is PropertyKind.Getter
            ? new Accessor(frame.Run, function, existing?.Setter)
            : new Accessor(frame.Run, existing?.Getter, function);
        target.Create(frame.Run, name, new Value(accessor));
    }
}
