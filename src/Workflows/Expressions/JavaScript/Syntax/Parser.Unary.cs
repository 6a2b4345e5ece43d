namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    /// <summary>Logical expressions written in brackets; only those may be mixed with <c>??</c>.</summary>
    private readonly HashSet<Expression> _bracketed = [];

    private Expression ParseUnary()
    {
        if (_token.Kind is TokenKind.Punctuator or TokenKind.Keyword)
        {
            if (_token.Text is "++" or "--") return ParsePrefixUpdate();
            if (_token.Text == "delete") return ParseDelete();
            UnaryOperator? op = _token.Text switch
            {
                "!" => UnaryOperator.Not,
                "-" => UnaryOperator.Minus,
                "+" => UnaryOperator.Plus,
                "~" => UnaryOperator.BitNot,
                "typeof" => UnaryOperator.TypeOf,
                "void" => UnaryOperator.Void,
                _ => null,
            };
            if (op is not null) return new Unary(Advance().Start, op.Value, ParseOperand());
        }
        return ParsePostfix();
    }

    private Expression ParseOperand()
    {
        Enter();
        var operand = ParseUnary();
        if (operand is Cover cover) throw Error(cover.Position, "Unexpected '()'");
        _depth--;
        return operand;
    }

    private Update ParsePrefixUpdate()
    {
        var op = Advance();
        var at = _token.Start;
        var target = ToSimpleTarget(ParseOperand(), at);
        return new Update(op.Start, target, op.Text == "++" ? 1 : -1, givesOld: false);
    }

    private Delete ParseDelete()
    {
        var at = Advance().Start;
        var operand = ParseOperand();
        if (operand is StackCheck check) operand = check.Inner;
        if (operand is OptionalChain { Inner: Member inner }) return new Delete(at, inner);
        return operand as Member is { } member ? new Delete(at, member) : throw Error(at, "Only a member of an object can be deleted");
    }

    private Expression ParsePostfix()
    {
        var at = _token.Start;
        var operand = ParseChain();
        if (_token.AfterLineEnd || !(_token.Is("++") || _token.Is("--"))) return operand;
        var by = Advance().Text == "++" ? 1 : -1;
        return new Update(at, ToSimpleTarget(operand, at), by, givesOld: true);
    }

    /// <summary>Members, calls and <c>?.</c> after a primary expression.</summary>
    private Expression ParseChain()
    {
        var start = _token.Start;
        var expression = _token.Is("new") ? ParseNew() : ParsePrimary();
        if (expression is Cover or FunctionExpression { Code.Info.IsArrow: true }) return expression;
        for (var count = 1; ; count++)
        {
            if (count % CheckEvery == 0) expression = new StackCheck(expression);
            if (ParseLink(start, expression) is not { } longer) break;
            expression = longer;
        }
        return expression.CanBreakChain ? new OptionalChain(expression) : expression;
    }

    private Expression? ParseLink(int start, Expression expression)
    {
        if (_token.Is("."))
        {
            Advance();
            return ParseNamedMember(expression, isOptional: false);
        }
        if (_token.Is("[")) return ParseComputedMember(expression, isOptional: false);
        if (_token.Is("(")) return NewCall(start, expression, isOptional: false);
        if (_token.Is("`")) throw Error(_token.Start, Refusals.Of("a tagged template"));
        if (!_token.Is("?.")) return null;
        Advance();
        if (_token.Is("(")) return NewCall(start, expression, isOptional: true);
        if (_token.Is("`")) throw Error(_token.Start, Refusals.Of("a tagged template"));
        return _token.Is("[") ? ParseComputedMember(expression, isOptional: true) : ParseNamedMember(expression, isOptional: true);
    }

    private Member ParseNamedMember(Expression target, bool isOptional)
    {
        if (_token.Kind is not (TokenKind.Name or TokenKind.Keyword)) throw Unexpected();
        if (Refusals.OfMember(_token.Text) is { } refusal) throw Error(_token.Start, refusal);
        var token = Advance();
        return Remember(new Member(token.Start, target, token.Text, null, isOptional));
    }

    private Member ParseComputedMember(Expression target, bool isOptional)
    {
        var at = Advance().Start;
        var noIn = _noIn;
        _noIn = false;
        var key = ParseExpression();
        _noIn = noIn;
        Take("]");
        var name = key is Constant { Value: { IsString: true } text } && !PropertyNames.IsIndex(text.Text) ? text.Text : null;
        return Remember(new Member(at, target, name, key, isOptional));
    }

    private Member Remember(Member member)
    {
        if (member.Target is Identifier) MemberUses.Add(member);
        return member;
    }

    private Call NewCall(int start, Expression callee, bool isOptional)
    {
        var call = new Call(start, callee, ParseArguments(), isOptional);
        if (callee is Identifier) Calls.Add(call);
        return call;
    }

    private Expression[] ParseArguments()
    {
        Take("(");
        var noIn = _noIn;
        _noIn = false;
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            var at = _token.Start;
            arguments.Add(TryTake("...") ? new Spread(at, ParseAssignment()) : ParseAssignment());
            if (!_token.Is(")")) Take(",");
        }
        Advance();
        _noIn = noIn;
        return [.. arguments];
    }

    private New ParseNew()
    {
        var at = Advance().Start;
        if (_token.Is(".")) throw Error(at, Refusals.Of("new.target"));
        Enter();
        var calleeStart = _token.Start;
        var callee = _token.Is("new") ? ParseNew() : ParsePrimary();
        if (callee is Cover) throw Error(calleeStart, "Unexpected '()'");
        while (_token.Is(".") || _token.Is("["))
        {
            callee = _token.Is("[") ? ParseComputedMember(callee, isOptional: false) : ParseLink(calleeStart, callee)!;
        }
        if (_token.Is("?.")) throw Error(_token.Start, "new cannot be followed by an optional chain");
        _depth--;
        return new New(at, callee, _token.Is("(") ? ParseArguments() : []);
    }
}
