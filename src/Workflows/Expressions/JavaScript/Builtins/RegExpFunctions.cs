namespace OneWindow.Workflows.Expressions.JavaScript;

internal static class RegExpFunctions
{
    public static readonly JsObject Prototype = BuildPrototype();
    public static readonly Value Constructor = BuiltIn.Join(new NativeFunction("RegExp", 2, Make, Make), Prototype);

    public static JsRegExp New(ScriptRun run, string pattern, string flags)
    {
        run.Step(20 + pattern.Length);
        run.Allocate(800 + (100L * pattern.Length));
        return new JsRegExp(RegexProgram.Compile(pattern, flags));
    }

    /// <summary>What <c>match</c> gives: all matches of a global pattern, or the first with its groups.</summary>
    public static Value Match(ScriptRun run, JsRegExp pattern, string text)
    {
        if (!pattern.Program.IsGlobal) return Execute(run, pattern, text);
        run.Allocate(64);
        var list = new JsArray([]);
        pattern.LastIndex = 0;
        foreach (var groups in All(run, pattern.Program, text, 0)) list.Push(run, run.Charge(text[groups[0]..groups[1]]));
        return list.Length == 0 ? Value.Null : new Value(list);
    }

    /// <summary>Every match from a place on; an empty one moves on by one.</summary>
    public static IEnumerable<int[]> All(ScriptRun run, RegexProgram program, string text, int start)
    {
        while (start <= text.Length && program.Match(run, text, start) is { } groups)
        {
            yield return groups;
            start = groups[1] == groups[0] ? groups[1] + Width(program, text, groups[1]) : groups[1];
        }
    }

    public static IEnumerable<int[]> One(ScriptRun run, JsRegExp pattern, string text)
    {
        var groups = Next(run, pattern, text);
        if (groups is not null) yield return groups;
    }

    /// <summary>The array that exec gives: groups, index, input and groups by name.</summary>
    public static Value Describe(ScriptRun run, RegexProgram program, string text, int[] groups)
    {
        run.Allocate(250 + (16L * groups.Length));
        var items = new Value[groups.Length / 2];
        for (var i = 0; i < items.Length; i++) items[i] = groups[i * 2] < 0 ? default(Value) : run.Charge(text[groups[i * 2]..groups[(i * 2) + 1]]);
        var match = new JsArray(items);
        match.Define("index", groups[0], PropertyFlags.None);
        match.Define("input", text, PropertyFlags.None);
        match.Define("groups", program.Names.Count == 0 ? default : NamedGroups(run, program, text, groups), PropertyFlags.None);
        return new Value(match);
    }

    public static Value NamedGroups(ScriptRun run, RegexProgram program, string text, int[] groups)
    {
        var named = new JsObject { Prototype = null };
        run.Allocate(176);
        foreach (var (name, index) in program.Names.OrderBy(n => n.Value))
        {
            named.Create(run, name, groups[index * 2] < 0 ? default(Value) : text[groups[index * 2]..groups[(index * 2) + 1]]);
        }
        return new Value(named);
    }

    private static JsObject BuildPrototype()
    {
        var prototype = new JsObject()
            .Method("test", 1, (run, self, args) => Next(run, Self(self), args.Text(run, 0)) is not null)
            .Method("exec", 1, (run, self, args) => Execute(run, Self(self), args.Text(run, 0)))
            .Method("toString", 0, (_, self, _) => $"/{SourceOf(self)}/{Self(self).Program.Flags}");
        AddGetter(prototype, "source", SourceOf);
        AddGetter(prototype, "flags", self => Self(self).Program.Flags);
        AddGetter(prototype, "global", self => Self(self).Program.IsGlobal);
        AddGetter(prototype, "ignoreCase", self => Self(self).Program.IgnoresCase);
        AddGetter(prototype, "sticky", self => Self(self).Program.IsSticky);
        AddGetter(prototype, "unicode", self => Self(self).Program.IsUnicode);
        AddGetter(prototype, "multiline", self => Self(self).Program.Flags.Contains('m', StringComparison.Ordinal));
        AddGetter(prototype, "dotAll", self => Self(self).Program.Flags.Contains('s', StringComparison.Ordinal));
        return prototype;
    }

    private static void AddGetter(JsObject prototype, string name, Func<Value, Value> read) =>
        prototype.Define(name, new Value(new Accessor(null, new NativeFunction(name, 0, (_, self, _) => read(self)), null)));

    private static JsRegExp Self(Value self) => BuiltIn.Self<JsRegExp>(self, "A method of RegExp");

    private static Value SourceOf(Value self)
    {
        var source = Self(self).Program.Source;
        return source.Length == 0 ? "(?:)" : Escape(source);
    }

    /// <summary>As it would stand between slashes.</summary>
    private static string Escape(string source)
    {
        var result = new System.Text.StringBuilder();
        var inClass = false;
        for (var i = 0; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '\\' && i + 1 < source.Length)
            {
                result.Append(c).Append(source[++i]);
                continue;
            }
            inClass = c == '[' || (inClass && c != ']');
            result.Append(c switch { '/' when !inClass => "\\/", '\n' => "\\n", '\r' => "\\r", _ => c.ToString() });
        }
        return result.ToString();
    }

    private static Value Make(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var from = args.At(0).AsObject as JsRegExp;
        var pattern = from?.Program.Source ?? (args.At(0).IsUndefined ? "" : args.Text(run, 0));
        var flags = args.At(1).IsUndefined ? from?.Program.Flags ?? "" : args.Text(run, 1);
        return new Value(New(run, pattern, flags));
    }

    private static Value Execute(ScriptRun run, JsRegExp pattern, string text) =>
        Next(run, pattern, text) is { } groups ? Describe(run, pattern.Program, text, groups) : Value.Null;

    /// <summary>The next match, from where a global or sticky pattern left off.</summary>
    private static int[]? Next(ScriptRun run, JsRegExp pattern, string text)
    {
        var moves = pattern.Program.IsGlobal || pattern.Program.IsSticky;
        var start = moves ? pattern.LastIndex : 0;
        var groups = start > text.Length ? null : pattern.Program.Match(run, text, start);
        if (moves) pattern.LastIndex = groups?[1] ?? 0;
        return groups;
    }

    private static int Width(RegexProgram program, string text, int at) =>
        program.IsUnicode && at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
}
