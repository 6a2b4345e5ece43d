using System.Text.Json.Nodes;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Definitions;

/// <summary>What the check says of broken definitions, and that it keeps whole ones whole.</summary>
public sealed class DefinitionChecks
{
    private static IReadOnlyList<Finding> Check(Chart chart) => DefinitionValidator.Check(chart.Json());

    private static Finding Only(IReadOnlyList<Finding> findings, string code) => Assert.Single(findings, f => f.Code == code);

    [Fact]
    public void An_unknown_activity_is_named_with_its_place()
    {
        var finding = Only(Check(new Chart().Line("a").Node("b", "Acme.Teleport").Arrow("a-b")), "OW101-unknown-activity");

        Assert.Equal("b", finding.ActivityId);
        Assert.Equal("$.root.activities[1].type", finding.Path);
    }

    [Fact]
    public void A_dangling_connection_is_named_with_its_place() =>
        Assert.Equal("$.root.connections[0]", Only(Check(new Chart().Line("a").Arrow("a-nowhere")), "OW103-dangling-connection").Path);

    [Fact]
    public void A_port_that_the_activity_does_not_have_is_found() =>
        Assert.Contains("Maybe", Only(Check(new Chart().Line("a", "b").Arrow("a-b", "a-Maybe-b")), "OW203-unknown-port").Message, StringComparison.Ordinal);

    [Fact]
    public void A_step_that_nothing_leads_to_is_found() =>
        Assert.Equal("lost", Only(Check(new Chart().Node("s", "Elsa.Start").Line("a", "lost").Arrow("s-a")), "OW202-unreachable").ActivityId);

    [Fact]
    public void An_answer_that_leads_nowhere_is_found() =>
        Assert.Contains("no", Only(Check(new Chart().Step("ask", "yes", "no").Line("a").Arrow("ask-yes-a")), "OW205-outcome-unconnected").Message, StringComparison.Ordinal);

    [Fact]
    public void An_expression_that_does_not_parse_is_found() =>
        Assert.Contains("line", Only(Check(new Chart().Node("d", "Elsa.FlowDecision", ("condition", Chart.Js("1 +", "Boolean")))), "OW105-expression").Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_name_in_an_expression_is_found() =>
        Assert.Contains("getNothing", Only(Check(new Chart().Node("d", "Elsa.FlowDecision", ("condition", Chart.Js("getNothing() > 1", "Boolean")))), "OW206-unknown-name").Message, StringComparison.Ordinal);

    [Fact]
    public void A_limit_that_cannot_be_read_is_found() =>
        Only(Check(new Chart().Node("n", "OneWindow.PublicNotice", ("title", Chart.Literal("公示")), ("body", Chart.Literal("x")), ("limit", Chart.Literal("soon")))), "OW111-bad-limit");

    [Fact]
    public void Expressions_of_other_languages_are_refused_and_not_silently_empty()
    {
        var chart = new Chart().Node("w", "Elsa.WriteLine", ("text", """{"typeName":"String","expression":{"type":"Liquid","value":"{{ x }}"}}"""));

        Only(Check(chart), "OW107-expression-type");
    }

    [Theory]
    [InlineData("{", "OW001-json")]
    [InlineData("[]", "OW002-shape")]
    [InlineData("{}", "OW003-no-root")]
    [InlineData("""{"root":{"type":"Elsa.Sequence","activities":{"a":{"type":"Elsa.WriteLine"}}}}""", "OW002-shape")]
    [InlineData("""{"root":{"type":"Elsa.Flowchart","connections":[{"source":{}}]}}""", "OW006-connection")]
    public void A_document_that_is_no_definition_is_refused_with_a_code(string json, string code) => Only(DefinitionValidator.Check(json), code);

    [Fact]
    public void Both_forms_of_connections_are_read()
    {
        var json = new Chart().Line("a", "b").Arrow("a-b").Json().Replace(
            """{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}""",
            """{"source":"a","sourcePort":"Done","target":"b","targetPort":"In"}""", StringComparison.Ordinal);

        Assert.Contains("\"source\":\"a\"", json, StringComparison.Ordinal);
        Assert.Empty(DefinitionValidator.Check(json));
    }

    [Fact]
    public void A_round_trip_keeps_every_property_known_or_not()
    {
        var document = (JsonObject)JsonNode.Parse(new Chart().Line("a").Json())!;
        document["acme"] = new JsonObject { ["kept"] = true };
        document["root"]!["activities"]![0]!["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 1.5, ["y"] = -2 } } };
        var before = document.ToJsonString();

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(before), JsonNode.Parse(DefinitionReader.Read(before).ToJson())));
    }
}
