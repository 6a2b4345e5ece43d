namespace OneWindow.Workflows.Expressions.JavaScript;

internal sealed partial class Parser
{
    private FunctionDeclaration ParseFunctionDeclaration()
    {
        var start = Advance().Start;
        RefuseGenerator();
        var at = _token.Start;
        var name = TakeName();
        var target = Declare(name, BindingKind.Function, at);
        var code = NewCode(isArrow: false, isMethod: false);
        code.Name = name;
        ParseParameters(code);
        var declaration = new FunctionDeclaration(start, target.Identifier, FinishFunction(start, code));
        var home = _scope;
        home.Functions.Add(declaration);
        return declaration;
    }

    private FunctionExpression ParseFunctionExpression()
    {
        var start = Advance().Start;
        RefuseGenerator();
        var at = _token.Start;
        var name = _token.Kind is TokenKind.Name ? TakeName() : null;
        var code = NewCode(isArrow: false, isMethod: false);
        if (name is not null)
        {
            code.Name = name;
            code.Self = _scope.Add(name, BindingKind.Self, at);
        }
        ParseParameters(code);
        return FinishFunction(start, code);
    }

    private FunctionExpression ParseMethod(int start, string name)
    {
        var code = NewCode(isArrow: false, isMethod: true);
        code.Name = name;
        ParseParameters(code);
        return FinishFunction(start, code);
    }

    private FunctionExpression ParseShortArrow()
    {
        var start = _token.Start;
        var code = NewCode(isArrow: true, isMethod: false);
        code.Parameters = [Declare(TakeName(), BindingKind.Parameter, start)];
        code.Length = 1;
        return FinishArrow(start, code);
    }

    /// <summary>Turns what was read as an expression in brackets into the parameters of an arrow function.</summary>
    private FunctionExpression ParseArrow(Cover cover, CoverMark mark)
    {
        var outer = _scope;
        var code = NewCode(isArrow: true, isMethod: false);
        for (var i = mark.Identifiers; i < _identifiers.Count; i++)
        {
            if (ReferenceEquals(_identifiers[i].Scope, outer)) _identifiers[i].Scope = _scope;
        }
        for (var i = mark.Scopes; i < _scopes.Count - 1; i++) MoveInto(_scopes[i], outer, _scope);
        var parameters = new List<ITarget>();
        foreach (var item in cover.Items)
        {
            if (item is Spread spread) code.Rest = ToParameter(spread.Value);
            else parameters.Add(ToParameter(item));
        }
        code.Parameters = [.. parameters];
        var withDefault = parameters.FindIndex(p => p is DefaultTarget);
        code.Length = withDefault < 0 ? parameters.Count : withDefault;
        return FinishArrow(cover.Position, code);
    }

    private static void MoveInto(Scope moved, Scope from, Scope to)
    {
        if (!ReferenceEquals(moved.Parent, from)) return;
        moved.Parent = to;
        moved.Function.Outer = to.Function;
    }

    private FunctionExpression FinishArrow(int start, FunctionCode code)
    {
        if (_token.AfterLineEnd) throw Unexpected();
        Take("=>");
        if (_token.Is("{")) return FinishFunction(start, code);
        UsableFromHere(_scope.Bindings);
        var jumps = _jumps;
        _jumps = new Jumps();
        SetSimple(code);
        code.Result = ParseAssignment();
        _jumps = jumps;
        CloseScope();
        code.Text = new SourceText(_lexer.Source, start, _previousEnd);
        return new FunctionExpression(start, code);
    }

    private FunctionExpression FinishFunction(int start, FunctionCode code)
    {
        UsableFromHere(_scope.Bindings);
        var (jumps, noIn) = (_jumps, _noIn);
        _jumps = new Jumps();
        _noIn = false;
        SetSimple(code);
        code.Body = ParseBody();
        _jumps = jumps;
        _noIn = noIn;
        CloseScope();
        code.Text = new SourceText(_lexer.Source, start, _previousEnd);
        return new FunctionExpression(start, code);
    }

    private FunctionCode NewCode(bool isArrow, bool isMethod)
    {
        var info = new FunctionInfo(_scope.Function, isArrow);
        return new FunctionCode(info, OpenScope(info)) { IsMethod = isMethod };
    }

    private void ParseParameters(FunctionCode code)
    {
        Take("(");
        var parameters = new List<ITarget>();
        while (!_token.Is(")"))
        {
            if (TryTake("..."))
            {
                code.Rest = ParseBindingTarget(BindingKind.Parameter);
                break;
            }
            var target = ParseBindingTarget(BindingKind.Parameter);
            parameters.Add(TryTake("=") ? new DefaultTarget(target, NameFunction(ParseAssignment(), target)) : target);
            if (!_token.Is(")")) Take(",");
        }
        Take(")");
        code.Parameters = [.. parameters];
        var withDefault = parameters.FindIndex(p => p is DefaultTarget);
        code.Length = withDefault < 0 ? parameters.Count : withDefault;
    }

    private void SetSimple(FunctionCode code)
    {
        if (code.Rest is null && code.Parameters.All(p => p is DeclaredTarget))
        {
            code.Simple = [.. code.Parameters.Select(p => _scope.Find(((DeclaredTarget)p).Identifier.Name)!)];
        }
    }

    private void RefuseGenerator()
    {
        if (_token.Is("*")) throw Error(_token.Start, Refusals.Of("a generator function"));
    }

    private void RefuseAsync()
    {
        if (_token.Text == "await") CheckAwait();
        if (_token.Text != "async") return;
        var next = PeekNext();
        if (next.AfterLineEnd) return;
        if (next.Kind is TokenKind.Name || next.Is("function")) throw Error(_token.Start, Refusals.Of("async"));
    }

    private void CheckAwait() => throw Error(_token.Start, Refusals.Of("await"));

    /// <summary>An anonymous function takes the name of what it is assigned to.</summary>
    private static Expression NameFunction(Expression value, ITarget target) => NameFunction(value, target switch
    {
        DeclaredTarget declared => declared.Identifier.Name,
        Identifier identifier => identifier.Name,
        _ => null,
    });

    private static Expression NameFunction(Expression value, string? name)
    {
        if (name is not null && value is FunctionExpression { Code: { Name: "", Self: null } code }) code.Name = name;
        return value;
    }

    private readonly record struct CoverMark(int Identifiers, int Scopes);
}
