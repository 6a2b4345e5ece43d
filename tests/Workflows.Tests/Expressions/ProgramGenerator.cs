using System.Text;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>Makes random but repeatable programs of nested blocks, loops, closures, jumps and exceptions that write a log.</summary>
internal sealed class ProgramGenerator(int seed)
{
    /// <summary>Strict, as functions in blocks are then seen in their block only, in Node as here.</summary>
    private const string Prelude = "'use strict'; var log = []; const put = x => { if (log.length < 60) log.push(x); return x }; let fuel = 40; const go = () => fuel-- > 0;\n";
    private readonly Random _random = new(seed);
    private readonly List<string> _names = [];
    private int _next;
    private int _loops;
    private int _functions;

    public string Next()
    {
        _names.Clear();
        _next = 0;
        var body = Statements(4, 4);
        return $"{Prelude}{body}\nlog.map(x => typeof x === 'function' ? 'f' : x)";
    }

    private string Statements(int count, int depth)
    {
        var known = _names.Count;
        var text = new StringBuilder();
        for (var i = 0; i < count; i++) text.Append(Statement(depth)).Append('\n');
        _names.RemoveRange(known, _names.Count - known);
        return text.ToString();
    }

    private string Block(int depth) => $"{{ {Statements(1 + _random.Next(3), depth - 1)} }}";

    private string Statement(int depth)
    {
        if (depth <= 0) return $"put({Expression()});";
        return Compound(depth);
    }

    /// <summary>A statement whose names nobody after it may use.</summary>
    private string Alone(int depth)
    {
        var known = _names.Count;
        var text = Statement(depth);
        _names.RemoveRange(known, _names.Count - known);
        return text;
    }

    private string Compound(int depth)
    {
        return _random.Next(16) switch
        {
            0 or 1 => Declaration(),
            2 => $"if ({Expression()}) {Block(depth)} else {Block(depth)}",
            3 => Loop($"for (let i{++_next} = 0; i{_next} < 3 && go(); i{_next}++)", $"i{_next}", depth),
            4 => Loop($"for (const c{++_next} of {Source()})", $"c{_next}", depth),
            5 => Loop($"for (const k{++_next} in {{ a: 1, b: 2 }})", $"k{_next}", depth),
            6 => Loop("while (go())", null, depth),
            7 => $"try {Block(depth)} catch (e) {{ put(typeof e === 'object' ? e.name : e); {Statements(1, depth - 1)} }}",
            8 => $"try {Block(depth)} catch {{ put('c') }} finally {Block(depth)}",
            9 => $"switch ({Expression()}) {{ case 1: {Alone(depth - 1)} case 2: {{ {Alone(depth - 1)} }} break; default: {Alone(depth - 1)} case 'a': {Alone(depth - 1)} }}",
            10 => FunctionDeclaration(depth),
            11 => Jump(),
            12 => $"if (go()) throw {Expression()};",
            13 => Labelled(depth),
            14 => Assignment(),
            _ => $"put({Expression()});",
        };
    }

    private string Declaration()
    {
        var name = $"v{++_next}";
        var text = _random.Next(6) switch
        {
            0 => $"var {name} = {Expression()};",
            1 => $"const {name} = {Expression()};",
            2 => $"let [{name}, r{name} = {Expression()}] = [{Expression()}];",
            3 => $"let {{ {name} = {Expression()} }} = {{ {name}: {Expression()} }};",
            4 => $"let {name} = () => {Expression()};",
            _ => $"let {name} = {Expression()};",
        };
        _names.Add(name);
        return text;
    }

    private string Loop(string head, string? variable, int depth)
    {
        _loops++;
        if (variable is not null) _names.Add(variable);
        var body = Block(depth);
        if (variable is not null) _names.Remove(variable);
        _loops--;
        return $"{head} {body}";
    }

    private string Labelled(int depth)
    {
        var id = ++_next;
        _loops++;
        _names.Add($"x{id}");
        var inner = $"{Alone(depth - 1)} if ({Expression()}) continue l{id}; put((() => x{id})());";
        _names.Remove($"x{id}");
        _loops--;
        return $"l{id}: for (let j{id} = 0; j{id} < 2; j{id}++) {{ if (!go()) break l{id}; for (const x{id} of [1, 2]) {{ {inner} }} }}";
    }

    private string Jump()
    {
        if (_loops > 0) return _random.Next(2) == 0 ? $"if ({Expression()}) break;" : $"if ({Expression()}) continue;";
        return _functions > 0 ? $"if ({Expression()}) return {Expression()};" : "put('here');";
    }

    private string FunctionDeclaration(int depth)
    {
        var (name, loops) = ($"f{++_next}", _loops);
        _loops = 0;
        _functions++;
        _names.Add("p" + name);
        var body = Statements(2, depth - 1);
        _names.Remove("p" + name);
        _functions--;
        _loops = loops;
        var text = $"function {name}(p{name} = 1, ...rest{name}) {{ if (!go()) return 0; {body} return p{name} }} put({name}({Expression()}));";
        _names.Add(name);
        return text;
    }

    private string Assignment()
    {
        if (_names.Count == 0) return "put('none');";
        var name = _names[_random.Next(_names.Count)];
        return _random.Next(4) switch
        {
            0 => $"{name} += {Expression()};",
            1 => $"put({name}++);",
            2 => $"{name} ??= {Expression()};",
            _ => $"{name} = {Expression()};",
        };
    }

    private string Source() => _random.Next(3) switch { 0 => "[1, 'a', 2]", 1 => "'xy'", _ => "new Set([1, 2])" };

    private string Expression()
    {
        if (_names.Count > 0 && _random.Next(3) > 0)
        {
            var name = _names[_random.Next(_names.Count)];
            return _random.Next(5) switch
            {
                0 => $"typeof {name}",
                1 => $"(typeof {name} === 'function' && go() ? {name}() : {name})",
                2 => $"(() => {name})()",
                3 => $"[{name}].length",
                _ => $"(typeof {name} === 'function' ? 'fn' : {name})",
            };
        }
        return _random.Next(8) switch { 0 => "1", 1 => "2", 2 => "'a'", 3 => "0", 4 => "null", 5 => "undefined", 6 => "log.length % 3", _ => "fuel % 2" };
    }
}
