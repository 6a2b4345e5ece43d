using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Definitions;

/// <summary>What the check says of inputs, expressions and captured outputs.</summary>
public sealed class Findings_of_values
{
    private static Finding Only(Chart chart, string code) => Assert.Single(DefinitionValidator.Check(chart.Json()), f => f.Code == code);

    private static Chart Text(string expression) => new Chart().Node("w", "Elsa.WriteLine", ("text", $$"""{"typeName":"String","expression":{{expression}}}""")).Variable("Known", "Int32", "1").Input("Amount", "Int32");

    private static Chart Js(string code) => new Chart().Node("w", "Elsa.WriteLine", ("text", Chart.Js(code, "String"))).Variable("Known", "Int32", "1").Variable("odd name", "String", "").Input("Amount", "Int32");

    [Fact]
    public void Two_activities_with_one_id() =>
        Assert.Equal("$.root.activities[1].id", Only(new Chart().Line("a", "a"), "OW102-duplicate-id").Path);

    [Fact]
    public void A_required_input_that_is_missing() =>
        Assert.Equal("$.root.activities[0].eventName", Only(new Chart().Node("e", "Elsa.Event"), "OW104-missing-input").Path);

    [Theory]
    [InlineData("class A {}", "line 1, column 1", "class")]
    [InlineData("1;\\n  await getKnown()", "line 2, column 3", "await")]
    [InlineData("async () => 1", "line 1, column 1", "async")]
    [InlineData("x = function* () {}", "line 1, column 13", "generator")]
    [InlineData("import x from 'y'", "line 1, column 1", "import")]
    [InlineData("eval('1')", "line 1, column 1", "eval")]
    [InlineData("with (o) {}", "line 1, column 1", "with")]
    public void A_construct_outside_the_language(string code, string place, string word)
    {
        var finding = Only(Text($$"""{"type":"JavaScript","value":"{{code}}"}"""), "OW105-expression");

        Assert.Contains(place, finding.Message, StringComparison.Ordinal);
        Assert.Contains(word, finding.Message, StringComparison.Ordinal);
        Assert.Equal(("w", "$.root.activities[0].text", FindingSeverity.Error), (finding.ActivityId, finding.Path, finding.Severity));
    }

    [Theory]
    [InlineData("Liquid", "JavaScript template")]
    [InlineData("CSharp", "JavaScript")]
    [InlineData("C#", "JavaScript")]
    [InlineData("Python", "JavaScript")]
    [InlineData("Delegate", "program")]
    [InlineData("Secret", "workflow input")]
    [InlineData("javascript", "write JavaScript, not javascript")]
    [InlineData("literal", "write Literal, not literal")]
    [InlineData("Acme", "Literal, JavaScript, Variable, Input, Object")]
    [InlineData("", "names no type")]
    public void An_expression_of_another_language(string type, string advice) =>
        Assert.Contains(advice, Only(Text($$"""{"type":"{{type}}","value":"x"}"""), "OW107-expression-type").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"Variable","value":{"id":"none","name":"none"}}""", "OW106-unknown-variable")]
    [InlineData("""{"type":"Input","value":{"name":"none"}}""", "OW109-unknown-input")]
    [InlineData("""{"type":"JavaScript","value":"variables.none"}""", "OW106-unknown-variable")]
    [InlineData("""{"type":"JavaScript","value":"variables.none = 1"}""", "OW106-unknown-variable")]
    [InlineData("""{"type":"JavaScript","value":"getVariable('none')"}""", "OW106-unknown-variable")]
    [InlineData("""{"type":"JavaScript","value":"setVariable('none', 1)"}""", "OW106-unknown-variable")]
    [InlineData("""{"type":"JavaScript","value":"setNone(1)"}""", "OW206-unknown-name")]
    [InlineData("""{"type":"JavaScript","value":"getNone()"}""", "OW206-unknown-name")]
    [InlineData("""{"type":"JavaScript","value":"setAmount(1)"}""", "OW206-unknown-name")]
    [InlineData("""{"type":"JavaScript","value":"variables[getInput('Amount')]"}""", "OW209-variables-whole")]
    [InlineData("""{"type":"JavaScript","value":"getInput('none')"}""", "OW210-undeclared-input")]
    [InlineData("""{"type":"JavaScript","value":"getOutputFrom('none')"}""", "OW211-unknown-output")]
    [InlineData("""{"type":"JavaScript","value":"getConfig('Storage')"}""", "OW114-not-offered")]
    [InlineData("""{"type":"JavaScript","value":"null.x"}""", "OW116-always-fails")]
    [InlineData("""{"type":"Object","value":"{"}""", "OW105-expression")]
    public void A_name_that_means_nothing_here(string expression, string code) =>
        Assert.Equal("$.root.activities[0].text", Only(Text(expression), code).Path);

    [Fact]
    public void An_unknown_name_has_a_line_and_a_column() =>
        Assert.StartsWith("Line 2, column 7", Only(Js("1 +\n  2 + getNothing()"), "OW206-unknown-name").Message, StringComparison.Ordinal);

    [Fact]
    public void Names_that_mean_something_are_left_alone() =>
        Assert.Empty(DefinitionValidator.Check(Js("variables.Known; getKnown(); setKnown(2); getVariable('odd name'); getInput('Amount'); getAmount(); getOutputFrom('w'); newGuid(); Math.max(1)").Json()));

    [Fact]
    public void Expressions_within_cases_are_checked_too()
    {
        var chart = new Chart().Node("s", "Elsa.FlowSwitch", ("cases", """[{"label":"x","condition":{"type":"JavaScript","value":"getNone()"}}]"""));

        Assert.Equal("$.root.activities[0].cases[0].condition", Only(chart, "OW206-unknown-name").Path);
    }

    [Theory]
    [InlineData("Int32", "twelve")]
    [InlineData("DateTime", "soon")]
    public void A_first_value_that_does_not_convert(string type, string value) =>
        Only(new Chart().Line("a").Variable("v", type, value), "OW108-literal-type");

    [Fact]
    public void A_literal_that_does_not_convert() =>
        Only(new Chart().Node("d", "Elsa.Delay", ("timeSpan", Chart.Literal("soon", "TimeSpan"))), "OW108-literal-type");

    [Fact]
    public void A_value_that_is_no_option() =>
        Only(new Chart().Node("j", "Elsa.FlowJoin", ("mode", Chart.Literal("WaitLong"))), "OW110-bad-option");

    [Fact]
    public void Answers_that_are_no_list() =>
        Only(new Chart().Node("h", "OneWindow.HandleStep", ("title", Chart.Literal("t")), ("body", Chart.Literal("b")), ("outcomes", Chart.Literal("yes", "Object"))), "OW112-bad-outcomes");

    [Theory]
    [InlineData("""{"type":"JavaScript","value":"'soon'"}""")]
    [InlineData("""{"type":"JavaScript","value":"[1, 2].map(x => x)"}""")]
    [InlineData("""{"type":"Variable","value":{"id":"Flag"}}""")]
    [InlineData("""{"type":"Input","value":{"name":"Tags"}}""")]
    public void A_value_that_can_never_be_of_the_type(string expression)
    {
        var chart = new Chart().Node("d", "Elsa.Delay", ("timeSpan", $$"""{"typeName":"TimeSpan","expression":{{expression}}}""")).Variable("Flag", "Boolean", "true").Input("Tags", "String[]");

        Assert.Equal("$.root.activities[0].timeSpan", Only(chart, "OW115-type-mismatch").Path);
    }

    [Theory]
    [InlineData("""{"type":"Literal","value":"many"}""", true)]
    [InlineData("""{"type":"JavaScript","value":"({})"}""", true)]
    [InlineData("""{"type":"Input","value":{"name":"Tags"}}""", true)]
    [InlineData("""{"type":"Literal","value":"12"}""", false)]
    [InlineData("""{"type":"JavaScript","value":"getInput('Tags').length"}""", false)]
    public void A_variable_set_to_what_it_cannot_hold(string expression, bool isFound)
    {
        var chart = new Chart().Node("s", "Elsa.SetVariable", ("variable", """{"id":"Count"}"""), ("value", $$"""{"typeName":"Object","expression":{{expression}}}"""))
            .Variable("Count", "Int32", "1").Input("Tags", "String[]");

        Assert.Equal(isFound, DefinitionValidator.Check(chart.Json()).Any(f => f is { Code: "OW115-type-mismatch", Path: "$.root.activities[0].value" }));
    }

    [Fact]
    public void A_variable_that_is_set_and_does_not_exist() =>
        Assert.Equal("$.root.activities[0].variable", Only(new Chart().Node("s", "Elsa.SetVariable", ("variable", """{"id":"none"}"""), ("value", Chart.Literal("1"))), "OW106-unknown-variable").Path);

    [Theory]
    [InlineData("nothing", "OW106-unknown-variable")]
    [InlineData("Day", "OW115-type-mismatch")]
    public void An_output_captured_into_what_cannot_take_it(string target, string code)
    {
        var chart = new Chart().Node("i", "Elsa.If", ("condition", Chart.Literal("true", "Boolean")), ("result", $$$"""{"typeName":"Boolean","memoryReference":{"id":"{{{target}}}"}}""")).Variable("Day", "DateTime", "");

        Assert.StartsWith("$.root.activities[0].result", Only(chart, code).Path, StringComparison.Ordinal);
    }
}
