using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>Workflows used as activities: inputs, outputs, outcomes, versions, and what stays within them.</summary>
public sealed class EmbeddedWorkflows
{
    private const string Usable = """{"usableAsActivity":true}""";

    private static string Use(string id, string workflow, params (string, string)[] properties) =>
        $$"""{"id":"{{id}}","type":"{{workflow}}","version":1{{string.Concat(properties.Select(p => $",\"{p.Item1}\":{p.Item2}"))}}}""";

    private static Definition Used(string id, string root, params string[] outcomes) => new Definition(root) { Id = id }.Options(Usable, outcomes);

    [Fact]
    public void Inputs_go_in_and_outputs_come_out()
    {
        var twice = Used("Twice", Give("g", "Result", "getNumber() * 2")).Input("Number", "Int32").Output("Result", "Int32");
        var main = Sequence("q", Use("t", "Twice", ("number", Js("20 + 1", "Int32")), ("result", """{"typeName":"Int32","memoryReference":{"id":"n"}}""")), Say("s", "getN()"));

        Assert.Equal(["42"], new Definition(main).Variable("n", "Int32", "0").With(twice).Start().Lines);
    }

    [Fact]
    public void Outcomes_choose_the_way_on()
    {
        var check = Used("Check", Sequence("q", Activity("c", "Complete", ("outcomes", Data("""["No"]"""))), Line("skipped")), "Yes", "No");
        var main = Flowchart("fc", [Use("u", "Check"), Line("yes"), Line("no")], "u-Yes-yes", "u-No-no");

        Assert.Equal(["no"], new Definition(main).With(check).Start().Lines);
    }

    [Fact]
    public void Complete_ends_the_workflow_it_stands_in_and_does_not_cascade()
    {
        var inner = Used("Inner", Sequence("q", Activity("c", "Complete"), Line("skipped")));
        var outer = Used("Outer", Sequence("q", Use("u", "Inner"), Line("outer"))).With(inner);

        var run = new Definition(Sequence("q", Use("u", "Outer"), Line("main"))).With(inner, outer).Start();

        Assert.Equal(["outer", "main"], run.Lines);
    }

    [Fact]
    public void Break_leaves_the_loop_around_the_activity()
    {
        var leaving = Used("Leaving", Sequence("q", Activity("b", "Break"), Line("skipped")));
        var main = Sequence("q", ForEach("f", "[1,2]", Sequence("body", Line("round"), Use("u", "Leaving"), Line("skipped too"))), Line("after"));

        Assert.Equal(["round", "after"], new Definition(main).With(leaving).Start().Lines);
    }

    [Fact]
    public void Complete_withdraws_what_the_workflow_it_stands_in_waits_for()
    {
        var inner = Used("Inner", Parallel("p", Wait("never"), Sequence("q", Wait("go"), Activity("c", "Complete"))));
        var run = new Definition(Sequence("q", Use("u", "Inner"), Wait("after"))).With(inner).Start();

        run.Happen("go");

        Assert.Equal(["after"], run.State.Bookmarks.Select(b => b.EventName));
    }

    [Fact]
    public void Complete_in_the_main_workflow_ends_it()
    {
        var run = new Definition(Parallel("p", Wait("never"), Sequence("q", Sequence("r", Activity("c", "Complete"), Line("skipped")), Line("skipped")))).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.Lines);
    }

    [Fact]
    public void Variables_of_one_workflow_are_not_seen_in_another()
    {
        var inner = Used("Inner", Sequence("q", Set("s", "n", "getN() + 1"), Say("i", "getN()"))).Variable("n", "Int32", "100");

        var run = new Definition(Sequence("q", Use("u", "Inner"), Say("m", "getN()"))).Variable("n", "Int32", "1").With(inner).Start();

        Assert.Equal(["101", "1"], run.Lines);
    }

    [Fact]
    public void It_goes_on_after_a_wait_and_its_end_goes_on_behind_it()
    {
        var inner = Used("Inner", Sequence("q", Wait("go"), Say("s", "getWho()"))).Input("Who", "String");
        var run = new Definition(Sequence("q", Use("u", "Inner", ("who", Literal("Drolma"))), Line("after"))).With(inner).Start();

        run.Happen("go");

        Assert.Equal(["Drolma", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void A_version_id_comes_before_the_published_version_and_that_before_the_latest()
    {
        Definition Of(int version, bool published) => new Definition(Line($"v{version}")) { Id = "Inner", Version = version, IsPublished = published }.Options(Usable);
        string Named(string? versionId) => Use("u", "Inner", [("workflowDefinitionId", Text("Inner")), .. versionId is null ? [] : new[] { ("workflowDefinitionVersionId", Text(versionId)) }]);
        string Line1(string root, params Definition[] library) => new Definition(root).With(library).Start().Lines.Single();

        Assert.Equal("v1", Line1(Named("Inner-v1"), Of(1, false), Of(2, true), Of(3, false)));
        Assert.Equal("v2", Line1(Named("gone"), Of(1, false), Of(2, true), Of(3, false)));
        Assert.Equal("v3", Line1(Named(null), Of(1, false), Of(3, false)));
        Assert.Equal("v2", Line1(Use("u", "Inner"), Of(1, false), Of(2, true), Of(3, false)));
    }

    [Fact]
    public void A_workflow_that_contains_itself_is_refused()
    {
        var a = Used("A", Use("u", "B"));
        var b = Used("B", Use("u", "A"));

        var refusal = Assert.Throws<DefinitionException>(() => new Definition(Use("u", "A")).With(a, b).Start());

        Assert.Contains(refusal.Findings, f => f.Code == "OW113-contains-itself");
    }

    [Fact]
    public void Its_fault_is_an_incident_of_the_whole()
    {
        var inner = Used("Inner", Activity("f", "Fault", ("code", Literal("bad"))));

        var run = new Definition(Sequence("q", Use("u", "Inner"), Line("after"))).With(inner).Start();
        Assert.Equal("bad", Assert.Single(run.State.Incidents).Code);
        run.Send(new RetryStimulus(run.State.Incidents[0].Id, Outcome.DonePort));

        Assert.Equal(["after"], run.Lines);
    }

    [Fact]
    public void Finish_within_it_ends_the_whole_workflow()
    {
        var inner = Used("Inner", Activity("f", "Finish"));

        var run = new Definition(Parallel("p", Wait("never"), Sequence("q", Use("u", "Inner"), Line("after")))).With(inner).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.Lines);
        Assert.Empty(run.State.Bookmarks);
    }
}
