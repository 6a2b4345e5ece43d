using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Definitions;

/// <summary>What the check says of properties and of the ways through a definition.</summary>
public sealed class Findings_of_flow
{
    private static Finding Only(Chart chart, string code) => Assert.Single(DefinitionValidator.Check(chart.Json()), f => f.Code == code);

    [Theory]
    [InlineData("colour", "\"red\"")]
    [InlineData("then", """{"id":"x","type":"Elsa.End"}""")]
    public void A_property_that_the_activity_does_not_have(string name, string json) =>
        Assert.Equal($"$.root.activities[0].{name}", Only(new Chart().Node("w", "Elsa.WriteLine", ("text", Chart.Literal("x")), (name, json)), "OW201-unknown-property").Path);

    [Fact]
    public void An_input_without_a_type_name() =>
        Only(new Chart().Node("w", "Elsa.WriteLine", ("text", """{"expression":{"type":"Literal","value":"x"}}""")), "OW207-no-type-name");

    [Fact]
    public void Two_activities_with_one_node_id() =>
        Assert.Equal("b", Only(new Chart().Node("a", "Elsa.End", ("nodeId", "\"n\"")).Node("b", "Elsa.End", ("nodeId", "\"n\"")), "OW208-duplicate-node-id").ActivityId);

    [Fact]
    public void A_step_of_a_sequence_behind_its_end()
    {
        var sequence = """[{"id":"end","type":"Elsa.End"},{"id":"late","type":"Elsa.WriteLine","text":"x"}]""";

        Assert.Equal("late", Only(new Chart().Node("s", "Elsa.Sequence", ("activities", sequence)), "OW202-unreachable").ActivityId);
    }

    [Fact]
    public void A_connection_back_into_the_middle_of_a_loop() =>
        Only(new Chart().Node("start", "Elsa.Start").Line("a", "b", "c").Arrow("start-a", "start-b", "a-b", "b-c", "c-a"), "OW204-loop-entry");

    [Fact]
    public void A_side_of_a_decision_that_leads_nowhere_is_a_warning()
    {
        var finding = Only(new Chart().Node("d", "Elsa.FlowDecision", ("condition", Chart.Literal("true", "Boolean"))).Line("a").Arrow("d-True-a"), "OW205-outcome-unconnected");

        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Contains("False", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_leads_nowhere_is_an_error() =>
        Assert.Equal(FindingSeverity.Error, Only(new Chart().Step("ask", "yes", "no").Line("a").Arrow("ask-yes-a"), "OW205-outcome-unconnected").Severity);

    [Fact]
    public void A_workflow_that_uses_itself()
    {
        var definition = DefinitionReader.Read("""{"definitionId":"loop","name":"Loop","version":1,"isPublished":true,"options":{"usableAsActivity":true},"root":{"id":"s","type":"Elsa.Sequence","activities":[{"id":"again","type":"Loop"}]}}""");
        var findings = DefinitionValidator.Check(definition, new WorkflowLibrary([definition]));

        Assert.Equal("again", Assert.Single(findings, f => f.Code == "OW113-contains-itself").ActivityId);
    }

    [Fact]
    public void A_workflow_used_as_an_activity_has_its_inputs_outputs_and_outcomes()
    {
        var used = DefinitionReader.Read("""{"definitionId":"greet","name":"Greet","version":1,"isPublished":true,"options":{"usableAsActivity":true},"inputs":[{"name":"Who","type":"String"}],"outcomes":["Said"],"root":{"id":"e","type":"Elsa.End"}}""");
        var chart = new Chart().Node("g", "Greet", ("workflowDefinitionId", "\"greet\""), ("who", Chart.Literal("me")), ("colour", "1")).Line("a").Arrow("g-Said-a", "g-Left-a");
        var findings = DefinitionValidator.Check(DefinitionReader.Read(chart.Json()), new WorkflowLibrary([used]));

        Assert.Equal(["OW201-unknown-property", "OW203-unknown-port"], findings.Select(f => f.Code).Order(StringComparer.Ordinal));
    }
}
