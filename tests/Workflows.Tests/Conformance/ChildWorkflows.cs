using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Workflows that start others and may wait for them: ExecuteWorkflow and DispatchWorkflow.</summary>
public sealed class ChildWorkflows
{
    private const string Result = """{"typeName":"Object","memoryReference":{"id":"r"}}""";

    private static string Start(string type, string child, bool waits, string input = "{}") => Activity("c", type,
        ("workflowDefinitionId", Literal(child)), ("waitForCompletion", Literal(waits ? "true" : "false", "Boolean")), ("input", Data(input)), ("result", Result));

    private static Definition Parent(string type, bool waits, Definition child, string then) =>
        new Definition(Sequence("q", Start(type, child.Id, waits, """{"Who":"Drolma"}"""), Line("next"), Say("s", then))) { Policy = IncidentPolicy.Continue }
            .Variable("r", "Object", "").With(child);

    private static Definition Greeting(params string[] before) =>
        new Definition(Sequence("q", [.. before, Give("g", "Text", "'Hi ' + getWho()"), Line("child")])) { Id = "child" }.Input("Who", "String").Output("Text", "String");

    [Fact]
    public void An_executed_child_runs_before_anything_that_is_queued()
    {
        var run = new Definition(Parallel("p", Start("ExecuteWorkflow", "child", true), Line("beside"))).Variable("r", "Object", "").With(new Definition(Sequence("q", Line("one"), Line("two"))) { Id = "child" }).Start();

        Assert.Equal(["one", "two", "beside"], run.Lines);
    }

    [Fact]
    public void A_dispatched_child_takes_its_turn()
    {
        var run = new Definition(Parallel("p", Start("DispatchWorkflow", "child", true), Line("beside"))).Variable("r", "Object", "").With(new Definition(Sequence("q", Line("one"), Line("two"))) { Id = "child" }).Start();

        Assert.Equal(["beside", "one", "two"], run.Lines);
    }

    [Fact]
    public void ExecuteWorkflow_gives_status_and_output_of_its_child()
    {
        var run = Parent("ExecuteWorkflow", true, Greeting(), "[getR().status, getR().subStatus, getR().output.Text].join()").Start();

        Assert.Equal(["child", "next", "Finished,Finished,Hi Drolma"], run.Lines);
    }

    [Fact]
    public void ExecuteWorkflow_that_does_not_wait_goes_on_while_its_child_waits()
    {
        var run = Parent("ExecuteWorkflow", false, Greeting(Wait("go")), "[getR().status, getR().subStatus].join()").Start();

        Assert.Equal(["next", "Running,Suspended"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        Assert.True(run.State.IsAlive);
        run.Happen("go");

        Assert.Equal("child", run.Lines.Last());
        Assert.False(run.State.IsAlive);
    }

    [Theory]
    [InlineData("ExecuteWorkflow", "getR().output.Text")]
    [InlineData("DispatchWorkflow", "getR().Text")]
    public void A_child_that_waits_for_an_event_resumes_its_parent(string type, string result)
    {
        var run = Parent(type, true, Greeting(Wait("go")), result).Start();

        Assert.Empty(run.Lines);
        run.Happen("go");

        Assert.Equal(["child", "next", "Hi Drolma"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        Assert.False(run.State.IsAlive);
    }

    [Fact]
    public void A_child_that_waits_for_a_delay_resumes_its_parent()
    {
        var run = Parent("DispatchWorkflow", true, Greeting(Activity("d", "Delay", ("timeSpan", Literal("01:00:00", "TimeSpan")))), "getR().Text").Start();

        run.Wait();

        Assert.Equal(["child", "next", "Hi Drolma"], run.Lines);
    }

    [Fact]
    public void DispatchWorkflow_that_does_not_wait_goes_on_first()
    {
        var run = Parent("DispatchWorkflow", false, Greeting(), "getR() === null || getR() === ''").Start();

        Assert.Equal("next", run.Lines.First());
        Assert.Contains("child", run.Lines);
    }

    [Fact]
    public void A_child_knows_its_parent_and_has_an_id_and_correlation_of_its_own()
    {
        var child = new Definition(Say("s", "[getInput('ParentInstanceId'), getWorkflowInstanceId() !== getInput('ParentInstanceId'), getCorrelationId()].join()")) { Id = "child" };
        var start = Activity("c", "ExecuteWorkflow", ("workflowDefinitionId", Literal("child")), ("correlationId", Literal("corr")));

        var run = new Definition(start).With(child).Start(new StartStimulus(new Dictionary<string, Value>(StringComparer.Ordinal)) { InstanceId = "p1" });

        Assert.Equal(["p1,true,corr"], run.Lines);
    }

    [Fact]
    public void A_child_whose_definition_has_errors_faults_the_step_with_what_is_wrong()
    {
        var child = new Definition(Set("set", "none", "1 +")) { Id = "child" };

        var incident = Assert.Single(new Definition(Start("ExecuteWorkflow", "child", true)).Variable("r", "Object", "").With(child).Start().State.Incidents);

        Assert.Equal("definition-invalid", incident.Code);
        Assert.Contains("OW105-expression", incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_does_not_see_the_inputs_of_its_parent()
    {
        var child = new Definition(Say("s", "String(getInput('Amount'))")) { Id = "child" };

        Assert.Equal(["null"], new Definition(Start("ExecuteWorkflow", "child", true)).Variable("r", "Object", "").Input("Amount", "Int32").With(child).Start(("Amount", 5)).Lines);
    }

    [Theory]
    [InlineData("ExecuteWorkflow")]
    [InlineData("DispatchWorkflow")]
    public void A_child_that_faults_waits_to_be_mended_and_its_parent_with_it(string type)
    {
        var run = Parent(type, true, Greeting(Activity("f", "Fault", ("code", Literal("bad")))), "'end'").Start();

        Assert.Equal("bad", Assert.Single(run.State.Incidents).Code);
        run.Send(new RetryStimulus(run.State.Incidents[0].Id, Outcome.DonePort));

        Assert.Equal(["child", "next", "end"], run.Lines);
    }

    [Fact]
    public void A_child_that_ends_by_a_fault_resumes_its_parent()
    {
        var child = Greeting(Activity("f", "Fault"));
        var run = new Definition(Sequence("q", Start("ExecuteWorkflow", "child", true), Say("s", "getR().subStatus"))) { Policy = IncidentPolicy.AsDefined }
            .Variable("r", "Object", "").With(child).Start();

        Assert.Equal(["Faulted"], run.Lines);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void Withdrawing_the_parent_withdraws_an_awaited_child()
    {
        var run = Parent("DispatchWorkflow", true, Greeting(Wait("go")), "''").Start();

        run.Send(new CancelStimulus("withdrawn"));

        Assert.Equal(WorkflowSubStatus.Cancelled, run.State.SubStatus);
        Assert.Empty(run.State.Bookmarks);
        Assert.False(run.State.IsAlive);
    }

    [Fact]
    public void A_race_that_the_other_branch_wins_withdraws_the_child()
    {
        var run = new Definition(Sequence("q", Fork("k", "WaitAny", Start("DispatchWorkflow", "child", true), Wait("other")), Line("after")))
            .Variable("r", "Object", "").With(Greeting(Wait("go"))).Start();

        run.Happen("other");

        Assert.Equal(["after"], run.Lines);
        Assert.False(run.State.IsAlive);
    }

    [Fact]
    public void A_workflow_that_outlives_the_one_that_started_it_goes_on()
    {
        var grandchild = new Definition(Sequence("q", Wait("go"), Line("grandchild"))) { Id = "grandchild" };
        var child = new Definition(Sequence("q", Start("DispatchWorkflow", "grandchild", false), Line("child"))) { Id = "child" }.Variable("r", "Object", "");
        var run = new Definition(Sequence("q", Start("DispatchWorkflow", "child", true), Wait("last"), Line("main"))).Variable("r", "Object", "").With(child, grandchild).Start();

        run.Happen("go").Happen("last");

        Assert.Equal(["child", "grandchild", "main"], run.Lines);
        Assert.False(run.State.IsAlive);
    }

    [Fact]
    public void A_workflow_that_is_not_to_be_had_is_an_incident() =>
        Assert.Equal("workflow-unknown", Assert.Single(new Definition(Start("ExecuteWorkflow", "nobody", true)).Variable("r", "Object", "").Start().State.Incidents).Code);

    [Fact]
    public void A_workflow_that_executes_itself_without_end_is_stopped()
    {
        var run = new Definition(Start("ExecuteWorkflow", "test", true)) { Policy = IncidentPolicy.Continue }.Variable("r", "Object", "").Start();

        Assert.Equal("workflows-too-deep", Assert.Single(run.State.Incidents).Code);
    }
}
