using OneWindow.Workflows.Definitions;

namespace OneWindow.Workflows.Tests.Definitions;

/// <summary>What the check says of a definition's own properties, inputs, outputs and variables.</summary>
public sealed class Findings_of_headers
{
    private const string Plain = """{"id":"w","type":"Elsa.WriteLine","version":1,"text":{"typeName":"String","expression":{"type":"Literal","value":"x"}}}""";

    private static Finding Only(string header, string code, string root = Plain) =>
        Assert.Single(DefinitionValidator.Check($$"""{"definitionId":"d",{{header}}"root":{{root}}}"""), f => f.Code == code);

    private static void At(string path, FindingSeverity severity, Finding finding) => Assert.Equal((path, severity), (finding.Path, finding.Severity));

    [Fact]
    public void No_definition_id() =>
        Assert.Single(DefinitionValidator.Check($$"""{"root":{{Plain}}}"""), f => f.Code == "OW010-no-definition-id");

    [Fact]
    public void A_property_twice() => Only(""" "a":{"b":1,"b":2},"a":1, """, "OW004-duplicate-property");

    [Fact]
    public void Activities_nested_too_deep()
    {
        var root = Plain;
        for (var i = 0; i < 70; i++) root = $$"""{"id":"s","type":"Elsa.Sequence","activities":[{{root}}]}""";

        Only("", "OW005-too-deep", root);
    }

    [Theory]
    [InlineData("inputs")]
    [InlineData("outputs")]
    public void An_unknown_type_fails_the_load(string list)
    {
        var json = $$"""{"definitionId":"d","{{list}}":[{"name":"A","type":"Acme.Thing"}],"root":{{Plain}}}""";

        At($"$.{list}[0].type", FindingSeverity.Error, Assert.Single(DefinitionValidator.Check(json), f => f.Code == "OW011-unknown-type"));
        Assert.Throws<DefinitionException>(() => OneWindow.Workflows.Execution.Plan.Compile(DefinitionReader.Read(json)));
    }

    [Fact]
    public void An_unknown_type_of_a_variable_is_a_warning_and_the_variable_is_kept() =>
        At("$.variables[0].typeName", FindingSeverity.Warning, Only(""" "variables":[{"id":"a","name":"A","typeName":"Acme.Thing"}], """, "OW013-unknown-variable-type"));

    [Fact]
    public void The_variables_of_a_container_are_checked_too()
    {
        var finding = Only("", "OW013-unknown-variable-type", $$"""{"id":"s","type":"Elsa.Sequence","variables":[{"id":"a","name":"A","typeName":"Int32"},{"id":"b","name":"B","typeName":"Acme.Thing"}],"activities":[{{Plain}}]}""");

        At("$.root.variables[1].typeName", FindingSeverity.Warning, finding);
        Assert.Equal("s", finding.ActivityId);
    }

    [Fact]
    public void A_variable_id_twice() =>
        At("$.variables[1].id", FindingSeverity.Error, Only(""" "variables":[{"id":"a","name":"A"},{"id":"a","name":"B"}], """, "OW012-duplicate-variable"));

    [Fact]
    public void A_variable_name_twice() =>
        At("$.variables[1].name", FindingSeverity.Warning, Only(""" "variables":[{"id":"a","name":"A"},{"id":"b","name":"A"}], """, "OW014-duplicate-variable-name"));

    [Fact]
    public void An_input_name_twice() =>
        At("$.inputs[1].name", FindingSeverity.Error, Only(""" "inputs":[{"name":"A","type":"String"},{"name":"a","type":"String"}], """, "OW015-duplicate-argument"));

    [Theory]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", false)]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", false)]
    [InlineData("Memory", false)]
    [InlineData("Acme.CloudStorageDriver, Acme", true)]
    public void A_storage_driver_that_nobody_knows(string driver, bool isFound)
    {
        var json = $$"""{"definitionId":"d","variables":[{"id":"a","name":"A","typeName":"Int32","storageDriverTypeName":"{{driver}}"}],"root":{{Plain}}}""";

        Assert.Equal(isFound, DefinitionValidator.Check(json).Any(f => f is { Code: "OW016-storage-driver", Path: "$.variables[0].storageDriverTypeName" }));
    }

    [Theory]
    [InlineData("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", false)]
    [InlineData("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", false)]
    [InlineData("Acme.Pray, Acme", true)]
    public void An_incident_strategy_that_nobody_knows(string strategy, bool isFound)
    {
        var json = $$$"""{"definitionId":"d","options":{"incidentStrategyType":"{{{strategy}}}"},"root":{{{Plain}}}}""";

        Assert.Equal(isFound, DefinitionValidator.Check(json).Any(f => f is { Code: "OW017-incident-strategy", Severity: FindingSeverity.Warning }));
    }

    [Fact]
    public void An_activation_strategy() =>
        At("$.options.activationStrategyType", FindingSeverity.Warning, Only(""" "options":{"activationStrategyType":"Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa"}, """, "OW018-activation-strategy"));
}
