namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>
/// A script read once and run many times, by many callers at once: nothing in it changes. The language is modern
/// JavaScript without classes, generators, async, modules and reflection; a script sees only what its host names.
/// </summary>
public sealed class Script
{
    private readonly FunctionCode _code;

    private Script(string source, FunctionCode code, ScriptAnalysis analysis) => (Source, _code, Analysis) = (source, code, analysis);

    public string Source { get; }

    /// <summary>Names that the script uses but neither it nor the language declares: what it wants of its host.</summary>
    public IReadOnlySet<string> FreeNames => Analysis.FreeNames;

    /// <summary>Calls of free names, in the order of the text.</summary>
    public IReadOnlyList<ScriptCall> Calls => Analysis.Calls;

    /// <summary>Line and column, from 1, at which a free name is first used.</summary>
    public (int Line, int Column) PlaceOf(string name) => SourceError.Locate(Source, Analysis.OffsetOf(name));

    /// <summary>Whether every run gives the same: no free names, no clock, no random numbers.</summary>
    public bool IsConstant => Analysis.IsConstant;

    private ScriptAnalysis Analysis { get; }

    /// <exception cref="ScriptSyntaxException">The text is no script; line, column and message say where and why.</exception>
    public static Script Parse(string source)
    {
        var parser = new Parser(source);
        var code = parser.ParseScript();
        return new Script(source, code, new ScriptAnalysis(source, parser));
    }

    /// <summary>Members read or written by name on a free name: <c>["Amount"]</c> for <c>variables.Amount</c>.</summary>
    public IReadOnlyList<string> MembersOf(string name) => Analysis.MembersOf(name);

    /// <summary>Whether a free name is used other than by its named members, so that any of them may be meant.</summary>
    public bool UsesWhole(string name) => Analysis.UsesWhole(name);

    /// <summary>The tree, where the script is one expression and nothing else; null for any other.</summary>
    internal Expression? Sole => _code.Body is [ExpressionStatement { Expression: var only }] ? only : null;

    /// <summary>The value of a top-level return, or else of the last expression statement.</summary>
    /// <exception cref="ScriptException">The script threw or used more than its budget.</exception>
    public Value Run(IScriptHost host, ScriptBudget? budget = null)
    {
        var run = new ScriptRun(host, budget ?? ScriptBudget.Default);
        try
        {
            var result = Execute(run);
            return host is IScriptHeir heir ? heir.Inherit(run, result) : result;
        }
        catch (ScriptException error) when (error.Line == 0)
        {
            (error.Line, error.Column) = SourceError.Locate(Source, error.Offset >= 0 ? error.Offset : run.Position);
            throw;
        }
    }

    private Value Execute(ScriptRun run)
    {
        var slots = _code.Info.SlotCount;
        var frame = new Frame(run, slots == 0 ? [] : new Value[slots], [], default);
        _code.Scope.Entry.Enter(frame);
        foreach (var statement in _code.Body)
        {
            if (statement.Execute(frame) is Completion.Return) return frame.Returned;
        }
        return frame.Last;
    }
}

/// <summary>A call of a free name; arguments that are not string literals are null.</summary>
public sealed record ScriptCall(string Name, IReadOnlyList<string?> LiteralArguments, int Line, int Column);
