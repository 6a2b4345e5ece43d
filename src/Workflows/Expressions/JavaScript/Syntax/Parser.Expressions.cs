namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Expression ParseExpression()
    {
        var expression = ParseAssignment();
        for (var count = 1; _token.Is(","); count++)
        {
            var at = Advance().Start;
            if (count % CheckEvery == 0) expression = new StackCheck(expression);
            expression = new Comma(at, expression, ParseAssignment());
        }
        return expression;
    }

    private Expression ParseAssignment()
    {
        Enter();
        var expression = ParseArrowOrAssignment();
        if (_depth % CheckEvery == 0 && expression is not (Identifier or Constant or FunctionExpression)) expression = new StackCheck(expression);
        _depth--;
        return expression;
    }

    private Expression ParseArrowOrAssignment()
    {
        var start = _token;
        if (start.Kind is TokenKind.Name)
        {
            RefuseAsync();
            if (PeekNext() is { AfterLineEnd: false } next && next.Is("=>")) return ParseShortArrow();
        }
        var mark = new CoverMark(_identifiers.Count, _scopes.Count);
        var left = ParseConditional();
        if (left is Cover cover)
        {
            if (_token.Is("=>") && !_token.AfterLineEnd) return ParseArrow(cover, mark);
            throw Error(cover.Position, cover.Items.Count == 0 ? "Unexpected '()'" : "Unexpected '...' or ',' in brackets");
        }
        if (_token.Is("=>") && left is Call { Callee: Identifier { Name: "async" } }) throw Error(left.Position, Refusals.Of("async"));
        if (_token.Kind is not TokenKind.Punctuator || !IsAssignment(_token.Text)) return left;
        return ParseAssignmentTo(left, start.Start);
    }

    private static bool IsAssignment(string text) => text == "=" || (text.Length > 1 && text[^1] == '=' && text is not ("==" or "===" or "!=" or "!==" or "<=" or ">=" or "=>"));

    private Expression ParseAssignmentTo(Expression left, int start)
    {
        var op = Advance();
        if (op.Text == "=")
        {
            var target = ToTarget(left, start);
            var value = NameFunction(ParseAssignment(), target);
            if (value is Identifier source && target is ObjectPattern pattern) PatternUses.Add((source, pattern));
            return new Assignment(start, target, value);
        }
        var simple = ToSimpleTarget(left, start);
        LogicalOperator? logical = op.Text switch
        {
            "&&=" => LogicalOperator.And,
            "||=" => LogicalOperator.Or,
            "??=" => LogicalOperator.Coalesce,
            _ => null,
        };
        BinaryOperator? binary = logical is null ? BinaryOf(op.Text[..^1]) : null;
        var right = ParseAssignment();
        if (logical is not null && simple is Identifier named) right = NameFunction(right, named);
        return new CompoundAssignment(op.Start, simple, binary, logical ?? LogicalOperator.And, right);
    }

    private Expression ParseConditional()
    {
        var start = _token.Start;
        var test = ParseBinary(1);
        if (test is Cover || !_token.Is("?")) return test;
        Advance();
        var noIn = _noIn;
        _noIn = false;
        var yes = ParseAssignment();
        _noIn = noIn;
        Take(":");
        return new Conditional(start, test, yes, ParseAssignment());
    }

    /// <summary>Operators of at least this precedence, by climbing.</summary>
    private Expression ParseBinary(int least)
    {
        var start = _token;
        var left = ParseUnary();
        if (left is Cover) return left;
        string? mixed = null;
        for (var count = 1; ; count++)
        {
            var precedence = PrecedenceOf(_token);
            if (precedence < least) return left;
            var op = Advance();
            if (op.Text == "**" && start.Text is "-" or "+" or "!" or "~" or "typeof" or "void" or "delete" && start.Kind is not TokenKind.String && left is Unary or Delete)
            {
                throw Error(start.Start, "Put brackets around the left side of '**'");
            }
            if (count % CheckEvery == 0) left = new StackCheck(left);
            Enter();
            var right = ParseBinary(op.Text == "**" ? precedence : precedence + 1);
            _depth--;
            if (right is Cover cover) throw Error(cover.Position, "Unexpected '()'");
            RefuseMix(op, ref mixed, left, right);
            left = Combine(op, left, right);
        }
    }

    private void RefuseMix(Token op, ref string? mixed, Expression left, Expression right)
    {
        if (op.Text is not ("??" or "||" or "&&")) return;
        var isCoalesce = op.Text == "??";
        if (mixed is not null && (mixed == "??") != isCoalesce) throw Error(op.Start, "Put brackets where '??' meets '||' or '&&'");
        mixed = op.Text;
        foreach (var side in new[] { left, right })
        {
            if (side is Logical inner && !_bracketed.Contains(inner) && (inner.Operator is LogicalOperator.Coalesce) != isCoalesce) throw Error(op.Start, "Put brackets where '??' meets '||' or '&&'");
        }
    }

    private static Expression Combine(Token op, Expression left, Expression right) => op.Text switch
    {
        "&&" => new Logical(op.Start, LogicalOperator.And, left, right),
        "||" => new Logical(op.Start, LogicalOperator.Or, left, right),
        "??" => new Logical(op.Start, LogicalOperator.Coalesce, left, right),
        _ => new Binary(op.Start, BinaryOf(op.Text), left, right),
    };

    private int PrecedenceOf(Token token)
    {
        if (token.Kind is not (TokenKind.Punctuator or TokenKind.Keyword)) return 0;
        return token.Text switch
        {
            "??" => 1,
            "||" => 2,
            "&&" => 3,
            "|" => 4,
            "^" => 5,
            "&" => 6,
            "==" or "!=" or "===" or "!==" => 7,
            "<" or ">" or "<=" or ">=" or "instanceof" => 8,
            "in" => _noIn ? 0 : 8,
            "<<" or ">>" or ">>>" => 9,
            "+" or "-" => 10,
            "*" or "/" or "%" => 11,
            "**" => 12,
            _ => 0,
        };
    }

    private static BinaryOperator BinaryOf(string text) => text switch
    {
        "+" => BinaryOperator.Add,
        "-" => BinaryOperator.Subtract,
        "*" => BinaryOperator.Multiply,
        "/" => BinaryOperator.Divide,
        "%" => BinaryOperator.Remainder,
        "**" => BinaryOperator.Power,
        "&" => BinaryOperator.And,
        "|" => BinaryOperator.Or,
        "^" => BinaryOperator.Xor,
        "<<" => BinaryOperator.ShiftLeft,
        ">>" => BinaryOperator.ShiftRight,
        ">>>" => BinaryOperator.ShiftRightUnsigned,
        "<" => BinaryOperator.Less,
        ">" => BinaryOperator.Greater,
        "<=" => BinaryOperator.LessOrEqual,
        ">=" => BinaryOperator.GreaterOrEqual,
        "==" => BinaryOperator.Equal,
        "!=" => BinaryOperator.NotEqual,
        "===" => BinaryOperator.StrictEqual,
        "!==" => BinaryOperator.StrictNotEqual,
        "in" => BinaryOperator.In,
        _ => BinaryOperator.InstanceOf,
    };
}
