using System.Text.Json.Nodes;
using OneWindow.Domain.Catalogue;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis;

/// <summary>Every service under workflows-json: its definition is without findings and each of its scenarios goes as written.</summary>
public sealed class ShippedServices
{
    public static TheoryData<string> Services => [.. Directory.GetDirectories(Chart.Folder("")).Where(d => File.Exists(Path.Combine(d, "service.json"))).Select(d => Path.GetFileName(d))];

    public static TheoryData<string, string> Scenarios =>
        [.. Services.SelectMany(s => Scenario.ReadAll(File.ReadAllText(Chart.Folder($"{s.Data}/scenarios.json"))).Select(x => (s.Data, x.Key)))];

    private static Plan PlanOf(string service) => Chart.Compiled(DefinitionReader.Read(File.ReadAllText(Chart.Folder($"{service}/workflow.json"))));

    [Fact]
    public void There_are_services_and_scenarios()
    {
        Assert.True(Services.Count >= 9);
        Assert.True(Scenarios.Count > 100);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_definition_has_no_findings(string service) =>
        Assert.Empty(DefinitionValidator.Check(File.ReadAllText(Chart.Folder($"{service}/workflow.json")), Chart.Shipped));

    [Theory]
    [MemberData(nameof(Services))]
    public void The_definition_survives_a_round_trip(string service)
    {
        var json = File.ReadAllText(Chart.Folder($"{service}/workflow.json"));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(DefinitionReader.Read(json).ToJson())));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void The_scenario_goes_as_written_in_both_modes(string service, string scenario)
    {
        var definition = ServiceDefinition.Parse(File.ReadAllText(Chart.Folder($"{service}/service.json")));
        var written = Scenario.ReadAll(File.ReadAllText(Chart.Folder($"{service}/scenarios.json"))).Single(s => s.Key == scenario);

        foreach (var mode in Enum.GetValues<FlowchartMode>()) Assert.Empty(ScenarioRunner.Run(PlanOf(service), definition, Chart.ShippedFacts, written, mode).Failures);
    }

    [Fact]
    public void A_scenario_that_goes_otherwise_says_where()
    {
        const string Service = "disability-certificate";
        var definition = ServiceDefinition.Parse(File.ReadAllText(Chart.Folder($"{Service}/service.json")));
        var written = Scenario.ReadAll(File.ReadAllText(Chart.Folder($"{Service}/scenarios.json")))[0];
        var wrong = written with { Expect = written.Expect with { Result = "refused" } };

        Assert.Contains("result is", Assert.Single(ScenarioRunner.Run(PlanOf(Service), definition, Chart.ShippedFacts, wrong).Failures), StringComparison.Ordinal);
    }
}
