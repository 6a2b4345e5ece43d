using System.Runtime.CompilerServices;

namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>Reads a script into its tree, one token ahead. What the language lacks is refused here, by name and place.</summary>
internal sealed partial class Parser
{
    /// <summary>Chains and nests longer than this look at the native stack now and then while they run.</summary>
    private const int CheckEvery = 32;

    private readonly Lexer _lexer;
    private readonly List<Identifier> _identifiers = [];
    private readonly List<Scope> _scopes = [];
    private readonly HashSet<PropertyNode> _patternDefaults = [];
    private readonly List<Binding> _declared = [];
    private Token _token;
    private int _previousEnd;
    private Scope _scope;
    private Jumps _jumps = new();
    private int _depth;
    private bool _noIn;

    public Parser(string source)
    {
        if (source.Length > Limits.SourceLength) throw SourceError.At(source, Limits.SourceLength, "The script is too long");
        _lexer = new Lexer(source);
        _scope = new Scope(null, new FunctionInfo(null, isArrow: false) { IsScript = true }, isFunction: true);
        _scopes.Add(_scope);
        _token = _lexer.Next();
    }

    public List<Call> Calls { get; } = [];

    public List<Member> MemberUses { get; } = [];

    /// <summary>Patterns that take a plain name apart: <c>const { a } = variables</c>.</summary>
    public List<(Identifier Source, ObjectPattern Pattern)> PatternUses { get; } = [];

    public IReadOnlyList<Identifier> Identifiers => _identifiers;

    public FunctionCode ParseScript()
    {
        var code = new FunctionCode(_scope.Function, _scope);
        var statements = new List<Statement>();
        while (_token.Kind is not TokenKind.End) statements.Add(ParseStatement(isInList: true));
        if (_patternDefaults.Count > 0) throw Error(_patternDefaults.Min(p => p.Position), "A default value is only possible in a pattern");
        foreach (var identifier in _identifiers) Resolver.Resolve(identifier, _lexer);
        foreach (var identifier in _identifiers) identifier.Settle();
        code.Body = [.. statements];
        return code;
    }

    private ScriptSyntaxException Error(int offset, string message) => _lexer.Error(offset, message);

    private ScriptSyntaxException Unexpected()
    {
        if (_token.Kind is TokenKind.Keyword && Refusals.OfKeyword(_token.Text) is { } refusal) return Error(_token.Start, refusal);
        var what = _token.Kind switch
        {
            TokenKind.End => "end of the script",
            TokenKind.String => "string",
            TokenKind.Number => "number",
            _ => $"'{_token.Text}'",
        };
        return Error(_token.Start, $"Unexpected {what}");
    }

    private Token Advance()
    {
        var token = _token;
        _previousEnd = token.End;
        _token = _lexer.Next();
        return token;
    }

    private bool TryTake(string text)
    {
        if (!_token.Is(text)) return false;
        Advance();
        return true;
    }

    private int Take(string text)
    {
        if (!_token.Is(text)) throw _token.Kind is TokenKind.Keyword ? Unexpected() : Error(_token.Start, $"{Unexpected().Message}, expected '{text}'");
        return Advance().Start;
    }

    private string TakeName()
    {
        if (_token.Kind is not TokenKind.Name) throw Unexpected();
        CheckName();
        return Advance().Text;
    }

    private void CheckName()
    {
        if (_token.Text is "await") throw Error(_token.Start, Refusals.Of("await"));
        if (_token.Text is "yield") throw Error(_token.Start, Refusals.Of("yield"));
    }

    /// <summary>The token after the present one.</summary>
    private Token PeekNext()
    {
        var position = _lexer.Position;
        var next = _lexer.Next();
        _lexer.Position = position;
        return next;
    }

    private void EndStatement()
    {
        if (TryTake(";") || _token.Is("}") || _token.Kind is TokenKind.End || _token.AfterLineEnd) return;
        throw Unexpected();
    }

    private void Enter()
    {
        if (++_depth > Limits.SourceDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Error(_token.Start, "The script is nested too deeply");
    }

    private Scope OpenScope(FunctionInfo? function = null, bool isSwitch = false)
    {
        _scope = new Scope(_scope, function ?? _scope.Function, function is not null) { IsSwitch = isSwitch };
        _scopes.Add(_scope);
        return _scope;
    }

    private void CloseScope() => _scope = _scope.Parent!;

    private Identifier Use(string name, int position)
    {
        var identifier = new Identifier(position, name, _scope);
        _identifiers.Add(identifier);
        return identifier;
    }

    /// <summary>Declares a name where its kind belongs and refuses what JavaScript refuses twice.</summary>
    private DeclaredTarget Declare(string name, BindingKind kind, int position)
    {
        if (name == "undefined" || name == "NaN" || name == "Infinity") throw Error(position, $"'{name}' cannot be declared");
        var home = _scope;
        if (kind is BindingKind.Var)
        {
            for (; !home.IsFunction; home = home.Parent!) Refuse(home.Find(name), kind, position);
        }
        var existing = home.Find(name);
        Refuse(existing, kind, position);
        if (existing is null or { Kind: BindingKind.Self }) _declared.Add(home.Add(name, kind, position));
        else if (kind is BindingKind.Function) existing.Kind = existing.Kind is BindingKind.Parameter ? BindingKind.Parameter : kind;
        var identifier = Use(name, position);
        identifier.IsDeclaration = true;
        return new DeclaredTarget(identifier);
    }

    private void Refuse(Binding? existing, BindingKind kind, int position)
    {
        if (existing is null || existing.Kind is BindingKind.Self) return;
        var isFree = kind is BindingKind.Var ? !existing.IsLexical && (existing.Scope.IsFunction || existing.Kind is BindingKind.Catch)
            : kind is BindingKind.Function && existing.Scope.IsFunction && !existing.IsLexical;
        if (!isFree) throw Error(position, $"'{existing.Name}' is already declared");
    }

    /// <summary>Lets a name be used unchecked only from here on.</summary>
    private void UsableFromHere(IEnumerable<Binding> bindings)
    {
        foreach (var binding in bindings) binding.UsableFrom = _token.Start;
    }

    private void UsableFromHere(int firstDeclared)
    {
        for (var i = firstDeclared; i < _declared.Count; i++)
        {
            if (ReferenceEquals(_declared[i].Scope, _scope)) _declared[i].UsableFrom = _token.Start;
        }
    }

    /// <summary>Loops, switches and labels around the present statement, within the present function.</summary>
    private sealed class Jumps
    {
        public int Loops;
        public int Switches;
        public readonly List<(string Name, bool IsLoop)> Labels = [];
    }
}
