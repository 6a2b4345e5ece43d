using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis;

/// <summary>Each planted defect is found with its shortest trace, and nothing is found where nothing is wrong.</summary>
public sealed class SoundnessProofs
{
    private static SoundnessReport Explore(Chart chart, SoundnessOptions? options = null) => Soundness.Explore(PlanOf(chart.Json()), options);

    private static Plan PlanOf(string json) => Plan.Compile(DefinitionReader.Read(json));

    private static Plan Planted(string name) => PlanOf(File.ReadAllText(Chart.Folder($"../tests/Workflows.Tests/Definitions/Unsound/{name}.json")));

    private static Finding Only(SoundnessReport report, string code)
    {
        Assert.True(report.IsComplete);
        Assert.False(report.IsSound);
        return Assert.Single(report.Findings, f => f.Code == code);
    }

    private static (string, string) Condition(string code) => ("condition", Chart.Js(code, "Boolean"));

    private static (string, string) Literal(string name, string value) => (name, Chart.Literal(value));

    private static Chart Closing(Chart chart, params string[] ids)
    {
        foreach (var id in ids) chart.Node(id, "OneWindow.CloseCase", Literal("result", "done"));
        return chart;
    }

    [Theory]
    [MemberData(nameof(ShippedServices.Services), MemberType = typeof(ShippedServices))]
    public void Every_shipped_definition_is_sound(string service)
    {
        var plan = Chart.Compiled(DefinitionReader.Read(File.ReadAllText(Chart.Folder($"{service}/workflow.json"))));

        var report = Soundness.Explore(plan);

        Assert.Empty(report.Findings);
        Assert.True(report.IsComplete);
        Assert.True(report.States > plan.Nodes.Count(n => n.Activity is HandleStep), "an exploration that sees little proves little");
    }

    [Fact]
    public void A_join_that_waits_for_branches_of_which_a_case_takes_one_is_dead()
    {
        var report = Soundness.Explore(Planted("dead-join"));

        var finding = Only(report, "OW301-dead-join");
        Assert.Equal("both", finding.ActivityId);
        Assert.Equal(["“urgent” (是否急难) went True", "“visit” (入户调查) was answered done"], finding.Trace);
        Assert.Equal(["OW301-dead-join", "OW307-not-closed", "OW307-not-closed"], report.Findings.Select(f => f.Code));
    }

    [Fact]
    public void A_step_that_nothing_leads_to_never_runs()
    {
        var report = Soundness.Explore(Planted("orphan-step"));

        var finding = Only(report, "OW302-never-runs");
        Assert.Equal("publicity", finding.ActivityId);
        Assert.Equal(["“accept” (受理) was answered complete", "“decide” (审批) was answered approve"], finding.Trace);
        Assert.Single(report.Findings);
    }

    [Fact]
    public void A_loop_without_an_exit_is_found_where_it_is_entered()
    {
        var report = Soundness.Explore(Planted("stuck-loop"));

        var finding = Only(report, "OW304-no-way-out");
        Assert.Equal("review", finding.ActivityId);
        Assert.Equal(["“accept” (受理) was answered complete"], finding.Trace);
        Assert.Contains("“review” (审核), “amend” (修改)", finding.Message, StringComparison.Ordinal);
        Assert.Single(report.Findings);
    }

    [Fact]
    public void A_case_that_closes_while_a_step_is_open_is_found()
    {
        var report = Soundness.Explore(Planted("early-close"));

        var finding = Only(report, "OW305-early-close");
        Assert.Equal("close", finding.ActivityId);
        Assert.Equal(["“accept” (受理) was answered complete", "“decide” (审批) was answered approve"], finding.Trace);
        Assert.Contains("“opinion” (征求意见)", finding.Message, StringComparison.Ordinal);
        Assert.Single(report.Findings);
    }

    [Fact]
    public void A_timer_that_outlives_the_case_is_found()
    {
        var finding = Only(Explore(Closing(new Chart().Line("a").Step("decide", "ok").Node("remind", "Elsa.Delay", ("timeSpan", Chart.Literal("1.00:00:00", "TimeSpan"))), "close")
            .Arrow("a-decide", "a-remind", "decide-ok-close")), "OW306-left-waiting");

        Assert.Equal("remind", finding.ActivityId);
        Assert.Equal(["“decide” was answered ok"], finding.Trace);
    }

    [Fact]
    public void A_timer_that_the_end_of_the_flowchart_withdraws_is_not_left_behind() => Assert.True(
        Explore(Closing(new Chart().Line("a").Step("decide", "ok").Wait("remind").Node("end", "Elsa.End"), "close").Arrow("a-decide", "a-remind", "decide-ok-close", "close-end")).IsSound);

    [Fact]
    public void A_way_that_ends_without_closing_the_case_is_found()
    {
        var finding = Only(Explore(Closing(new Chart().Step("decide", "grant", "refuse").Line("tell"), "close").Arrow("decide-grant-close", "decide-refuse-tell")), "OW307-not-closed");

        Assert.Equal("tell", finding.ActivityId);
        Assert.Equal(["“decide” was answered refuse"], finding.Trace);
    }

    [Fact]
    public void A_case_that_is_closed_twice_in_one_go_is_found()
    {
        var finding = Only(Explore(Closing(new Chart().Step("decide", "ok"), "first", "second").Arrow("decide-ok-first", "first-second")), "OW308-closed-twice");

        Assert.Equal("second", finding.ActivityId);
    }

    [Fact]
    public void A_join_that_only_some_ways_pass_over_is_a_warning()
    {
        var finding = Only(Explore(new Chart().Node("ask", "Elsa.FlowSwitch", ("cases", """[{"label":"l","condition":{"type":"JavaScript","value":"x"}},{"label":"r","condition":{"type":"JavaScript","value":"y"}}]"""), Literal("mode", "MatchAny"))
            .Line("left", "right", "none").Node("join", "Elsa.FlowJoin", Literal("mode", "WaitAll"))
            .Arrow("ask-l-left", "ask-r-right", "ask-Default-none", "left-join", "right-join")), "OW309-join-passed-over");

        Assert.Equal(FindingSeverity.Warning, finding.Severity);
        Assert.Equal("join", finding.ActivityId);
        Assert.Equal(["“ask” went l"], finding.Trace);
    }

    [Fact]
    public void A_flowchart_that_faults_leaves_the_case_stuck()
    {
        var finding = Only(Explore(new Chart().Line("a").Step("x", "to", "out").Step("y", "to", "out").Line("end")
            .Arrow("a-x", "a-y", "x-to-y", "y-to-x", "x-out-end", "y-out-end")), "OW303-stuck");

        Assert.Equal("fc", finding.ActivityId);
        Assert.Contains("loop-entry", finding.Message, StringComparison.Ordinal);
        Assert.NotEmpty(finding.Trace);
    }

    [Fact]
    public void A_loop_that_never_waits_is_found_too()
    {
        var finding = Only(Explore(new Chart().Line("a", "b", "c").Arrow("a-b", "b-c", "c-a")), "OW304-no-way-out");

        Assert.Equal("From here the workflow can never end; it only goes round by “a”, “b”, “c”.", finding.Message);
        Assert.Empty(finding.Trace);
    }

    [Fact]
    public void What_only_a_constant_condition_forbids_never_runs()
    {
        var finding = Only(Explore(new Chart().Step("ask", "ok").Node("d", "Elsa.FlowDecision", ("condition", Chart.Literal("false", "Boolean"))).Line("yes", "then", "no")
            .Arrow("ask-ok-d", "d-True-yes", "yes-then", "d-False-no")), "OW302-never-runs");

        Assert.Equal("yes", finding.ActivityId);
        Assert.Equal("“yes” can never run: “d” never leaves by True.", finding.Message);
        Assert.Equal(["“ask” was answered ok"], finding.Trace);
    }

    [Fact]
    public void Of_two_ways_the_trace_is_the_shorter()
    {
        var finding = Only(Explore(Closing(new Chart().Step("one", "long", "short").Step("two", "ok").Step("three", "ok").Line("stray"), "close")
            .Arrow("one-long-two", "two-ok-three", "three-ok-stray", "one-short-stray").Line("unclosed").Step("four", "ok").Arrow("stray-four", "four-ok-unclosed")), "OW307-not-closed");

        Assert.Equal(["“one” was answered short", "“four” was answered ok"], finding.Trace);
    }

    [Fact]
    public void A_decision_that_a_scenario_fixes_goes_one_way_only()
    {
        var chart = Closing(new Chart().Node("d", "Elsa.FlowDecision", Condition("x > 1")).Step("decide", "ok").Line("tell"), "close").Arrow("d-True-decide", "decide-ok-close", "d-False-tell");
        SoundnessOptions Pinned(string outcome) => new() { Pinned = new Dictionary<string, string> { ["d"] = outcome } };

        Assert.True(Explore(chart, Pinned("True")).IsSound);
        Assert.Equal(["OW307-not-closed"], Explore(chart, Pinned("False")).Findings.Select(f => f.Code));
    }

    [Fact]
    public void In_token_mode_a_merge_of_branches_that_exclude_each_other_waits_for_ever()
    {
        var chart = new Chart().Node("d", "Elsa.FlowDecision", Condition("x")).Line("yes", "no", "end").Node("join", "Elsa.FlowJoin", Literal("mode", "WaitAll"))
            .Arrow("d-True-yes", "d-False-no", "yes-join", "no-join", "join-end");

        var finding = Only(Explore(chart, new SoundnessOptions { Mode = FlowchartMode.Token }), "OW303-stuck");

        Assert.Contains("Control has come to “join”", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["“d” went True"], finding.Trace);
    }

    [Theory]
    [InlineData("""{"id":"w","type":"Elsa.While","version":1,"condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"x"}},"body":BODY}""")]
    [InlineData("""{"id":"f","type":"Elsa.For","version":1,"end":{"typeName":"Int32","expression":{"type":"JavaScript","value":"x"}},"body":BODY}""")]
    [InlineData("""{"id":"e","type":"Elsa.ForEach","version":1,"items":{"typeName":"Object[]","expression":{"type":"JavaScript","value":"x"}},"body":BODY}""")]
    [InlineData("""{"id":"p","type":"Elsa.ParallelForEach","version":1,"items":{"typeName":"Object[]","expression":{"type":"JavaScript","value":"x"}},"body":BODY}""")]
    [InlineData("""{"id":"i","type":"Elsa.If","version":1,"condition":{"typeName":"Boolean","expression":{"type":"JavaScript","value":"x"}},"then":BODY}""")]
    public void A_body_may_run_or_not_whatever_its_data(string container)
    {
        var body = """{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{"id":"ask","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"ask"}}},{"id":"close","type":"OneWindow.CloseCase","version":1,"result":{"typeName":"String","expression":{"type":"Literal","value":"done"}}}]}""";

        var report = Soundness.Explore(PlanOf($$$"""{"id":"t1","definitionId":"t","name":"T","version":1,"root":{{{container.Replace("BODY", body, StringComparison.Ordinal)}}}}"""));

        Assert.True(report.IsComplete);
        Assert.Single(report.Findings, f => f.Code == "OW307-not-closed");
        Assert.DoesNotContain(report.Findings, f => f.Code == "OW302-never-runs");
    }

    [Fact]
    public void A_loop_whose_condition_is_always_true_has_no_way_out_but_a_break()
    {
        static string While(string body) => $$$"""{"id":"t1","definitionId":"t","name":"T","version":1,"root":{"id":"w","type":"Elsa.While","version":1,"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}},"body":{{{body}}}}}""";

        var endless = Soundness.Explore(PlanOf(While("""{"id":"ask","type":"Elsa.Event","version":1,"eventName":"ask"}""")));
        var left = Soundness.Explore(PlanOf(While("""{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{"id":"ask","type":"Elsa.Event","version":1,"eventName":"ask"},{"id":"out","type":"Elsa.Break","version":1}]}""")));

        Assert.Equal("ask", Only(endless, "OW304-no-way-out").ActivityId);
        Assert.True(left.IsSound);
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_sequence_never_runs()
    {
        var finding = Only(Soundness.Explore(PlanOf("""{"id":"t1","definitionId":"t","name":"T","version":1,"root":{"id":"s","type":"Elsa.Sequence","version":1,"activities":[{"id":"end","type":"Elsa.End","version":1},{"id":"late","type":"Elsa.WriteLine","version":1,"text":"x"}]}}""")), "OW302-never-runs");

        Assert.Equal("late", finding.ActivityId);
    }

    [Fact]
    public void A_workflow_used_as_an_activity_is_explored_where_it_stands()
    {
        var used = DefinitionReader.Read("""{"id":"u1","definitionId":"used","name":"Used","version":1,"isPublished":true,"options":{"usableAsActivity":true},"root":{"id":"q","type":"Elsa.Sequence","version":1,"activities":[{"id":"ask","type":"Elsa.Event","version":1,"eventName":"ask"},{"id":"close","type":"OneWindow.CloseCase","version":1,"result":"done"}]}}""");
        var chart = new Chart().Node("sub", "Used", ("workflowDefinitionId", "\"used\"")).Line("behind").Arrow("sub-behind");
        Plan Compiled(Chart c) => Plan.Compile(DefinitionReader.Read(c.Json()), ActivityRegistry.BuiltIn, new WorkflowLibrary([used]));

        Assert.True(Soundness.Explore(Compiled(chart)).IsSound);
        var twice = Only(Soundness.Explore(Compiled(Closing(chart, "again").Arrow("behind-again"))), "OW308-closed-twice");
        Assert.Equal(["the event of “ask” came"], twice.Trace);
    }

    [Fact]
    public void A_trigger_is_a_way_to_begin()
    {
        var finding = Only(Explore(Closing(new Chart().Step("apply", "ok").Node("night", "Elsa.Cron", ("cronExpression", Chart.Literal("0 0 3 * * *")), ("canStartWorkflow", "true")).Line("sweep"), "close")
            .Arrow("apply-ok-close", "night-sweep")), "OW307-not-closed");

        Assert.Equal(["“night” started the workflow"], finding.Trace);
    }

    [Fact]
    public void A_bound_that_was_reached_is_said_and_nothing_is_proved()
    {
        var report = Explore(new Chart().Line("a").Step("x", "ok").Step("y", "ok").Line("end").Arrow("a-x", "a-y", "x-ok-end", "y-ok-end"), new SoundnessOptions { MaxStates = 3 });

        Assert.False(report.IsComplete);
        Assert.False(report.IsSound);
        Assert.Equal(3, report.States);
        Assert.Equal("OW300-not-proved", Assert.Single(report.Findings).Code);
        Assert.Equal("not proved, 3 states explored", report.Verdict);
    }

    [Fact]
    public void A_burst_without_end_that_grows_reaches_the_bound()
    {
        var report = Explore(new Chart().Line("a").Wait("w").Arrow("a-w", "a-a"), new SoundnessOptions { MaxStates = 500 });

        Assert.False(report.IsComplete);
    }

    [Fact]
    public void Decisions_one_after_the_other_do_not_multiply()
    {
        var chart = new Chart().Line("n0");
        for (var i = 0; i < 30; i++)
            chart.Node($"d{i}", "Elsa.FlowDecision", Condition("x")).Line($"l{i}", $"r{i}", $"n{i + 1}")
                .Arrow($"n{i}-d{i}", $"d{i}-True-l{i}", $"d{i}-False-r{i}", $"l{i}-n{i + 1}", $"r{i}-n{i + 1}");

        var report = Explore(chart, new SoundnessOptions { WithReturns = false });

        Assert.True(report.IsSound);
        Assert.InRange(report.States, 30, 100);
    }

    [Fact]
    public void Aid_that_only_time_has_decided_is_found()
    {
        var finding = Only(Explore(Lapsing().Arrow("ask-agree-grant", "ask-refuse-close")), "OW310-grant-by-time");

        Assert.Equal("grant", finding.ActivityId);
        Assert.Equal(["“ask” was answered agree"], finding.Trace);
        // Waiting longer decides nothing.
        finding = Only(Explore(Lapsing().Node("rest", "Elsa.Delay", ("timeSpan", Chart.Literal("1.00:00:00", "TimeSpan"))).Arrow("ask-agree-rest", "rest-grant", "ask-refuse-close")), "OW310-grant-by-time");
        Assert.Equal(["“ask” was answered agree", "the timer of “rest” fired"], finding.Trace);
    }

    [Fact]
    public void Aid_that_somebody_decides_after_the_time_ran_out_or_before_a_wait_is_sound()
    {
        Assert.True(Explore(Lapsing().Step("decide", "pay").Arrow("ask-agree-decide", "ask-refuse-close", "decide-pay-grant")).IsSound);
        Assert.True(Explore(Lapsing().Node("rest", "Elsa.Delay", ("timeSpan", Chart.Literal("1.00:00:00", "TimeSpan"))).Step("decide", "pay").Arrow("ask-agree-decide", "ask-refuse-close", "decide-pay-rest", "rest-grant")).IsSound);
        Assert.True(Explore(Lapsing("refuse").Arrow("ask-agree-grant", "ask-refuse-close")).IsSound);
    }

    [Fact]
    public void Aid_that_is_meant_to_follow_time_is_sound() =>
        Assert.True(Explore(Lapsing("agree", ("byTime", Chart.Literal("true", "Boolean"))).Arrow("ask-agree-grant", "ask-refuse-close")).IsSound);

    [Fact]
    public void Silence_that_counts_as_consent_decides_no_aid()
    {
        Chart Joint(string silence) => Granting().Node("ask", "OneWindow.JointHandling", Literal("title", "ask"), ("bodies", """{"typeName":"Object","expression":{"type":"Object","value":"[\"trade-union\"]"}}"""), Literal("limit", "5d"), Literal("silence", silence))
            .Arrow("ask-agreed-grant", "ask-refused-close", "ask-mixed-close");

        Assert.Equal("grant", Only(Explore(Joint("consent")), "OW310-grant-by-time").ActivityId);
        Assert.DoesNotContain(Explore(Joint("refusal")).Findings, f => f.Code == "OW310-grant-by-time");
    }

    /// <summary>A step to which time gives an answer, and a grant.</summary>
    private static Chart Lapsing(string lapse = "agree", params (string, string)[] ofGrant) => Granting(ofGrant).Node("ask", "OneWindow.HandleStep", Literal("title", "ask"), Literal("body", "trade-union"),
        ("outcomes", """{"typeName":"Object","expression":{"type":"Object","value":"[{\"key\":\"agree\"},{\"key\":\"refuse\"}]"}}"""), Literal("limit", "5d"), Literal("lapseOutcome", lapse));

    private static Chart Granting(params (string, string)[] more) => Closing(new Chart(), "close")
        .Node("grant", "OneWindow.GrantAid", [("amount", Chart.Literal("100", "Decimal")), Literal("cause", "illness"), Literal("body", "trade-union"), .. more]).Arrow("grant-close");

    [Fact]
    public void Random_structured_flowcharts_are_sound()
    {
        var explored = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var report = Explore(RandomFlowcharts.Structured(seed, depth: 3), new SoundnessOptions { MaxStates = 2_000, WithReturns = false });
            if (report.IsComplete) explored++;

            Assert.DoesNotContain(report.Findings, f => f.Severity == FindingSeverity.Error);
        }
        Assert.True(explored > 40, $"only {explored} were small enough");
    }
}
