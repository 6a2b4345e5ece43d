using System.Text;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>Scripts that want too much end with an exception of their budget, never with the process.</summary>
public sealed class Hostile_scripts
{
    [Theory]
    [InlineData("while (true) {}")]
    [InlineData("for (;;);")]
    [InlineData("do {} while (1)")]
    [InlineData("let i = 0; while (i >= 0) i = i + 1")]
    [InlineData("outer: for (;;) { for (;;) continue outer }")]
    [InlineData("function f() { try { while (true) {} } catch (e) { return 1 } finally { return 2 } } f()")]
    [InlineData("while (true) { try { throw 1 } catch {} }")]
    [InlineData("const a = new Array(1e5).fill(1); while (true) a.forEach(String)")]
    [InlineData("const a = new Array(1e6).fill(0); while (true) a.indexOf(1)")]
    [InlineData("const s = 'a'.repeat(1e6); while (true) s.includes('b')")]
    [InlineData("const s = 'a'.repeat(1e6); for (;;) Number(s)")]
    [InlineData("const s = 'x'.repeat(1e6), t = 'x'.repeat(1e6); while (true) s === t")]
    [InlineData("const s = 'x'.repeat(1e6), t = s + 'a', u = s + 'b'; while (true) t < u")]
    [InlineData("const s = 'x'.repeat(1e6), o = {}; while (true) o[s]")]
    [InlineData("const s = 'x'.repeat(1e6), m = new Map([[s, 1]]); while (true) m.get(s)")]
    [InlineData("const a = []; while (true) { a.length = 1e6; a.length = 0 }")]
    [InlineData("const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i; while (true) for (const k in o) break")]
    [InlineData("const o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i; while (true) { delete o.k5; o.k5 = 1 }")]
    [InlineData("const m = new Map(); for (let i = 0; i < 1e5; i++) m.set(i, 1); for (let i = 0; i < 1e5; i++) m.delete(i); m.set('x', 1); while (true) for (const k of m) break")]
    [InlineData("const a = new Array(1e6).fill(0); while (true) { a.shift(); a.push(0) }")]
    [InlineData("let a = [1]; for (let i = 0; i < 100; i++) a = [a, a]; a.flat(Infinity)")]
    [InlineData("[2, 1].sort(() => { for (;;); })")]
    [InlineData("({ get x() { for (;;); } }).x")]
    [InlineData("JSON.stringify({ toJSON() { for (;;); } })")]
    [InlineData("`${{ toString() { for (;;); } }}`")]
    [InlineData("+{ valueOf() { for (;;); } }")]
    [InlineData("JSON.parse('[' + '1,'.repeat(1e5) + '1]', function () { for (;;); })")]
    [InlineData("const o = { get a() { return this.b }, get b() { for (;;); } }; JSON.stringify(o)")]
    public void Endless_work_runs_out_of_steps(string source) => Assert.Equal(ScriptErrorCodes.Steps, Stopped(source));

    [Theory]
    [InlineData("let s = 'x'; for (;;) s += s")]
    [InlineData("'x'.repeat(1e9)")]
    [InlineData("'x'.repeat(2 ** 40)")]
    [InlineData("'x'.padEnd(1e9)")]
    [InlineData("'x'.padStart(1e300, 'ab')")]
    [InlineData("new Array(1e9)")]
    [InlineData("new Array(2 ** 32 - 1)")]
    [InlineData("const a = []; a.length = 4e9")]
    [InlineData("const a = []; a[2e9] = 1")]
    [InlineData("const a = []; for (;;) a.push(1)")]
    [InlineData("let a = [1]; for (;;) a = a.concat(a)")]
    [InlineData("let a = [1]; for (;;) a = [...a, ...a]")]
    [InlineData("const o = {}; for (let i = 0; ; i++) o[i] = i")]
    [InlineData("const m = new Map([[1, 1]]); for (const [k] of m) { m.delete(k); m.set(k + 1, 1) }")]
    [InlineData("const a = [1]; for (const x of a) a.push(x)")]
    [InlineData("const m = new Map(); for (let i = 0; ; i++) m.set(i, i)")]
    [InlineData("new Array(1e5).fill('x'.repeat(1000)).join()")]
    [InlineData("const s = 'x'.repeat(1e6); s.replace(/x/g, '$`')")]
    [InlineData("const s = 'x'.repeat(1e6); [s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s, s].join('')")]
    [InlineData("const s = 'x'.repeat(1e6); JSON.stringify(new Array(100).fill(s))")]
    [InlineData("const s = 'x'.repeat(5e6); `${s}${s}${s}${s}`")]
    [InlineData("Array.from({ length: 1e9 })")]
    [InlineData("let s = 'x'.repeat(1e6); for (;;) { s += 'y'; s.charCodeAt(3) }")]
    [InlineData("const keep = []; for (;;) keep.push(() => keep)")]
    [InlineData("'a'.repeat(3e6).split('')")]
    [InlineData("'a,'.repeat(3e6).split(',')")]
    [InlineData("[...'a'.repeat(3e6)]")]
    [InlineData("const s = '$&'.repeat(1e6); 'x'.repeat(1e4).replace(/x+/g, s + s)")]
    [InlineData("const s = \"$'\".repeat(1e4); 'x'.repeat(1e4).replace(/x/, s)")]
    [InlineData("JSON.parse('[' + '[],'.repeat(2e6) + '1]')")]
    [InlineData("JSON.stringify(new Array(1e5).fill(0), null, '          ').repeat(99)")]
    [InlineData("JSON.stringify({ toJSON() { return 'x'.repeat(1e7) } }).repeat(2)")]
    [InlineData("let o = {}; for (;;) o = { ...o, [Object.keys(o).length]: 1 }")]
    [InlineData("String.fromCharCode(...new Array(3e6))")]
    [InlineData("new Array(3e5).fill(0).map(() => new Array(100))")]
    [InlineData("'x'.repeat(1e6).replaceAll('x', 'x'.repeat(1e6))")]
    [InlineData("encodeURIComponent('中'.repeat(5e6))")]
    [InlineData("'ß'.repeat(1e7).toUpperCase().normalize()")]
    public void Greed_runs_out_of_memory(string source) => Assert.Equal(ScriptErrorCodes.Memory, Stopped(source));

    [Theory]
    [InlineData("[3, 2, 1].sort(() => Math.random() - 0.5); for (;;) [1, 2, 3].sort(() => 1)")]
    [InlineData("const a = new Array(1e5).fill(0).map((_, i) => i); a.sort(() => -1); for (;;) a.sort(() => 1)")]
    [InlineData("new Date(8.64e15).setMonth(1e300); for (;;) new Date(8.64e15).toISOString()")]
    [InlineData("for (;;) new Date(NaN).getTime() + Date.parse('x'.repeat(1000))")]
    [InlineData("[].concat(...new Array(1000).fill([1])); for (;;) [1].includes(NaN)")]
    public void Endless_work_with_waste_runs_out_of_one_or_the_other(string source) =>
        Assert.Contains(Stopped(source), (string[])[ScriptErrorCodes.Steps, ScriptErrorCodes.Memory]);

    [Theory]
    [InlineData("function f() { return f() } f()")]
    [InlineData("const f = () => [1].map(f); f()")]
    [InlineData("function f() { return f() + 1 } try { f() } catch { 'caught' }")]
    [InlineData("const o = { get x() { return this.x } }; o.x")]
    [InlineData("const o = { toString() { return `${this}` } }; `${o}`")]
    [InlineData("const o = { toJSON() { return JSON.stringify(this) } }; JSON.stringify(o)")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; String(a)")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("let a = []; for (let i = 0; i < 5000; i++) a = [a]; a.flat(Infinity)")]
    [InlineData("JSON.parse('['.repeat(5000))")]
    [InlineData("let f = () => 1; for (let i = 0; i < 5000; i++) f = f.bind(null); f()")]
    [InlineData("function F() { return new F() } new F()")]
    [InlineData("[3, 1].sort(function c() { return [2, 1].sort(c) })")]
    [InlineData("'a'.replace('a', function r() { return 'a'.replace('a', r) })")]
    [InlineData("const o = { valueOf() { return +this } }; +o")]
    [InlineData("const o = { toJSON() { return { o: JSON.stringify(this) } } }; JSON.stringify(o)")]
    [InlineData("const o = { toJSON() { return { o: { toJSON: this.toJSON } } } }; JSON.stringify(o)")]
    [InlineData("const a = []; a.push(a); JSON.parse('{\"a\":[]}', function f(k, v) { return JSON.parse('[1]', f) })")]
    [InlineData("[1].reduce.call([1, 2], function r() { return [1, 2].reduce(r) })")]
    [InlineData("let a = {}; for (let i = 0; i < 5000; i++) a = { a }; JSON.stringify(a)")]
    [InlineData("JSON.parse('{\"a\":'.repeat(5000))")]
    [InlineData("`${[function f() { return 1 }].map(function g() { return `${[1].map(g)}` })}`")]
    public void Depth_runs_out(string source) => Assert.Equal(ScriptErrorCodes.Depth, Stopped(source));

    [Theory]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + 'b')")]
    [InlineData("/^(a|a)*$/.test('a'.repeat(40) + 'b')")]
    [InlineData("/(.*)*x/.test('y'.repeat(60))")]
    [InlineData("/^(\\w+\\s?)*$/.test('word '.repeat(20) + '!')")]
    [InlineData("new RegExp('(x+x+)+y').test('x'.repeat(50))")]
    [InlineData("'a'.repeat(50).match(/(a*)*b/)")]
    [InlineData("'a'.repeat(30).replace(/(?=(a+))*(a|aa)+$x/g, '')")]
    public void Catastrophic_patterns_end(string source) => Assert.Equal(ScriptErrorCodes.RegexTimeout, Stopped(source));

    [Theory]
    [InlineData("(")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("!")]
    [InlineData("- ")]
    [InlineData("x => ")]
    [InlineData("a ? ")]
    [InlineData("a ** ")]
    [InlineData("[x, ")]
    [InlineData("({ a: ")]
    [InlineData("if (1) ")]
    [InlineData("f(")]
    [InlineData("`${")]
    [InlineData("new ")]
    [InlineData("for (;;) ")]
    [InlineData("() => {")]
    [InlineData("a = ")]
    [InlineData("typeof ")]
    public void Deep_nesting_of_the_text_is_refused(string opening)
    {
        var source = new StringBuilder().Insert(0, opening, 20_000).ToString();
        var error = Assert.Throws<ScriptSyntaxException>(() => Script.Parse(source));
        Assert.Equal("The script is nested too deeply", error.Message);
    }

    [Theory]
    [InlineData("1", " + 1")]
    [InlineData("'a'", " + 'a'")]
    [InlineData("a", ".b")]
    [InlineData("a", "()")]
    [InlineData("a", "[0]")]
    [InlineData("1", ", 1")]
    [InlineData("1", " && 1")]
    [InlineData("a", "?.b")]
    public void Long_chains_end_in_a_value_or_an_exception(string first, string link)
    {
        var source = new StringBuilder("let a = () => a; a.b = a; a[0] = a; ").Append(first).Append(new StringBuilder().Insert(0, link, 100_000)).ToString();
        var outcome = Record.Exception(() => Run.Script(source));
        Assert.True(outcome is null || outcome is ScriptException { Code: ScriptErrorCodes.Depth or ScriptErrorCodes.Memory }, outcome?.ToString());
    }

    [Theory]
    [InlineData("+")]
    [InlineData("&&")]
    [InlineData("??")]
    [InlineData(",")]
    public void An_expression_of_ten_thousand_terms_ends(string link)
    {
        var outcome = Record.Exception(() => Run.Script(string.Join(link, Enumerable.Repeat("a", 10_000)), new TestHost { ["a"] = 1 }));
        Assert.True(outcome is null || outcome is ScriptException { Code: ScriptErrorCodes.Depth }, outcome?.ToString());
    }

    [Theory]
    [InlineData("new Date(8.64e15).toISOString()", "+275760-09-13T00:00:00.000Z")]
    [InlineData("new Date(8.64e15 + 1).getTime()", "NaN")]
    [InlineData("new Date(-8.64e15).toISOString()", "-271821-04-20T00:00:00.000Z")]
    [InlineData("new Date(1e300, 1e300).getTime()", "NaN")]
    [InlineData("new Date(8.64e15).setFullYear(-Infinity)", "NaN")]
    [InlineData("typeof new Date(8.64e15).toLocaleString('zh-CN')", "string")]
    [InlineData("typeof String(new Date(-8.64e15))", "string")]
    public void Dates_at_the_ends_of_time_are_dates_or_nan(string source, string expected) => Assert.Equal(expected, Run.Script(source).AsText);

    [Fact]
    public void A_chain_of_prototypes_is_bounded()
    {
        var error = Run.Failure("let p = {}; for (let i = 0; i < 1000; i++) p = Object.create(p)");
        Assert.Equal("RangeError: The chain of prototypes is too long", error.Message);
    }

    /// <summary>Two hundred thousand names, calls and members: a parser that were not linear would take minutes.</summary>
    [Fact]
    public void A_long_text_is_read_in_one_go()
    {
        var source = new StringBuilder();
        for (var i = 0; i < 20_000; i++) source.Append($"let v{i} = f(v.m{i});\n");
        source.Append("() => () => {");
        for (var i = 0; i < 20_000; i++) source.Append($"v{i};");
        var script = Script.Parse(source.Append('}').ToString());
        Assert.Equal(20_000, script.Calls.Count);
        Assert.Equal(20_000, script.MembersOf("v").Count);
        Assert.Equal((20_000, 14), (script.Calls[^1].Line, script.Calls[^1].Column));
    }

    [Fact]
    public void A_long_text_built_piece_by_piece_fits_the_budget() =>
        Assert.Equal(200_000, Run.Script("let s = ''; for (let i = 0; i < 100000; i++) s += 'ab'; s.charAt(3); s.length").AsNumber);

    [Fact]
    public void What_a_run_returns_is_still_charged_when_the_host_reads_it()
    {
        var value = Run.Script("const all = []; let s = 'x'.repeat(1000); for (let i = 0; i < 40000; i++) all.push(s + i); all");
        Assert.True(value.TryGetArray(out var items));
        var error = Assert.Throws<ScriptException>(() => items.Sum(i => i.AsText.Length));
        Assert.Equal(ScriptErrorCodes.Memory, error.Code);
    }

    [Fact]
    public void A_smaller_budget_stops_sooner()
    {
        const string Source = "let n = 0; for (let i = 0; i < 1000; i++) n++; n";
        Assert.Equal(1000, Run.Script(Source).AsNumber);
        Assert.Equal(ScriptErrorCodes.Steps, Run.Failure(Source, new ScriptBudget(Steps: 500)).Code);
        Assert.Equal(ScriptErrorCodes.Memory, Run.Failure("'x'.repeat(1000)", new ScriptBudget(Bytes: 1000)).Code);
        Assert.Equal(ScriptErrorCodes.Depth, Run.Failure("const f = n => n && f(n - 1); f(10)", new ScriptBudget(Depth: 5)).Code);
    }

    [Theory]
    [InlineData("(() => 1).constructor")]
    [InlineData("(() => 1).constructor?.('return 1')()")]
    [InlineData("[].constructor.constructor")]
    [InlineData("''.sub.constructor")]
    [InlineData("Math.max['constructor']")]
    [InlineData("({})['__proto__']")]
    [InlineData("[]['__proto__']")]
    [InlineData("typeof require === 'undefined' && typeof process === 'undefined' ? undefined : 1")]
    public void There_is_no_way_to_the_host(string source)
    {
        var outcome = Outcome.Of(source);
        Assert.True(outcome is "undefined" or "throws TypeError", outcome);
    }

    [Fact]
    public void One_run_cannot_change_what_another_sees()
    {
        Run.Script("Array.prototype.map = 1; Object.prototype.evil = 1; Math.max = 1; [].map.evil = 1; JSON.parse = null; Math.PI = 3");
        Assert.Equal("function undefined function undefined 3.14", Run.Script("`${typeof [].map} ${({}).evil} ${typeof Math.max} ${[].map.evil} ${Math.PI.toFixed(2)}`").AsText);
        Run.Script("leaked = 1");
        Assert.Equal("undefined", Run.Script("typeof leaked").AsText);
    }

    private static string Stopped(string source) => Run.Failure(source).Code;
}
