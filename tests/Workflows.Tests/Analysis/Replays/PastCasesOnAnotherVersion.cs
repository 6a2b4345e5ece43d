using System.Text.Json.Nodes;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Analysis.Replays;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis.Replays;

/// <summary>What a changed definition would have done to cases of the past.</summary>
public sealed class PastCasesOnAnotherVersion
{
    private static readonly EditedService Service = new("disability-certificate");

    private static ReplayReport Try(string scenario, IReadOnlyDictionary<string, string>? map, params Action<JsonObject>[] changes) =>
        Replay.Run(Service.Plan, Service.PlanWith(changes), Chart.ShippedFacts, Past(Service, scenario), map);

    private static PastCase Past(EditedService service, string scenario) =>
        ScenarioRunner.Record(service.Plan, service.Service, Chart.ShippedFacts, service.Scenarios.Single(s => s.Key == scenario));

    [Theory]
    [MemberData(nameof(ShippedServices.Scenarios), MemberType = typeof(ShippedServices))]
    public void Every_case_goes_the_same_way_on_its_own_definition_under_another_number(string service, string scenario)
    {
        var edited = new EditedService(service);
        var past = Past(edited, scenario);

        Assert.Empty(Replay.Run(edited.Plan, edited.PlanWith(), Chart.ShippedFacts, past).Findings);
        Assert.NotEmpty(past.Stimuli);
    }

    [Fact]
    public void A_past_case_survives_being_stored()
    {
        var past = Past(Service, "hospital-returns");
        var stored = past with { Stimuli = [.. past.Stimuli.Select(s => s with { Stimulus = StateJson.ReadStimulus(StateJson.Write(s.Stimulus)) })] };

        Assert.Equal(ReplayVerdict.Same, Replay.Run(Service.Plan, Service.PlanWith(), Chart.ShippedFacts, stored).Verdict);
    }

    [Fact]
    public void A_shorter_limit_makes_a_step_late_that_was_in_time()
    {
        var report = Try("straight", null, d => EditedService.Set(EditedService.Step(d, "assess"), "limit", "1wd"));

        Assert.Equal(ReplayVerdict.Late, report.Verdict);
        var finding = Assert.Single(report.Findings);
        Assert.Equal("assess", finding.ActivityId);
        Assert.Contains("超期", finding.Text.Zh, StringComparison.Ordinal);
        Assert.Contains("late", finding.Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_put_in_between_is_named_with_the_step_it_stands_before()
    {
        var report = Try("straight", null, EditedService.Doubled("review", "approve", "second-review"));

        Assert.Equal(ReplayVerdict.CannotFollow, report.Verdict);
        Assert.Equal([ReplayVerdict.OtherPath, ReplayVerdict.CannotFollow], report.Findings.Select(f => f.Verdict));
        Assert.Equal("second-review", report.Findings[0].ActivityId);
        Assert.Equal("issue", report.Findings[1].ActivityId);
    }

    [Fact]
    public void Another_result_at_the_end_is_told()
    {
        var report = Try("below-standard", null, d =>
        {
            foreach (var step in d["root"]!["activities"]!.AsArray().Where(a => (string)a!["type"]! == "OneWindow.CloseCase")) EditedService.Set(step!.AsObject(), "result", "issued");
        });

        Assert.Equal(ReplayVerdict.OtherEnd, report.Verdict);
        Assert.Contains("issued", Assert.Single(report.Findings).Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_that_the_new_version_does_not_have_cannot_be_followed()
    {
        var report = Try("straight", null, d =>
        {
            var step = EditedService.Step(d, "review");
            var outcomes = JsonNode.Parse((string)step["outcomes"]!["expression"]!["value"]!)!.AsArray();
            outcomes.Remove(outcomes.Single(o => (string)o!["key"]! == "approve"));
            EditedService.Set(step, "outcomes", outcomes.ToJsonString());
        });

        Assert.Equal(ReplayVerdict.CannotFollow, report.Verdict);
        Assert.Equal("review", report.Findings[^1].ActivityId);
    }

    [Fact]
    public void A_renamed_step_is_followed_where_the_names_are_given()
    {
        Assert.Equal(ReplayVerdict.CannotFollow, Try("straight", null, EditedService.Renamed("review", "check")).Verdict);
        Assert.Equal(ReplayVerdict.Same, Try("straight", new Dictionary<string, string> { ["review"] = "check" }, EditedService.Renamed("review", "check")).Verdict);
    }

    [Fact]
    public void Another_body_for_a_step_is_another_path()
    {
        var report = Try("straight", null, d => EditedService.Step(d, "review")["body"] = JsonNode.Parse(Chart.Literal("hospital")));

        Assert.Equal(ReplayVerdict.OtherPath, report.Verdict);
        Assert.Contains("(hospital)", report.Findings[0].Text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_answers_by_the_limits_of_the_new_version()
    {
        // The notice ends two days sooner; what comes after it is answered when it was.
        var report = Try("straight", null, d => EditedService.Set(EditedService.Step(d, "publicity"), "limit", "3wd"));

        Assert.DoesNotContain(report.Findings, f => f.Verdict is ReplayVerdict.CannotFollow or ReplayVerdict.OtherPath);
    }

    [Fact]
    public void A_wait_for_time_that_would_still_run_is_told()
    {
        var report = Try("straight", null, d => EditedService.Set(EditedService.Step(d, "publicity"), "limit", "60wd"));

        Assert.Equal(ReplayVerdict.CannotFollow, report.Verdict);
        Assert.Contains("公示", report.Findings[^1].Text.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_nothing_waits_for_cannot_be_followed()
    {
        static Plan PlanOf(Chart chart) => Plan.Compile(Workflows.Definitions.DefinitionReader.Read(chart.Json()));
        var past = new PastCase("one", [new(Chart.Noon, new StartStimulus(new Dictionary<string, Workflows.Expressions.Value>())), new(Chart.Noon, new EventStimulus("go", default))]);

        var report = Replay.Run(PlanOf(new Chart().Wait("go")), PlanOf(new Chart().Wait("stop")), Chart.ShippedFacts, past);

        Assert.Equal(ReplayVerdict.CannotFollow, report.Verdict);
    }
}
