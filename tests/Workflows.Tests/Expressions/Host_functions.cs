using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>What an expression in a workflow can call, as Elsa offers it.</summary>
public sealed class Host_functions
{
    private static Chart Asking(string code) => new Chart().Node("ask", "Elsa.WriteLine", ("text", Chart.Js(code, "String")));

    private static string Line(Chart chart, params (string Name, Value Value)[] input)
    {
        var run = chart.Start(input);
        Assert.Empty(run.State.Incidents);
        return run.Lines.Last();
    }

    [Theory]
    [InlineData("bytesToString(bytesFromString('中文'))", "中文")]
    [InlineData("bytesToBase64(bytesFromString('hi'))", "aGk=")]
    [InlineData("bytesToString(bytesFromBase64('aGk='))", "hi")]
    [InlineData("bytesFromBase64('aGk=').length + bytesFromBase64('aGk=')[0]", "106")]
    [InlineData("stringToBase64('中文')", "5Lit5paH")]
    [InlineData("stringFromBase64('5Lit5paH')", "中文")]
    [InlineData("streamToBase64([104, 105])", "aGk=")]
    [InlineData("toJson(streamToBytes('aGk='))", "[104,105]")]
    [InlineData("parseGuid('3F2504E04F8911D39A0C0305E82C3301')", "3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    [InlineData("[isNullOrEmpty(''), isNullOrEmpty(null), isNullOrEmpty(' '), isNullOrWhiteSpace(' ')].join()", "true,true,false,true")]
    [InlineData("toJson({ a: [1, 'x'], b: undefined })", "{\"a\":[1,\"x\"]}")]
    [InlineData("toJson(undefined)", "null")]
    [InlineData("try { parseGuid('no') } catch (e) { e.name }", "TypeError")]
    [InlineData("try { bytesFromBase64('?') } catch (e) { e.name }", "TypeError")]
    [InlineData("getWorkflowDefinitionId() + getWorkflowDefinitionVersion() + getWorkflowDefinitionVersionId()", "test1test-v1")]
    [InlineData("setCorrelationId('c1'); getCorrelationId()", "c1")]
    [InlineData("setWorkflowInstanceName('n1'); getWorkflowInstanceName()", "n1")]
    [InlineData("String(getVariable('nothing')) + String(getInput('nothing'))", "nullnull")]
    public void Answers(string code, string expected) => Assert.Equal(expected, Line(Asking(code)));

    [Fact]
    public void New_guids_differ_within_a_run_and_are_the_same_when_it_is_run_again()
    {
        const string Code = "[newGuid(), newGuidString(), newShortGuid()].join(' ')";
        var first = Line(Asking(Code));
        var parts = first.Split(' ');

        Assert.Equal(first, Line(Asking(Code)));
        Assert.NotEqual(parts[0], parts[1]);
        Assert.All(parts[..2], p => Assert.Equal(4, Guid.Parse(p).Version));
        Assert.Matches("^[A-Za-z0-9]{16,22}$", parts[2]);
    }

    [Fact]
    public void Variables_and_inputs_have_accessors_of_their_names()
    {
        var chart = Asking("setCount(getCount() + 1); `${getCount()} ${getWho()} ${getVariable('odd name')}`")
            .Variable("count", "Int32", "1").Variable("odd name", "String", "x").Input("Who", "String");

        Assert.Equal("2 me x", Line(chart, ("Who", "me")));
    }

    [Fact]
    public void An_input_comes_before_a_variable_of_the_same_name() =>
        Assert.Equal("input variable", Line(Asking("getWho() + ' ' + getVariable('Who')").Variable("Who", "String", "variable").Input("Who", "String"), ("Who", "input")));

    [Fact]
    public void A_name_with_other_characters_has_no_accessor() =>
        Assert.Contains(DefinitionValidator.Check(Asking("getOdd_name()").Variable("Odd_name", "String", "x").Json()), f => f.Code == "OW206-unknown-name");

    [Theory]
    [InlineData("variables.Count = 5; variables.Count + getCount()", "6", 5)]
    [InlineData("variables.Count; setCount(7); variables.Count", "7", 7)]
    [InlineData("variables.Count += 1; setVariable('Count', 9); variables.Count + 1", "10", 9)]
    [InlineData("setCount('4'); variables.Count * 2", "8", 4)]
    public void Variables_are_copied_in_and_back_and_follow_their_setters(string code, string line, int left)
    {
        var run = Asking(code).Line("end").Arrow("ask-wait", "wait-end").Wait("wait").Variable("Count", "Int32", "1").Start();

        Assert.Equal(line, run.Lines.Last());
        Assert.Equal(left, run.State.Instances[0].Variables!["Count"].AsNumber);
    }

    [Fact]
    public void A_variable_of_a_date_is_a_date_to_scripts()
    {
        var run = Asking("variables.Due.setUTCDate(2); variables.Due.toISOString() + getDue().getUTCDate()")
            .Arrow("ask-wait").Wait("wait").Variable("Due", "DateTime", "2026-09-30T00:00:00Z").Start();

        Assert.Equal("2026-09-02T00:00:00.000Z30", run.Lines.Last());
        Assert.StartsWith("2026-09-02T00:00:00", run.State.Instances[0].Variables!["Due"].AsText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getResultFromAskUser()", "3.8.0.0")]
    [InlineData("getResultFromE1()", "3.8.0.0")]
    [InlineData("getResultFromE1()", "2.0")]
    [InlineData("getResultFromE1()", null)]
    [InlineData("getOutputFrom('e1')", null)]
    [InlineData("getOutputFrom('ask user', 'Result')", null)]
    [InlineData("getOutputFrom('e1', undefined)", null)]
    [InlineData("getLastResult()", null)]
    public void Outputs_of_earlier_activities_are_read_even_after_a_wait(string code, string? toolVersion)
    {
        var chart = new Chart().Node("e1", "Elsa.Event", ("name", "\"ask user\""), ("eventName", Chart.Literal("go"))).Line("then")
            .Node("tell", "Elsa.WriteLine", ("text", Chart.Js(code, "String"))).Arrow("e1-tell");
        var json = toolVersion is null ? chart.Json() : chart.Json().Replace("\"version\":1,\"isLatest\"", $"\"version\":1,\"toolVersion\":\"{toolVersion}\",\"isLatest\"", StringComparison.Ordinal);
        var run = Execution.Run.Of(OneWindow.Workflows.Execution.Plan.Compile(DefinitionReader.Read(json)));

        run.Send(new OneWindow.Workflows.Execution.EventStimulus("go", "carried"));

        Assert.Equal("carried", run.Lines.Last());
    }

    [Fact]
    public void The_tool_version_says_whether_a_name_or_an_id_is_meant_where_both_fit()
    {
        string Said(string toolVersion)
        {
            var json = new Chart().Node("x", "Elsa.If", ("name", "\"y\""), ("condition", Chart.Literal("true", "Boolean")))
                .Node("y", "Elsa.If", ("name", "\"z\""), ("condition", Chart.Literal("false", "Boolean")))
                .Node("tell", "Elsa.WriteLine", ("text", Chart.Js("`${getResultFromY()}`", "String"))).Arrow("x-y", "y-tell").Json();
            var plan = OneWindow.Workflows.Execution.Plan.Compile(DefinitionReader.Read(json.Replace("\"version\":1,\"isLatest\"", $"\"version\":1,\"toolVersion\":\"{toolVersion}\",\"isLatest\"", StringComparison.Ordinal)));
            return Execution.Run.Of(plan).Lines.Last();
        }

        Assert.Equal(("true", "false"), (Said("3.1"), Said("2.9")));
    }

    [Theory]
    [InlineData("for (;;) setTags([1, 2, 3])", "script-steps")]
    [InlineData("const a = new Array(100000).fill(1); for (;;) setText(a)", "script-steps")]
    [InlineData("const a = new Array(100000).fill(1); for (;;) toJson(a)", "script-steps")]
    [InlineData("const o = { toString() { for (let i = 0; i < 1e5; i++); return 'Text' } }; for (;;) getVariable(o)", "script-steps")]
    [InlineData("for (;;) bytesFromString('x'.repeat(1000))", "script-memory")]
    [InlineData("for (;;) newGuid()", "script-steps")]
    public void Work_of_the_host_is_charged_to_the_script(string code, string incident)
    {
        var run = Asking(code).Variable("Tags", "Int32[]", "[]").Variable("Text", "String", "").Start();

        Assert.Equal(incident, Assert.Single(run.State.Incidents).Code);
    }
}
