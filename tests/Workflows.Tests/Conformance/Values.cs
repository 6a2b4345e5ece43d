using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Variables, inputs and outputs: who sees them, and what of them outlives a wait.</summary>
public sealed class Values
{
    private static string With(string container, string variables) => container[..^1] + $",\"variables\":{variables}}}";

    [Fact]
    public void A_variable_of_a_container_is_seen_within_it_and_hides_one_of_the_same_name()
    {
        var inner = With(Sequence("inner", Say("i", "getN()"), Set("set", "inner-n", "getN() + 1"), Say("j", "getN()")), """[{"id":"inner-n","name":"n","typeName":"Int32","value":"10"}]""");

        Assert.Equal(["10", "11", "1"], new Definition(Sequence("q", inner, Say("o", "getN()"))).Variable("n", "Int32", "1").Start().Lines);
    }

    [Fact]
    public void A_variable_of_a_container_begins_anew_each_time_the_container_runs()
    {
        var inner = With(Sequence("inner", Set("set", "k", "getK() + 1"), Say("s", "getK()")), """[{"id":"k","name":"k","typeName":"Int32","value":"0"}]""");

        Assert.Equal(["1", "1"], new Definition(ForEach("f", "[1,2]", inner)).Start().Lines);
    }

    [Fact]
    public void Branches_of_a_parallel_loop_each_have_their_own_round()
    {
        var run = new Definition(ForEach("f", "[1,2]", Sequence("b", Wait("go"), Say("s", "getCurrentValue()")), "ParallelForEach")).Start().Happen("go");

        Assert.Equal(["1", "2"], run.Lines);
    }

    [Fact]
    public void A_variable_outlives_a_wait_but_one_of_the_memory_driver_is_back_at_its_first_value()
    {
        var run = new Definition(Sequence("q", Set("a", "kept", "5"), Set("b", "lost", "5"), Say("s", "getKept() + getLost()"), Wait("go"), Say("t", "[getKept(), getLost()].join()")))
            .Variable("kept", "Int32", "1", "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core")
            .Variable("lost", "Int32", "1", "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core").Start().Happen("go");

        Assert.Equal(["10", "5,1"], run.Lines);
    }

    [Fact]
    public void Outputs_of_earlier_activities_are_read_after_a_wait()
    {
        var run = new Definition(Sequence("q", Activity("js", "RunJavaScript", ("script", Literal("({a: 3})"))), Wait("go"),
            Say("s", "getResultFromJs().a + getOutputFrom('js').a"), Say("t", "getOutputFrom('js', 'Result').a"))).Start().Happen("go");

        Assert.Equal(["6", "3"], run.Lines);
    }

    [Fact]
    public void The_last_result_is_read_after_a_wait()
    {
        var delay = Activity("d", "Delay", ("timeSpan", Literal("02:00:00", "TimeSpan")));
        var run = new Definition(Sequence("q", Activity("js", "RunJavaScript", ("script", Literal("1 + 1"))), delay, Say("s", "getLastResult()"))).Start().Wait();

        Assert.Equal(["2"], run.Lines);
    }

    [Fact]
    public void An_output_is_captured_into_a_variable_or_an_output_of_the_workflow()
    {
        static string Into(string id, string target) => Activity(id, "RunJavaScript", ("script", Literal("'" + target + "'")),
            ("result", $$$"""{"typeName":"Object","memoryReference":{"id":"{{{target}}}"}}"""));

        var run = new Definition(Sequence("q", Into("a", "v"), Into("b", "Out"), Say("s", "getV()"))).Variable("v", "String", "").Output("Out", "String").Start();

        Assert.Equal(["v"], run.Lines);
        Assert.Equal("Out", run.Output("Out"));
    }

    [Fact]
    public void SetOutput_gives_the_workflow_an_output()
    {
        var run = new Definition(Sequence("q", Give("g", "Text", "'Hi ' + getWho()"), Wait("go"))).Input("Who", "String").Output("Text", "String").Start(("Who", "Drolma")).Happen("go");

        Assert.Equal("Hi Drolma", run.Output("Text"));
    }

    [Fact]
    public void SetVariable_of_an_unknown_variable_is_a_fault() =>
        Assert.Equal("unknown-variable", Assert.Single(new Definition(Set("s", "nowhere", "1")).Start().State.Incidents).Code);

    [Fact]
    public void SetName_and_Correlate_name_the_instance_also_after_a_wait()
    {
        var run = new Definition(Sequence("q", Activity("n", "SetName", ("value", Literal("Tax"))), Activity("c", "Correlate", ("correlationId", Literal("c1"))),
            Wait("go"), Say("s", "getWorkflowInstanceName() + getCorrelationId()"))).Start();

        Assert.Equal(("Tax", "c1"), (run.State.Name, run.State.CorrelationId));
        Assert.Equal(["Taxc1"], run.Happen("go").Lines);
    }

    [Fact]
    public void The_id_of_the_instance_does_not_follow_its_correlation_id()
    {
        var root = Sequence("q", Activity("c", "Correlate", ("correlationId", Literal("c1"))), Wait("go"), Say("s", "String(getWorkflowInstanceId())"));

        Assert.Equal(["null"], new Definition(root).Start().Happen("go").Lines);
        Assert.Equal(["i1"], new Definition(root).Start(new StartStimulus(new Dictionary<string, Value>(StringComparer.Ordinal)) { InstanceId = "i1" }).Happen("go").Lines);
    }

    [Theory]
    [InlineData("setOutcome('Large')", "large")]
    [InlineData("setOutcomes(['Large', 'Small'])", "large,small")]
    [InlineData("1 + 1", "done")]
    [InlineData("", "done")]
    public void RunJavaScript_leaves_by_what_its_script_chose(string script, string expected)
    {
        var js = Activity("js", "RunJavaScript", ("script", Literal(script)), ("possibleOutcomes", Data("""["Large","Small"]""")));

        var run = new Definition(Flowchart("fc", [js, Line("large"), Line("small"), Line("done")], "js-Large-large", "js-Small-small", "js-done")).Start();

        Assert.Equal(expected, string.Join(',', run.Lines));
    }

    [Fact]
    public void RunTask_asks_the_host_and_gives_its_answer()
    {
        var run = new Definition(Sequence("q", Activity("t", "RunTask", ("taskName", Literal("weigh")), ("payload", Js("({kg: 2})"))), Say("s", "getResultFromT()"))).Start();
        var asked = Assert.Single(run.Effects.OfType<RequestTask>());

        run.Send(new TaskStimulus(asked.BookmarkId, 2.5));

        Assert.Equal(("weigh", 2), (asked.TaskName, asked.Payload!.Value.GetProperty("kg").GetInt32()));
        Assert.Equal(["2.5"], run.Lines);
    }

    [Fact]
    public void A_literal_variable_and_input_expression_give_the_value_in_the_type_of_the_input()
    {
        static string By(string id, string kind, string value) => Activity(id, "WriteLine", ("text", $$$"""{"typeName":"String","expression":{"type":"{{{kind}}}","value":{{{value}}}}}"""));

        var run = new Definition(Sequence("q", By("a", "Literal", "5"), By("b", "Variable", """{"id":"n","name":"n"}"""), By("c", "Variable", Text("{\"id\":\"n\"}")), By("d", "Input", """{"name":"Who"}""")))
            .Variable("n", "Int32", "7").Input("Who", "String").Start(("Who", "Drolma"));

        Assert.Equal(["5", "7", "7", "Drolma"], run.Lines);
    }
}
