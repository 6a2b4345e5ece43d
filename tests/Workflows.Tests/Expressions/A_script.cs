using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Expressions.JavaScript;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>How the engine uses scripts: globals of the host, mutable variables, analysis, errors with places.</summary>
public sealed class A_script
{
    [Fact]
    public void Calls_functions_of_the_host_with_its_arguments()
    {
        var host = new TestHost { ["getInput"] = Value.Function("getInput", args => args.Length == 1 && args[0].AsText == "Amount" ? 150 : Value.Undefined) };
        Assert.True(Run.Script("getInput('Amount') > 100", host).AsBoolean);
        Assert.Equal(ValueKind.Undefined, Run.Script("getInput('Amount', 2)", host).Kind);
    }

    [Fact]
    public void Changes_the_variables_that_the_host_reads_back()
    {
        var variables = Value.NewObject([new("Count", 1), new("Name", "张三")]);
        Run.Script("variables.Count += 2; variables.New = [1, { a: variables.Name }]; delete variables.Name", new TestHost { ["variables"] = variables });
        Assert.Equal("""{"Count":3,"New":[1,{"a":"张三"}]}""", variables.ToJsonText());
    }

    [Fact]
    public void Is_asked_for_only_once_per_use_and_never_for_names_of_the_language()
    {
        var host = new TestHost { ["x"] = 1 };
        Run.Script("Math.max(x, JSON.parse('2'), undefined ?? 3); const y = 1; y", host);
        Assert.Equal(["x"], host.Asked);
    }

    [Theory]
    [InlineData("1; 2", "2")]
    [InlineData("return 1; 2", "1")]
    [InlineData("if (true) { 'yes' } else { 'no' }", "yes")]
    [InlineData("let total = 0; for (const n of [1, 2, 3]) total += n", "6")]
    [InlineData("const f = () => 5; f()", "5")]
    [InlineData("try { 1 } finally { 2 }", "1")]
    public void Gives_its_last_expression_or_what_it_returns(string source, string expected) => Assert.Equal(expected, Run.Script(source).AsText);

    [Fact]
    public void Takes_time_and_chance_from_its_host()
    {
        Assert.Equal(TestHost.Clock.ToUnixTimeMilliseconds(), Run.Script("Date.now()").AsNumber);
        Assert.Equal("2024-03-01T01:02:03.000Z", Run.Script("new Date().toISOString()").AsText);
        Assert.Equal("2024/3/1 09:02:03", Run.Script("new Date().toLocaleString('zh-CN')").AsText);
        Assert.Equal(9, Run.Script("new Date().getHours()").AsNumber);
        Assert.Equal(0.25, Run.Script("Math.random()").AsNumber);
    }

    [Fact]
    public void Runs_many_times_at_once_without_its_runs_meeting()
    {
        var script = Script.Parse("let n = 0; const add = x => { n += x; seen = n; return n }; for (let i = 0; i < 200; i++) add(i); /(\\d+)/.exec('a' + n)[1] + seen");
        var results = new string[64];
        Parallel.For(0, results.Length, i => results[i] = script.Run(new TestHost()).AsText);
        Assert.All(results, r => Assert.Equal("1990019900", r));
    }

    [Theory]
    [InlineData("let a = 1\nb.c", 2, 1, ScriptErrorCodes.Error, "b is not defined")]
    [InlineData("let a\n  a.b.c", 2, 5, ScriptErrorCodes.Type, "reading 'b'")]
    [InlineData("let a = {}\n\na.run(1)", 3, 1, ScriptErrorCodes.Type, "a.run is not a function")]
    [InlineData("const f = () => {\n  throw new RangeError('x')\n}\nf()", 2, 3, ScriptErrorCodes.Error, "RangeError: x")]
    [InlineData("throw 'plain'", 1, 1, ScriptErrorCodes.Error, "plain")]
    [InlineData("1;\n  [1].map(2)", 2, 3, ScriptErrorCodes.Type, "2 is not a function")]
    [InlineData("1;\nwhile (true) {}", 2, 1, ScriptErrorCodes.Steps, "steps")]
    public void Says_where_it_failed(string source, int line, int column, string code, string message)
    {
        var error = Run.Failure(source);
        Assert.Equal((line, column, code), (error.Line, error.Column, error.Code));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_the_names_and_calls_it_wants_of_its_host()
    {
        var script = Script.Parse("const a = getVariable('Kind');\nif (getInput(a, 'x') > limit) { notify(() => a + other.name) }\nMath.max(a, JSON)");
        Assert.Equal(["getInput", "getVariable", "limit", "notify", "other"], script.FreeNames.Order(StringComparer.Ordinal));
        Assert.Equal(["getVariable", "getInput", "notify"], script.Calls.Select(c => c.Name));
        Assert.Equal(["Kind"], script.Calls[0].LiteralArguments);
        Assert.Equal([null, "x"], script.Calls[1].LiteralArguments);
        Assert.Equal((2, 5), (script.Calls[1].Line, script.Calls[1].Column));
    }

    [Theory]
    [InlineData("variables.Amount > 1 && variables['Kind'] === 'a'", "Amount,Kind", false)]
    [InlineData("variables.A = variables.A + 1", "A", false)]
    [InlineData("const { A, B: { C } } = variables", "A,B", false)]
    [InlineData("const { A, ...rest } = variables", "A", true)]
    [InlineData("variables?.A?.B", "A", false)]
    [InlineData("JSON.stringify(variables)", "", true)]
    [InlineData("variables[k]", "", true)]
    [InlineData("(variables => variables.Own)(1)", "", false)]
    [InlineData("items.map(i => variables.Rate * i)", "Rate", false)]
    public void Lists_the_members_it_uses_of_a_name(string source, string members, bool usesWhole)
    {
        var script = Script.Parse(source);
        Assert.Equal(members, string.Join(',', script.MembersOf("variables")));
        Assert.Equal(usesWhole, script.UsesWhole("variables"));
    }

    [Theory]
    [InlineData("1 + 2", true)]
    [InlineData("const f = x => x * 2; f(Math.max(1, 2))", true)]
    [InlineData("x + 1", false)]
    [InlineData("new Date()", false)]
    [InlineData("Math.random()", false)]
    [InlineData("const m = Math; m.random()", false)]
    public void Knows_whether_it_always_gives_the_same(string source, bool expected) => Assert.Equal(expected, Script.Parse(source).IsConstant);

    [Fact]
    public void A_function_kept_from_one_run_works_on_the_account_of_the_next()
    {
        var function = Run.Script("const at = Date.now(); n => { for (let i = 0; i < n; i++); return Date.now() - at }");
        Assert.Equal(0, function.Invoke(10).AsNumber);
        var host = new TestHost { ["f"] = function };
        var error = Assert.ThrowsAny<ScriptException>(() => Run.Script("f(1000)", host, new ScriptBudget(Steps: 500)));
        Assert.Equal(ScriptErrorCodes.Steps, error.Code);
    }

    [Fact]
    public void A_failure_of_the_host_passes_the_script_by()
    {
        var host = new TestHost { ["fail"] = Value.Function("fail", _ => throw new InvalidOperationException("store")) };
        Assert.Throws<InvalidOperationException>(() => Run.Script("try { fail() } catch { 1 }", host));
    }
}
