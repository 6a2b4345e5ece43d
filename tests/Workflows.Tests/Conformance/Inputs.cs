using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>What a workflow is given, and how the inputs of its activities may be written.</summary>
public sealed class Inputs
{
    [Fact]
    public void Names_match_whatever_their_case()
    {
        var root = Sequence("q", Say("s", "getAmount() + getInput('AMOUNT')"), Wait("go"), Say("t", "getInput('aMOUNT')"));

        Assert.Equal(["10", "5"], new Definition(root).Input("Amount", "Int32").Start(("amount", "5")).Happen("go").Lines);
    }

    [Theory]
    [InlineData(true, "7")]
    [InlineData(false, "null")]
    public void One_that_is_not_declared_is_there_where_the_host_lets_it_in(bool letsIn, string expected)
    {
        var start = new StartStimulus(new Dictionary<string, Value>(StringComparer.Ordinal) { ["More"] = 7 }) { KeepsUndeclared = letsIn };

        Assert.Equal([expected], new Definition(Say("s", "String(getInput('more'))")).Start(start).Lines);
    }

    [Theory]
    [InlineData("getInput('None')")]
    [InlineData("getAmount()")]
    [InlineData("getVariable('none')")]
    [InlineData("getLastResult()")]
    [InlineData("getOutputFrom('s')")]
    [InlineData("variables.n")]
    public void What_is_not_there_is_null_to_a_script(string expression)
    {
        var root = Sequence("q", Set("set", "n", "undefined"), Say("s", $"{expression} === null"));

        Assert.Equal(["True"], new Definition(root).Variable("n", "Object", "1").Input("Amount", "Int32").Start().Lines);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1\"")]
    [InlineData("\"waitany\"")]
    [InlineData("""{"typeName":"Object","expression":{"type":"Literal","value":1}}""")]
    public void A_choice_is_written_by_name_or_by_number(string mode)
    {
        var fork = $$"""{"id":"f","type":"Elsa.Fork","joinMode":{{mode}},"branches":[{{Wait("go")}},{{Say("s", "1")}}]}""";

        Assert.Equal(["1", "2"], new Definition(Sequence("q", fork, Say("t", "2"))).Start().Lines);
    }

    [Theory]
    [InlineData(0, "a")]
    [InlineData(2, "a after")]
    public void The_mode_of_a_join_is_numbered_as_in_Elsa(int mode, string expected)
    {
        var join = $$"""{"id":"j","type":"Elsa.FlowJoin","mode":{{mode}}}""";
        var chart = $$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[{"id":"s","type":"Elsa.Start"},{{Say("a", "'a'")}},{{Wait("b")}},{{join}},{{Say("z", "'after'")}}],
             "connections":[{"source":"s","target":"a"},{"source":"s","target":"b"},{"source":"a","target":"j"},{"source":"b","target":"j"},{"source":"j","target":"z"}]}
            """;

        Assert.Equal(expected.Split(' '), new Definition(chart).Start().Lines);
    }

    [Fact]
    public void One_without_an_expression_is_empty() =>
        Assert.Equal([""], new Definition("""{"id":"w","type":"Elsa.WriteLine","text":{"typeName":"String","memoryReference":{"id":"w:text"}}}""").Start().Lines);
}
