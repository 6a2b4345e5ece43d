namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>Makes random but repeatable expressions over a few variables of all kinds.</summary>
internal sealed class SnippetGenerator(int seed)
{
    private const string Prelude = "const a = 3, b = -0.5, s = 'Héllo', t = '42', n = null, u = undefined, f = false, arr = [3, 1, 2], o = { x: 1, y: 'z', k: [1] }; ";
    private static readonly string[] Atoms =
    [
        "0", "1", "-1", "2.5", "1e21", "1e-7", "NaN", "Infinity", "-Infinity", "4294967295", "0.1", "''", "'a'", "'10'", "' 7 '", "'0x1f'", "'中文'",
        "true", "false", "null", "undefined", "a", "b", "s", "t", "n", "u", "f", "arr", "o", "o.x", "o.y", "o.k", "arr[1]", "s.length", "[]", "[5]", "{}", "[1, [2]]",
    ];
    private static readonly string[] Binary =
    [
        "+", "-", "*", "/", "%", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&&", "||", "&", "|", "^", "<<", ">>", ">>>", "+", "+", ",",
    ];
    private static readonly string[] Unary = ["-", "+", "!", "~", "typeof ", "void ", "!!"];
    private static readonly string[] TextMethods =
    [
        "toUpperCase()", "slice({0})", "slice({0}, {1})", "substring({0}, {1})", "indexOf({0})", "charAt({0})", "padStart({0}, 'ab')", "split({0})", "concat({0})",
        "at({0})", "includes({0})", "replace({0}, 'X')", "trim()", "charCodeAt({0})", "startsWith({0})", "lastIndexOf({0})", "substr({0}, {1})", "length",
    ];
    private static readonly string[] ArrayMethods =
    [
        "map(e => e + 1)", "filter(e => e > {0})", "indexOf({0})", "includes({0})", "join({0})", "slice({0}, {1})", "concat({0})", "at({0})", "reduce((p, c) => p + c, {0})",
        "some(e => e == {0})", "every(e => e)", "find(e => e >= {0})", "flat({0})", "toSorted()", "toReversed()", "toSpliced({0}, {1})", "length", "findLastIndex(e => e < {0})", "fill({0}, {1})",
    ];
    private static readonly string[] Calls =
    [
        "Number({0})", "String({0})", "Boolean({0})", "parseInt({0})", "parseInt({0}, {1})", "parseFloat({0})", "Math.max({0}, {1})", "Math.min({0}, {1})", "Math.round({0})", "Math.floor({0})",
        "Math.trunc({0})", "Math.sign({0})", "Math.abs({0})", "JSON.stringify({0})", "Array.isArray({0})", "Object.is({0}, {1})", "isNaN({0})", "Number.isInteger({0})", "[{0}, {1}]", "Object.keys(Object({0}))",
        "({{ p: {0}, q: {1} }})", "[...String({0})]", "`<${{{0}}}|${{{1}}}>`", "Number({0}).toString(2)", "Array.from(String({0}))", "(({{ x = {0} }}) => x)(Object({1}))", "((...r) => r.length)({0}, {1})",
    ];
    private readonly Random _random = new(seed);

    public string Next() => $"{Prelude}({Expression(3)})";

    private string Pick(string[] from) => from[_random.Next(from.Length)];

    private string Expression(int depth)
    {
        if (depth == 0 || _random.Next(6) == 0) return Atom();
        return _random.Next(9) switch
        {
            0 => $"({Pick(Unary)}{Expression(depth - 1)})",
            1 => $"({Expression(depth - 1)} ? {Expression(depth - 1)} : {Expression(depth - 1)})",
            2 => $"({Expression(depth - 1)} ?? {Expression(depth - 1)})",
            3 => $"String({Expression(depth - 1)}).{Fill(TextMethods, depth)}",
            4 => $"[{Expression(depth - 1)}, {Expression(depth - 1)}, ...arr].{Fill(ArrayMethods, depth)}",
            5 => Fill(Calls, depth),
            6 => $"({Expression(depth - 1)})?.[{Expression(depth - 1)}]",
            _ => $"(({Expression(depth - 1)}) {Pick(Binary)} ({Expression(depth - 1)}))",
        };
    }

    private string Atom() => Pick(Atoms) is var atom && atom.StartsWith('-') | atom == "{}" ? $"({atom})" : atom;

    private string Fill(string[] from, int depth) => string.Format(Pick(from), Expression(depth - 1), Expression(0));
}
