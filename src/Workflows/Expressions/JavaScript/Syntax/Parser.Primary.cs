namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Expression ParsePrimary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return new Constant(token.Start, token.Number);
            case TokenKind.String:
                Advance();
                return new Constant(token.Start, token.Text);
            case TokenKind.Name: return Use(TakeName(), token.Start);
            case TokenKind.Keyword: return ParseKeywordValue();
            default: return ParseBracketed();
        }
    }

    private Expression ParseKeywordValue()
    {
        var token = _token;
        switch (token.Text)
        {
            case "true" or "false":
                Advance();
                return new Constant(token.Start, token.Text == "true");
            case "null":
                Advance();
                return new Constant(token.Start, Value.Null);
            case "this":
                Advance();
                return new This(token.Start);
            case "function": return ParseFunctionExpression();
            default: throw Unexpected();
        }
    }

    private Expression ParseBracketed() => _token.Text switch
    {
        "(" => ParseParentheses(),
        "[" => ParseArray(),
        "{" => ParseObject(),
        "`" => ParseTemplate(),
        "/" or "/=" => ParsePattern(),
        _ => throw Unexpected(),
    };

    private PatternLiteral ParsePattern()
    {
        var start = _token.Start;
        var (pattern, flags) = _lexer.ReadPattern(start);
        Advance();
        try
        {
            return new PatternLiteral(start, RegexProgram.Compile(pattern, flags));
        }
        catch (ScriptException error) when (error is not ScriptSyntaxException)
        {
            throw Error(start, error.Message);
        }
    }

    private TemplateLiteral ParseTemplate()
    {
        var start = _token.Start;
        var texts = new List<string>();
        var parts = new List<Expression>();
        var noIn = _noIn;
        _noIn = false;
        while (true)
        {
            var (text, isLast) = _lexer.ReadTemplateText(start);
            texts.Add(text);
            Advance();
            if (isLast) break;
            parts.Add(ParseExpression());
            if (!_token.Is("}")) throw Unexpected();
            _lexer.Position = _token.End;
        }
        _noIn = noIn;
        return new TemplateLiteral(start, [.. texts], [.. parts]);
    }

    private ArrayLiteral ParseArray()
    {
        var start = Take("[");
        var noIn = _noIn;
        _noIn = false;
        var elements = new List<Expression?>();
        var endsWithComma = false;
        while (!_token.Is("]"))
        {
            endsWithComma = false;
            if (_token.Is(","))
            {
                Advance();
                elements.Add(null);
                continue;
            }
            var at = _token.Start;
            elements.Add(TryTake("...") ? new Spread(at, ParseAssignment()) : ParseAssignment());
            if (_token.Is("]")) break;
            Take(",");
            endsWithComma = true;
        }
        Advance();
        _noIn = noIn;
        return new ArrayLiteral(start, [.. elements], endsWithComma);
    }

    /// <summary>An expression in brackets, or the parameters of an arrow function, which only the arrow tells.</summary>
    private Expression ParseParentheses()
    {
        var start = Take("(");
        var noIn = _noIn;
        _noIn = false;
        var items = new List<Expression>();
        var (rest, comma) = (false, false);
        while (!_token.Is(")"))
        {
            if (rest) throw Unexpected();
            comma = false;
            var at = _token.Start;
            rest = TryTake("...");
            items.Add(rest ? new Spread(at, ParseAssignment()) : ParseAssignment());
            if (_token.Is(")")) break;
            Take(",");
            comma = true;
        }
        Advance();
        _noIn = noIn;
        var isArrow = _token.Is("=>") && !_token.AfterLineEnd;
        if (isArrow || rest || comma || items.Count == 0) return new Cover(start, items);
        return Joined(items);
    }

    private Expression Joined(List<Expression> items)
    {
        var expression = items[0];
        for (var i = 1; i < items.Count; i++)
        {
            if (i % CheckEvery == 0) expression = new StackCheck(expression);
            expression = new Comma(items[i].Position, expression, items[i]);
        }
        if (expression is Logical) _bracketed.Add(expression);
        return expression is ArrayLiteral or ObjectLiteral or FunctionExpression ? new Bracketed(expression) : expression;
    }

    /// <summary>What stands in brackets before it is known whether an arrow follows.</summary>
    private sealed class Cover(int position, List<Expression> items) : Expression(position)
    {
        public List<Expression> Items => items;

        public override Value Evaluate(Frame frame) => default;
    }
}

/// <summary>Keeps a literal in brackets from being taken for a pattern, and a function in them for the callee of <c>=&gt;</c>.</summary>
internal sealed class Bracketed(Expression inner) : Expression(inner.Position)
{
    public override Value Evaluate(Frame frame) => inner.Evaluate(frame);
}
