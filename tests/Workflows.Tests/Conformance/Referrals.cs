using System.Text.Json.Nodes;
using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Analysis;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>ReferOut: an office outside is asked, and the case waits for its answer or for the end of the limit.</summary>
public sealed class Referrals
{
    private const string Answers = """[{"key":"yes","name":"是"},{"key":"no","name":"否","reason":true},{"key":"silent","name":"未答复"}]""";

    private static string Refer(string partner, params (string Name, string Json)[] more) => $$$"""
        {"id":"refer","type":"OneWindow.ReferOut","version":1,"partner":{{{partner}}},"title":{{{Literal("核对")}}},"body":{{{Literal("federation-disabled")}}},
         "outcomes":{{{Data(Answers)}}}{{{string.Concat(more.Select(m => $",\"{m.Name}\":{m.Json}"))}}}}
        """;

    private static (string, string)[] Lapsing => [("limit", Literal("5d")), ("lapseOutcome", Literal("silent"))];

    [Fact]
    public void It_opens_an_item_that_names_the_office_and_what_it_is_asked()
    {
        var run = new Definition(Sequence("q", Refer(Literal("civil-affairs"), ("question", Js("'低保' + '？'", "String"))))).Start();

        var item = Assert.Single(run.Effects.OfType<OpenWorkItem>());
        Assert.Equal(("civil-affairs", "低保？", "federation-disabled", WorkItemKind.Step), (item.Partner, item.Question, item.Body, item.Kind));
        Assert.Equal(["yes", "no", "silent"], item.Outcomes.Select(o => o.Key));
    }

    [Fact]
    public void The_answer_with_its_data_goes_on_by_its_outcome()
    {
        var run = new Definition(Flowchart("f", [Refer(Literal("civil-affairs")), Say("s", "getDataFromRefer().level + getOpinionFromRefer()"), Line("other")], "refer-yes-s", "refer-no-other", "refer-silent-other")).Start();

        run.Send(new AnswerStimulus(Assert.Single(run.State.Bookmarks).Id, "yes", "在册", Value.FromJsonText("""{"level":2}""")));

        Assert.Equal(["2在册"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void At_the_end_of_the_limit_time_answers()
    {
        var run = new Definition(Flowchart("f", [Refer(Literal("civil-affairs"), Lapsing), Line("answered"), Line("silent")], "refer-yes-answered", "refer-no-answered", "refer-silent-silent")).Start();

        var bookmark = Assert.Single(run.State.Bookmarks);
        Assert.NotNull(bookmark.DueAt);
        run.Send(new TimerStimulus(bookmark.Id));

        Assert.Equal(["silent"], run.Lines);
    }

    [Fact]
    public void Without_an_office_the_step_faults()
    {
        var run = new Definition(Sequence("q", Refer(Js("''", "String")))).Start();

        Assert.Equal("no-partner", Assert.Single(run.State.Incidents).Code);
    }

    [Fact]
    public void A_code_that_no_office_can_have_is_found()
    {
        var findings = DefinitionValidator.Check(new Definition(Sequence("q", Refer(Literal("Civil Affairs")))).Json());

        Assert.Equal("OW118-bad-partner", Assert.Single(findings, f => f.Severity == FindingSeverity.Error).Code);
    }

    [Fact]
    public void An_answer_that_leads_nowhere_is_found()
    {
        var findings = DefinitionValidator.Check(new Definition(Flowchart("f", [Refer(Literal("civil-affairs")), Line("l")], "refer-yes-l")).Json());

        Assert.Equal(2, findings.Count(f => f is { Code: "OW205-outcome-unconnected", Severity: FindingSeverity.Error }));
    }

    [Fact]
    public void A_case_may_be_published_with_it_and_with_an_event_after_it()
    {
        var chart = Flowchart("f", [Refer(Literal("civil-affairs"), Lapsing), Wait("checked"), Close("c")], "refer-yes-checked", "refer-no-checked", "refer-silent-checked", "checked-c");

        Assert.DoesNotContain(PublicationCheck.Of(new Definition(chart).Json()).Findings, f => f.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void Scenarios_answer_it_like_any_other_step()
    {
        var service = new EditedService("temporary-relief");
        var plan = service.PlanWith(definition =>
        {
            var step = EditedService.Step(definition, "accept");
            step["type"] = "OneWindow.ReferOut";
            step["partner"] = JsonNode.Parse(Literal("civil-affairs"));
        });

        Assert.True(service.Scenarios.Count > 3);
        Assert.All(service.Scenarios, scenario => Assert.Empty(ScenarioRunner.Run(plan, service.Service, Chart.Facts, scenario).Failures));
    }

    private static string Close(string id) => $$$"""{"id":"{{{id}}}","type":"OneWindow.CloseCase","version":1,"result":{{{Literal("done")}}}}""";
}
