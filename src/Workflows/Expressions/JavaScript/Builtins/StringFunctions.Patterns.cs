using System.Text;

namespace OneWindow.Workflows.Expressions.JavaScript;

internal static partial class StringFunctions
{
    private static void AddPatterns(JsObject prototype) => prototype
        .Method("match", 1, (run, self, args) => RegExpFunctions.Match(run, ToPattern(run, args.At(0), ""), Self(run, self)))
        .Method("matchAll", 1, MatchAll)
        .Method("search", 1, (run, self, args) => ToPattern(run, args.At(0), "").Program.Match(run, Self(run, self), 0)?[0] ?? -1)
        .Method("replace", 2, (run, self, args) => Replace(run, self, args, all: false))
        .Method("replaceAll", 2, (run, self, args) => Replace(run, self, args, all: true))
        .Method("split", 2, Split);

    private static JsRegExp ToPattern(ScriptRun run, Value value, string flags) =>
        value.AsObject as JsRegExp ?? RegExpFunctions.New(run, value.IsUndefined ? "" : Conversions.ToText(run, value), flags);

    private static Value MatchAll(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var text = Self(run, self);
        var pattern = ToPattern(run, args.At(0), "g");
        if (!pattern.Program.IsGlobal) throw Errors.Type("String.prototype.matchAll called with a non-global RegExp argument");
        return MapFunctions.Walk(run, "RegExp String Iterator", RegExpFunctions.All(run, pattern.Program, text, pattern.LastIndex).Select(m => RegExpFunctions.Describe(run, pattern.Program, text, m)));
    }

    private static Value Replace(ScriptRun run, Value self, ReadOnlySpan<Value> args, bool all)
    {
        var text = Self(run, self);
        var by = args.At(1);
        var function = by.AsFunction;
        var template = function is null ? Conversions.ToText(run, by) : "";
        if (args.At(0).AsObject is JsRegExp pattern)
        {
            if (all && !pattern.Program.IsGlobal) throw Errors.Type("replaceAll must be called with a global RegExp");
            var matches = pattern.Program.IsGlobal ? RegExpFunctions.All(run, pattern.Program, text, 0) : RegExpFunctions.One(run, pattern, text);
            if (pattern.Program.IsGlobal) pattern.LastIndex = 0;
            return Assemble(run, text, matches, new Replacement(run, text, function, template, pattern.Program));
        }
        var wanted = Conversions.ToText(run, args.At(0));
        return Assemble(run, text, Occurrences(text, wanted, all), new Replacement(run, text, function, template, null));
    }

    private static IEnumerable<int[]> Occurrences(string text, string wanted, bool all)
    {
        for (var at = 0; at <= text.Length; at += Math.Max(1, wanted.Length))
        {
            at = text.IndexOf(wanted, at, StringComparison.Ordinal);
            if (at < 0) yield break;
            yield return [at, at + wanted.Length];
            if (!all) yield break;
        }
    }

    private static Value Assemble(ScriptRun run, string text, IEnumerable<int[]> matches, Replacement replacement)
    {
        var result = new StringBuilder();
        var done = 0;
        foreach (var groups in matches)
        {
            run.Step();
            var before = result.Length;
            result.Append(text, done, groups[0] - done);
            replacement.AppendTo(result, groups);
            run.CheckLength(result.Length);
            run.Allocate(2L * (result.Length - before));
            done = groups[1];
        }
        if (done == 0 && result.Length == 0) return text;
        result.Append(text, done, text.Length - done);
        return run.Charge(result.ToString());
    }

    private static Value Split(ScriptRun run, Value self, ReadOnlySpan<Value> args)
    {
        var text = Self(run, self);
        var limit = args.At(1).IsUndefined ? uint.MaxValue : Conversions.ToUInt32(args.Number(run, 1));
        var parts = args.At(0).AsObject is JsRegExp pattern ? SplitBy(run, text, pattern.Program)
            : args.At(0).IsUndefined ? [text]
            : SplitBy(run, text, Conversions.ToText(run, args.At(0)));
        run.Allocate(64);
        var list = new JsArray([]);
        foreach (var part in parts)
        {
            if (list.Length >= limit) break;
            run.Step();
            if (part.IsString) run.Allocate(24 + (2L * part.TextLength));
            list.Push(run, part);
        }
        return new Value(list);
    }

    private static IEnumerable<Value> SplitBy(ScriptRun run, string text, string separator)
    {
        if (separator.Length == 0)
        {
            foreach (var c in text) yield return Members.Character(c);
            yield break;
        }
        var start = 0;
        for (var at = text.IndexOf(separator, StringComparison.Ordinal); at >= 0; at = text.IndexOf(separator, start, StringComparison.Ordinal))
        {
            yield return text[start..at];
            start = at + separator.Length;
        }
        yield return text[start..];
    }

    private static IEnumerable<Value> SplitBy(ScriptRun run, string text, RegexProgram program)
    {
        var (start, at) = (0, 0);
        if (text.Length == 0 && program.Match(run, text, 0) is not null) yield break;
        while (at < text.Length && program.Match(run, text, at) is { } groups)
        {
            if (groups[0] >= text.Length) break;
            if (groups[1] == start || (groups[1] == groups[0] && groups[0] == start))
            {
                at = Math.Max(at, groups[0]) + 1;
                continue;
            }
            yield return text[start..groups[0]];
            for (var i = 2; i < groups.Length; i += 2) yield return groups[i] < 0 ? default(Value) : text[groups[i]..groups[i + 1]];
            start = groups[1];
            at = groups[1] == groups[0] ? groups[1] + 1 : groups[1];
        }
        yield return text[start..];
    }
}

/// <summary>What takes the place of a match: the result of a function, or a template with $1, $&amp; and the like.</summary>
internal sealed class Replacement(ScriptRun run, string text, JsFunction? function, string template, RegexProgram? program)
{
    public void AppendTo(StringBuilder result, int[] groups)
    {
        if (function is null) Expand(result, groups);
        else result.Append(Conversions.ToText(run, function.Call(run, default, Arguments(groups))));
    }

    private Value[] Arguments(int[] groups)
    {
        run.Allocate(32L * groups.Length);
        var values = new List<Value>();
        for (var i = 0; i < groups.Length; i += 2) values.Add(Group(groups, i / 2) is { } part ? part : default(Value));
        values.Add(groups[0]);
        values.Add(text);
        if (program?.Names.Count > 0) values.Add(RegExpFunctions.NamedGroups(run, program, text, groups));
        return [.. values];
    }

    private string? Group(int[] groups, int index) => groups[index * 2] < 0 ? null : text[groups[index * 2]..groups[(index * 2) + 1]];

    private void Expand(StringBuilder result, int[] groups)
    {
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '$' || i + 1 >= template.Length)
            {
                result.Append(template[i]);
                continue;
            }
            i++;
            switch (template[i])
            {
                case '$': result.Append('$'); break;
                case '&': result.Append(text, groups[0], groups[1] - groups[0]); break;
                case '`': result.Append(text, 0, groups[0]); break;
                case '\'': result.Append(text, groups[1], text.Length - groups[1]); break;
                case '<' when program?.Names.Count > 0: i = ExpandName(result, groups, i); break;
                default: i = ExpandNumber(result, groups, i); break;
            }
            run.CheckLength(result.Length);
        }
    }

    private int ExpandName(StringBuilder result, int[] groups, int at)
    {
        var close = template.IndexOf('>', at);
        if (close < 0)
        {
            result.Append("$<");
            return at;
        }
        if (program!.Names.TryGetValue(template[(at + 1)..close], out var index)) result.Append(Group(groups, index));
        return close;
    }

    private int ExpandNumber(StringBuilder result, int[] groups, int at)
    {
        var count = (groups.Length / 2) - 1;
        var one = NumberReader.DigitValue(template[at]);
        var two = at + 1 < template.Length && one < 10 && NumberReader.DigitValue(template[at + 1]) is < 10 and var next ? (one * 10) + next : -1;
        if (two > 0 && two <= count)
        {
            result.Append(Group(groups, two));
            return at + 1;
        }
        if (one is > 0 and < 10 && one <= count) result.Append(Group(groups, one));
        else result.Append('$').Append(template[at]);
        return at;
    }
}
