namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private Statement ParseLoopBody()
    {
        _jumps.Loops++;
        var body = ParseStatement();
        _jumps.Loops--;
        return body;
    }

    private While ParseWhile(string[] labels)
    {
        var start = Advance().Start;
        var test = ParseParenthesized();
        return new While(start, labels, test, ParseLoopBody(), testsFirst: true);
    }

    private While ParseDo(string[] labels)
    {
        var start = Advance().Start;
        var body = ParseLoopBody();
        Take("while");
        var test = ParseParenthesized();
        TryTake(";");
        return new While(start, labels, test, body, testsFirst: false);
    }

    private Statement ParseFor(string[] labels)
    {
        var start = Advance().Start;
        if (_token.IsName("await")) throw Error(_token.Start, Refusals.Of("await"));
        Take("(");
        var scope = OpenScope();
        var loop = _token.Is("let") || _token.Is("const") || _token.Is("var")
            ? ParseForDeclaration(start, labels, scope)
            : ParseForExpression(start, labels, scope);
        CloseScope();
        return loop;
    }

    private Statement ParseForDeclaration(int start, string[] labels, Scope scope)
    {
        _noIn = true;
        var init = ParseDeclarations(isForHead: true);
        _noIn = false;
        if (!_token.Is("in") && !_token.IsName("of")) return ParseForRest(start, labels, scope, init);
        if (init is not Declaration { Value: null } declaration) throw Error(start, "A for-in or for-of loop declares one name without a value");
        return ParseForEach(start, labels, scope, declaration.Target);
    }

    private Statement ParseForExpression(int start, string[] labels, Scope scope)
    {
        if (_token.Is(";")) return ParseForRest(start, labels, scope, null);
        var at = _token.Start;
        _noIn = true;
        var first = ParseExpression();
        _noIn = false;
        if (_token.Is("in") || _token.IsName("of")) return ParseForEach(start, labels, scope, ToTarget(first, at));
        return ParseForRest(start, labels, scope, new ExpressionStatement(at, first));
    }

    private ForEach ParseForEach(int start, string[] labels, Scope scope, ITarget target)
    {
        var ofKeys = Advance().Text == "in";
        var source = ofKeys ? ParseExpression() : ParseAssignment();
        UsableFromHere(scope.Bindings);
        Take(")");
        return new ForEach(start, labels, scope, target, source, ParseLoopBody(), ofKeys);
    }

    private For ParseForRest(int start, string[] labels, Scope scope, Statement? init)
    {
        Take(";");
        var test = _token.Is(";") ? null : ParseExpression();
        Take(";");
        var update = _token.Is(")") ? null : ParseExpression();
        Take(")");
        return new For(start, labels, scope, init, test, update, ParseLoopBody());
    }
}
