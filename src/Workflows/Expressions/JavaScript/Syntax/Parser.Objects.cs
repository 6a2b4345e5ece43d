namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private ObjectLiteral ParseObject()
    {
        var start = Take("{");
        var noIn = _noIn;
        _noIn = false;
        var properties = new List<PropertyNode>();
        while (!_token.Is("}"))
        {
            properties.Add(ParseProperty());
            if (!_token.Is("}")) Take(",");
        }
        Advance();
        _noIn = noIn;
        return new ObjectLiteral(start, [.. properties]);
    }

    private PropertyNode ParseProperty()
    {
        var first = _token;
        if (TryTake("...")) return new PropertyNode(first.Start, PropertyKind.Spread, null, null, ParseAssignment());
        if (first.Is("*")) throw Error(first.Start, Refusals.Of("a generator function"));
        var next = first.Kind is TokenKind.Name ? PeekNext() : default;
        var isPrefix = first.Kind is TokenKind.Name && !(next.Is(",") || next.Is("}") || next.Is(":") || next.Is("(") || next.Is("="));
        if (isPrefix && first.Text == "async") throw Error(first.Start, Refusals.Of("async"));
        if (isPrefix && first.Text is "get" or "set") return ParseAccessor();
        var (name, key) = ParsePropertyName();
        if (_token.Is("(")) return new PropertyNode(first.Start, PropertyKind.Value, name, key, ParseMethod(first.Start, name ?? ""));
        if (TryTake(":"))
        {
            if (name == "__proto__") throw Error(first.Start, Refusals.Of("__proto__"));
            return new PropertyNode(first.Start, PropertyKind.Value, name, key, NameFunction(ParseAssignment(), name));
        }
        if (first.Kind is not TokenKind.Name) throw Unexpected();
        return ParseShorthand(first);
    }

    private PropertyNode ParseShorthand(Token name)
    {
        var value = Use(name.Text, name.Start);
        if (!_token.Is("=")) return new PropertyNode(name.Start, PropertyKind.Value, name.Text, null, value);
        var at = Advance().Start;
        var property = new PropertyNode(at, PropertyKind.Value, name.Text, null, value) { PatternDefault = NameFunction(ParseAssignment(), name.Text) };
        _patternDefaults.Add(property);
        return property;
    }

    private PropertyNode ParseAccessor()
    {
        var kind = Advance();
        var (name, key) = ParsePropertyName();
        var method = ParseMethod(kind.Start, name ?? "");
        var isGetter = kind.Text == "get";
        if (isGetter ? method.Code.Length != 0 : method.Code.Parameters.Length != 1) throw Error(kind.Start, isGetter ? "A getter has no parameters" : "A setter has one parameter");
        return new PropertyNode(kind.Start, isGetter ? PropertyKind.Getter : PropertyKind.Setter, name, key, method);
    }

    private (string? Name, Expression? Key) ParsePropertyName()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Name or TokenKind.Keyword or TokenKind.String:
                Advance();
                return (token.Text, null);
            case TokenKind.Number:
                Advance();
                return (NumberText.Format(token.Number), null);
        }
        Take("[");
        var key = ParseAssignment();
        Take("]");
        return (null, key);
    }
}
