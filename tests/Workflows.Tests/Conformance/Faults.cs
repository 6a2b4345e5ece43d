using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Fault, the incident strategies, and Finish.</summary>
public sealed class Faults
{
    private const string Continues = """{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core"}""";
    private const string Stops = """{"incidentStrategyType":"Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core"}""";

    private static string Fault(string id) => Activity(id, "Fault", ("code", Literal("E1")), ("message", Literal("no water")));

    private static Definition Mixed(IncidentPolicy policy, string options) =>
        new Definition(Parallel("p", Wait("other"), Fault("f"), Line("queued"), Sequence("q", Line("a"), Line("b")))) { Policy = policy }.Options(options);

    [Fact]
    public void A_fault_is_an_incident_with_code_and_message()
    {
        var incident = Assert.Single(new Definition(Fault("f")).Start().State.Incidents);

        Assert.Equal(("f", "E1", "no water"), (incident.ActivityId, incident.Code, incident.Message));
    }

    [Fact]
    public void An_input_that_cannot_be_worked_out_is_a_fault_of_its_step()
    {
        var run = new Definition(Sequence("q", Say("s", "missing.member"), Line("after"))).Start();

        Assert.Equal("s", Assert.Single(run.State.Incidents).ActivityId);
        Assert.Empty(run.Lines);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(Stops)]
    public void By_the_fault_strategy_what_is_queued_still_runs_and_then_the_workflow_is_faulted(string options)
    {
        var run = Mixed(IncidentPolicy.AsDefined, options).Start();

        Assert.Equal(["queued", "a", "b"], run.Lines);
        Assert.Equal(WorkflowSubStatus.Faulted, run.State.SubStatus);
        Assert.Empty(run.State.Bookmarks);
        Assert.Equal("E1", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void A_workflow_that_continues_with_incidents_stays_suspended()
    {
        var run = Mixed(IncidentPolicy.AsDefined, Continues).Start();

        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
        Assert.Single(run.State.Bookmarks);
    }

    [Fact]
    public void A_host_that_never_loses_a_case_continues_whatever_the_definition_says() =>
        Assert.Equal(WorkflowSubStatus.Suspended, Mixed(IncidentPolicy.Continue, Stops).Start().State.SubStatus);

    [Fact]
    public void A_step_that_is_tried_again_runs_from_its_beginning()
    {
        var run = new Definition(Parallel("p", Sequence("q", Say("s", "getN().toFixed()"), Line("after")), Sequence("r", Wait("mend"), Set("set", "n", "5")))).Variable("n", "Object", "").Start();
        var incident = Assert.Single(run.State.Incidents);

        run.Happen("mend").Send(new RetryStimulus(incident.Id, null));

        Assert.Equal(["5", "after"], run.Lines);
        Assert.Empty(run.State.Incidents);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_fault_in_the_middle_of_a_loop_leaves_the_loop_where_it_is()
    {
        var run = new Definition(ForEach("f", "[1,2,3]", Sequence("b", If("i", "getCurrentValue() === 2", Fault("x")), Say("s", "getCurrentValue()")))).Start();

        Assert.Equal(["1"], run.Lines);
        run.Send(new RetryStimulus(run.State.Incidents.Single().Id, Outcome.DonePort));

        Assert.Equal(["1", "2", "3"], run.Lines);
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_faulted_branch_holds_up_its_join(FlowchartMode mode)
    {
        var run = new Definition(Flowchart("fc", [Line("s"), Line("a"), Fault("b"), Line("join")], "s-a", "s-b", "a-join", "b-join")) { Mode = mode }.Start();

        Assert.Equal(["s", "a"], run.Lines);
        run.Send(new RetryStimulus(run.State.Incidents.Single().Id, Outcome.DonePort));

        Assert.Equal(["s", "a", "join"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_race_withdraws_a_faulted_branch_with_its_incident()
    {
        var run = new Definition(Sequence("q", Fork("k", "WaitAny", Fault("f"), Wait("other")), Line("after"))).Start();

        run.Happen("other");

        Assert.Equal(["after"], run.Lines);
        Assert.Empty(run.State.Incidents);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void Finish_ends_the_workflow_at_once_with_everything_that_is_queued_or_waits()
    {
        var run = new Definition(Parallel("p", Wait("never"), Activity("fin", "Finish"), Line("queued"))).Start();

        Assert.Empty(run.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.State.Bookmarks);
    }

    [Fact]
    public void Finish_in_a_child_ends_the_child_alone()
    {
        var child = new Definition(Sequence("q", Activity("fin", "Finish"), Line("skipped"))) { Id = "child" };
        var start = Activity("c", "ExecuteWorkflow", ("workflowDefinitionId", Literal("child")), ("waitForCompletion", Literal("true", "Boolean")));

        Assert.Equal(["after"], new Definition(Sequence("q", start, Line("after"))).With(child).Start().Lines);
    }
}
