namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Something that can be assigned to: a name, a member, or a pattern of those.</summary>
internal interface ITarget
{
    void Assign(Frame frame, Value value);
}

/// <summary>A name at its declaration: const may be set, and nothing is checked.</summary>
internal sealed class DeclaredTarget(Identifier identifier) : ITarget
{
    public Identifier Identifier => identifier;

    public void Assign(Frame frame, Value value) => identifier.Initialize(frame, value);
}

/// <summary><c>target = value</c> inside a pattern.</summary>
internal sealed class DefaultTarget(ITarget target, Expression value) : ITarget
{
    public ITarget Target => target;

    public Expression Value => value;

    public void Assign(Frame frame, Value given) => target.Assign(frame, given.IsUndefined ? value.Evaluate(frame) : given);
}

/// <summary><c>[a, , b = 1, ...rest]</c>. A null element skips one.</summary>
internal sealed class ArrayPattern(int position, ITarget?[] elements, ITarget? rest) : ITarget
{
    public ArrayPattern Map(Func<ITarget, ITarget> convert) =>
        new(position, [.. elements.Select(e => e is null ? null : convert(e))], rest is null ? null : convert(rest));

    public void Assign(Frame frame, Value value)
    {
        frame.Run.Position = position;
        if (value.Reference is JsArray array) AssignFrom(frame, array);
        else AssignFrom(frame, Iteration.Of(frame.Run, value));
    }

    private void AssignFrom(Frame frame, JsArray array)
    {
        for (var i = 0; i < elements.Length; i++) elements[i]?.Assign(frame, array[i]);
        if (rest is null) return;
        var left = new JsArray([]);
        for (var i = elements.Length; i < array.Length; i++) left.Push(frame.Run, array[i]);
        frame.Run.Allocate(64);
        rest.Assign(frame, new Value(left));
    }

    private void AssignFrom(Frame frame, IEnumerable<Value> items)
    {
        using var walk = items.GetEnumerator();
        var more = true;
        foreach (var element in elements)
        {
            more = more && walk.MoveNext();
            element?.Assign(frame, more ? walk.Current : default);
        }
        if (rest is null) return;
        var left = new JsArray([]);
        while (more && walk.MoveNext()) left.Push(frame.Run, walk.Current);
        frame.Run.Allocate(64);
        rest.Assign(frame, new Value(left));
    }
}

internal sealed record PatternProperty(string? Name, Expression? Key, ITarget Target);

/// <summary><c>{ a, b: c = 1, ...rest }</c>.</summary>
internal sealed class ObjectPattern(int position, PatternProperty[] properties, ITarget? rest) : ITarget
{
    public PatternProperty[] Properties => properties;

    public bool HasRest => rest is not null;

    public ObjectPattern Map(Func<ITarget, ITarget> convert) =>
        new(position, [.. properties.Select(p => p with { Target = convert(p.Target) })], rest is null ? null : convert(rest));

    public void Assign(Frame frame, Value value)
    {
        if (value.IsNullish) throw Errors.Type($"Cannot destructure {value.AsText}, which has no properties", position);
        var taken = rest is null ? null : new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            var name = property.Name ?? Conversions.ToPropertyName(frame.Run, property.Key!.Evaluate(frame));
            taken?.Add(name);
            property.Target.Assign(frame, Members.Get(value, name, position));
        }
        if (rest is null) return;
        var left = new JsObject();
        frame.Run.Allocate(176);
        ObjectLiteral.CopyFrom(frame.Run, value, left, taken);
        rest.Assign(frame, new Value(left));
    }
}
