namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Statement ParseStatement(bool isInList = false)
    {
        Enter();
        var statement = _token.Kind switch
        {
            TokenKind.Keyword => ParseKeyword(isInList),
            TokenKind.Name when PeekNext().Is(":") => ParseLabelled(),
            TokenKind.Name when _token.Text == "async" && PeekNext() is { AfterLineEnd: false } next && next.Is("function") => throw Error(_token.Start, Refusals.Of("async")),
            TokenKind.Punctuator when _token.Text == "{" => ParseBlock(),
            TokenKind.Punctuator when _token.Text == ";" => new Empty(Advance().Start),
            _ => ParseExpressionStatement(),
        };
        _depth--;
        return statement;
    }

    private Statement ParseKeyword(bool isInList)
    {
        switch (_token.Text)
        {
            case "let" or "const" or "function" when !isInList: throw Error(_token.Start, $"A {_token.Text} declaration needs a block around it");
            case "let" or "const" or "var":
                var declarations = ParseDeclarations(isForHead: false);
                EndStatement();
                return declarations;
            case "function": return ParseFunctionDeclaration();
            case "if": return ParseIf();
            case "for": return ParseFor([]);
            case "while": return ParseWhile([]);
            case "do": return ParseDo([]);
            case "return": return ParseReturn();
            case "break" or "continue": return ParseJump();
            case "switch": return ParseSwitch();
            case "throw": return ParseThrow();
            case "try": return ParseTry();
            default: return ParseExpressionStatement();
        }
    }

    private ExpressionStatement ParseExpressionStatement()
    {
        var start = _token.Start;
        var expression = ParseExpression();
        EndStatement();
        return new ExpressionStatement(start, expression);
    }

    private Block ParseBlock()
    {
        var scope = OpenScope();
        var block = new Block(_token.Start, scope, ParseBody());
        CloseScope();
        return block;
    }

    private Statement[] ParseBody()
    {
        Take("{");
        var statements = new List<Statement>();
        while (!_token.Is("}"))
        {
            if (_token.Kind is TokenKind.End) throw Unexpected();
            statements.Add(ParseStatement(isInList: true));
        }
        Advance();
        return [.. statements];
    }

    private Statement ParseDeclarations(bool isForHead)
    {
        var start = _token.Start;
        var kind = Advance().Text switch
        {
            "let" => BindingKind.Let,
            "const" => BindingKind.Const,
            _ => BindingKind.Var,
        };
        var parts = new List<Statement>();
        do parts.Add(ParseDeclaration(kind, isForHead));
        while (TryTake(","));
        return parts.Count == 1 ? parts[0] : new Sequence(start, [.. parts]);
    }

    private Declaration ParseDeclaration(BindingKind kind, bool isForHead)
    {
        var start = _token.Start;
        var firstDeclared = _declared.Count;
        var target = ParseBindingTarget(kind);
        Expression? value = null;
        if (TryTake("=")) value = NameFunction(ParseAssignment(), target);
        else if (isForHead && (_token.Is("in") || _token.IsName("of"))) return new Declaration(start, target, null);
        else if (kind is BindingKind.Const || target is not DeclaredTarget) throw Error(_token.Start, "The declaration needs a value");
        UsableFromHere(firstDeclared);
        if (value is Identifier source && target is ObjectPattern pattern) PatternUses.Add((source, pattern));
        if (kind is BindingKind.Var && value is null) return new Declaration(start, NoTarget.Instance, null);
        return new Declaration(start, target, value);
    }

    private If ParseIf()
    {
        var start = Advance().Start;
        var test = ParseParenthesized();
        var yes = ParseStatement();
        return new If(start, test, yes, TryTake("else") ? ParseStatement() : null);
    }

    private Expression ParseParenthesized()
    {
        Take("(");
        var expression = ParseExpression();
        Take(")");
        return expression;
    }

    private Return ParseReturn()
    {
        var start = Advance().Start;
        var isBare = _token.Is(";") || _token.Is("}") || _token.Kind is TokenKind.End || _token.AfterLineEnd;
        var value = isBare ? null : ParseExpression();
        EndStatement();
        return new Return(start, value);
    }

    private Throw ParseThrow()
    {
        var start = Advance().Start;
        if (_token.AfterLineEnd) throw Error(_token.Start, "throw needs its value on the same line");
        var value = ParseExpression();
        EndStatement();
        return new Throw(start, value);
    }

    private Jump ParseJump()
    {
        var keyword = Advance();
        var isBreak = keyword.Text == "break";
        string? label = null;
        if (_token.Kind is TokenKind.Name && !_token.AfterLineEnd)
        {
            var at = _token.Start;
            label = TakeName();
            if (!_jumps.Labels.Exists(l => l.Name == label && (isBreak || l.IsLoop))) throw Error(at, $"There is no label '{label}' to {keyword.Text}");
        }
        else if (_jumps.Loops == 0 && (!isBreak || _jumps.Switches == 0))
        {
            throw Error(keyword.Start, $"There is nothing to {keyword.Text} here");
        }
        EndStatement();
        return new Jump(keyword.Start, isBreak ? Completion.Break : Completion.Continue, label);
    }

    private Statement ParseLabelled()
    {
        var start = _token.Start;
        var labels = new List<string>();
        while (_token.Kind is TokenKind.Name && PeekNext().Is(":"))
        {
            if (_jumps.Labels.Exists(l => l.Name == _token.Text) || labels.Contains(_token.Text)) throw Error(_token.Start, $"The label '{_token.Text}' is already used");
            labels.Add(TakeName());
            Take(":");
        }
        if (_token.Is("function")) throw Error(_token.Start, "A label before a function is not part of this language");
        var isLoop = _token.Is("for") || _token.Is("while") || _token.Is("do");
        foreach (var label in labels) _jumps.Labels.Add((label, isLoop));
        var body = _token.Text switch
        {
            "for" when isLoop => ParseFor([.. labels]),
            "while" when isLoop => ParseWhile([.. labels]),
            "do" when isLoop => ParseDo([.. labels]),
            _ => ParseStatement(),
        };
        _jumps.Labels.RemoveRange(_jumps.Labels.Count - labels.Count, labels.Count);
        foreach (var label in isLoop ? [] : labels) body = new Labelled(start, label, body);
        return body;
    }

    private Switch ParseSwitch()
    {
        var start = Advance().Start;
        var value = ParseParenthesized();
        Take("{");
        var scope = OpenScope(isSwitch: true);
        _jumps.Switches++;
        var cases = new List<SwitchCase>();
        while (!TryTake("}"))
        {
            if (_token.Is("default") && cases.Exists(c => c.Test is null)) throw Error(_token.Start, "A switch has only one default");
            Expression? test = null;
            if (TryTake("case")) test = ParseExpression();
            else Take("default");
            Take(":");
            var body = new List<Statement>();
            while (!_token.Is("case") && !_token.Is("default") && !_token.Is("}")) body.Add(ParseStatement(isInList: true));
            cases.Add(new SwitchCase(test, [.. body]));
        }
        _jumps.Switches--;
        CloseScope();
        return new Switch(start, value, scope, [.. cases]);
    }

    private Try ParseTry()
    {
        var start = Advance().Start;
        var body = ParseBlock();
        Scope? scope = null;
        ITarget? parameter = null;
        Statement? handler = null;
        if (TryTake("catch"))
        {
            scope = OpenScope();
            if (TryTake("("))
            {
                parameter = ParseBindingTarget(_token.Kind is TokenKind.Name ? BindingKind.Catch : BindingKind.Let);
                UsableFromHere(scope.Bindings);
                Take(")");
            }
            handler = new Sequence(_token.Start, ParseBody());
            CloseScope();
        }
        var finalizer = TryTake("finally") ? ParseBlock() : null;
        if (handler is null && finalizer is null) throw Unexpected();
        return new Try(start, body, scope, parameter, handler, finalizer);
    }
}

/// <summary>Where <c>var name;</c> goes: such a declaration leaves the value as it is.</summary>
internal sealed class NoTarget : ITarget
{
    public static readonly NoTarget Instance = new();

    public void Assign(Frame frame, Value value)
    {
        // var without a value changes nothing.
    }
}
