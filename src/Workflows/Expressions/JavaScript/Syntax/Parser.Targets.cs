namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    /// <summary>A name or pattern that declares.</summary>
    private ITarget ParseBindingTarget(BindingKind kind)
    {
        if (_token.Kind is TokenKind.Name)
        {
            var at = _token.Start;
            return Declare(TakeName(), kind, at);
        }
        Enter();
        ITarget target = _token.Is("[") ? ParseArrayBinding(kind) : ParseObjectBinding(kind);
        _depth--;
        return target;
    }

    private ITarget ParseBindingElement(BindingKind kind)
    {
        var target = ParseBindingTarget(kind);
        return TryTake("=") ? new DefaultTarget(target, NameFunction(ParseAssignment(), target)) : target;
    }

    private ArrayPattern ParseArrayBinding(BindingKind kind)
    {
        var start = Take("[");
        var elements = new List<ITarget?>();
        ITarget? rest = null;
        while (!_token.Is("]"))
        {
            if (rest is not null) throw Unexpected();
            if (TryTake(","))
            {
                elements.Add(null);
                continue;
            }
            if (TryTake("...")) rest = ParseBindingTarget(kind);
            else elements.Add(ParseBindingElement(kind));
            if (!_token.Is("]") && rest is null) Take(",");
        }
        Advance();
        return new ArrayPattern(start, [.. elements], rest);
    }

    private ObjectPattern ParseObjectBinding(BindingKind kind)
    {
        if (!_token.Is("{")) throw Unexpected();
        var start = Advance().Start;
        var properties = new List<PatternProperty>();
        ITarget? rest = null;
        while (!_token.Is("}"))
        {
            if (rest is not null) throw Unexpected();
            if (TryTake("...")) rest = ParseBindingTarget(kind);
            else properties.Add(ParseBindingProperty(kind));
            if (!_token.Is("}") && rest is null) Take(",");
        }
        Advance();
        return new ObjectPattern(start, [.. properties], rest);
    }

    private PatternProperty ParseBindingProperty(BindingKind kind)
    {
        if (_token.Kind is TokenKind.Name && !PeekNext().Is(":"))
        {
            return new PatternProperty(_token.Text, null, ParseBindingElement(kind));
        }
        var (name, key) = ParsePropertyName();
        Take(":");
        return new PatternProperty(name, key, ParseBindingElement(kind));
    }

    private Expression ToSimpleTarget(Expression expression, int start)
    {
        if (expression is StackCheck check) expression = check.Inner;
        if (expression is Identifier identifier) return AssignedName(identifier);
        return expression as Member ?? throw Error(start, "This cannot be assigned to");
    }

    private ITarget ToTarget(Expression expression, int start) => expression switch
    {
        StackCheck check => ToTarget(check.Inner, start),
        Identifier identifier => AssignedName(identifier),
        Member member => member,
        ArrayLiteral array => ToArrayPattern(array, inner => ToElement(inner, start)),
        ObjectLiteral literal => ToObjectPattern(literal, inner => ToElement(inner, start)),
        _ => throw Error(start, "This cannot be assigned to"),
    };

    private static Identifier AssignedName(Identifier identifier)
    {
        identifier.IsAssigned = true;
        return identifier;
    }

    private ITarget ToElement(Expression expression, int start) => expression switch
    {
        StackCheck check => ToElement(check.Inner, start),
        Assignment { Target: var target, Value: var value } => new DefaultTarget(target, value),
        _ => ToTarget(expression, expression.Position),
    };

    /// <summary>As <see cref="ToTarget"/>, for parameters of an arrow function: names are declared.</summary>
    private ITarget ToParameter(Expression expression) => expression switch
    {
        StackCheck check => ToParameter(check.Inner),
        Identifier identifier => Declare(identifier.Name, BindingKind.Parameter, identifier.Position),
        Assignment assignment => new DefaultTarget(ToDeclaring(assignment.Target, assignment.Position), assignment.Value),
        ArrayLiteral array => ToArrayPattern(array, ToParameter),
        ObjectLiteral literal => ToObjectPattern(literal, ToParameter),
        _ => throw Error(expression.Position, "This cannot be a parameter"),
    };

    /// <summary>The left side of a default was already made a target when its equals sign was read; its names become declarations.</summary>
    private ITarget ToDeclaring(ITarget target, int position) => target switch
    {
        Identifier identifier => Declare(identifier.Name, BindingKind.Parameter, identifier.Position),
        DefaultTarget inner => new DefaultTarget(ToDeclaring(inner.Target, position), inner.Value),
        ArrayPattern array => array.Map(inner => ToDeclaring(inner, position)),
        ObjectPattern pattern => pattern.Map(inner => ToDeclaring(inner, position)),
        _ => throw Error(position, "This cannot be a parameter"),
    };

    private ArrayPattern ToArrayPattern(ArrayLiteral array, Func<Expression, ITarget> convert)
    {
        var elements = new List<ITarget?>();
        ITarget? rest = null;
        foreach (var element in array.Elements)
        {
            if (rest is not null) throw Error(array.Position, "The rest must come last");
            if (element is Spread spread) rest = convert(spread.Value);
            else elements.Add(element is null ? null : convert(element));
        }
        if (rest is DefaultTarget || (rest is not null && array.HasTrailingComma)) throw Error(array.Position, "The rest must come last and has no default");
        return new ArrayPattern(array.Position, [.. elements], rest);
    }

    private ObjectPattern ToObjectPattern(ObjectLiteral literal, Func<Expression, ITarget> convert)
    {
        var properties = new List<PatternProperty>();
        ITarget? rest = null;
        foreach (var property in literal.Properties)
        {
            if (rest is not null) throw Error(literal.Position, "The rest must come last");
            if (property.Kind is PropertyKind.Spread) rest = convert(property.Value);
            else if (property.Kind is not PropertyKind.Value) throw Error(property.Position, "This cannot be assigned to");
            else properties.Add(new PatternProperty(property.Name, property.Key, ToPropertyTarget(property, convert)));
        }
        return new ObjectPattern(literal.Position, [.. properties], rest);
    }

    private ITarget ToPropertyTarget(PropertyNode property, Func<Expression, ITarget> convert)
    {
        var target = convert(property.Value);
        if (property.PatternDefault is not { } value) return target;
        _patternDefaults.Remove(property);
        return new DefaultTarget(target, value);
    }
}
