namespace OneWindow.Workflows.Expressions.JavaScript;

/// <summary>
/// A compiled regular expression, shared by all objects made of it. Our own matcher counts its steps, so a hostile
/// pattern ends at the same place on every machine, which a time limit would not give.
/// </summary>
internal sealed class RegexProgram
{
    private RegexProgram(string source, string flags, RegexInstruction[] code, int slotCount, IReadOnlyDictionary<string, int> names, int groupCount)
    {
        (Source, Flags, Code, SlotCount, Names, GroupCount) = (source, flags, code, slotCount, names, groupCount);
        IsGlobal = flags.Contains('g', StringComparison.Ordinal);
        IsSticky = flags.Contains('y', StringComparison.Ordinal);
        IsUnicode = flags.Contains('u', StringComparison.Ordinal);
        IgnoresCase = flags.Contains('i', StringComparison.Ordinal);
    }

    public string Source { get; }

    /// <summary>In the order in which JavaScript lists them.</summary>
    public string Flags { get; }

    public RegexInstruction[] Code { get; }

    public int SlotCount { get; }

    public int GroupCount { get; }

    public IReadOnlyDictionary<string, int> Names { get; }

    public bool IsGlobal { get; }

    public bool IsSticky { get; }

    public bool IsUnicode { get; }

    public bool IgnoresCase { get; }

    /// <exception cref="ScriptException">The pattern or its flags are wrong; a SyntaxError that scripts can catch.</exception>
    public static RegexProgram Compile(string pattern, string flags)
    {
        var known = string.Concat("gimsuy".Where(f => flags.Contains(f, StringComparison.Ordinal)));
        if (known.Length != flags.Length) throw Errors.Syntax($"Invalid flags supplied to RegExp constructor '{flags}'");
        var parser = new RegexParser(pattern, known);
        var node = parser.Parse();
        var compiler = new RegexCompiler(parser, pattern, known.Contains('u', StringComparison.Ordinal));
        var code = compiler.Compile(node);
        return new RegexProgram(pattern, known, code, compiler.SlotCount, parser.Names, parser.GroupCount);
    }

    /// <summary>The first match at or after <paramref name="start"/>: pairs of start and end for each group, -1 where it took no part.</summary>
    public int[]? Match(ScriptRun run, string text, int start) => new RegexMatcher(this, run, text).Find(start, IsSticky);
}

internal sealed class JsRegExp(RegexProgram program) : JsObject
{
    public RegexProgram Program => program;

    public int LastIndex { get; set; }

    public override string ClassName => "RegExp";

    protected override JsObject DefaultPrototype => RegExpFunctions.Prototype;

    public override bool TryGetOwn(string name, out Value value)
    {
        if (name != "lastIndex") return base.TryGetOwn(name, out value);
        value = LastIndex;
        return true;
    }

    public override bool Put(ScriptRun? run, string name, Value value)
    {
        if (name != "lastIndex") return base.Put(run, name, value);
        LastIndex = (int)Math.Clamp(Conversions.ToInteger(Conversions.ToNumber(run, value)), 0, int.MaxValue);
        return true;
    }
}
