using OneWindow.Workflows.Analysis;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>JointHandling: several bodies are asked at once, and the case goes on once.</summary>
public sealed class JointSteps
{
    private const string Three = """["labour-bureau","justice-bureau","trade-union"]""";

    public static TheoryData<FlowchartMode> Modes => [FlowchartMode.Counter, FlowchartMode.Token];

    private static string Joint(string bodies, params (string Name, string Json)[] more) => $$$"""
        {"id":"joint","type":"OneWindow.JointHandling","version":1,"title":{{{Literal("会办")}}},"bodies":{{{Data(bodies)}}}{{{string.Concat(more.Select(m => $",\"{m.Name}\":{m.Json}"))}}}}
        """;

    private static (string, string) Rule(string rule) => ("rule", Literal(rule));

    private static Run Start(FlowchartMode mode, params (string, string)[] more) => new Definition(Flowchart("f",
        [
            Joint(Three, more), Say("agreed", "'agreed ' + getAnswersFromJoint().map(a => a.body + '=' + a.outcome + (a.silent ? '!' : '')).join(' ')"), Line("refused"), Say("mixed", "'mixed ' + getAnswersFromJoint().length"), Line("after"),
        ],
        [.. new[] { "joint-agreed-agreed", "joint-refused-refused", "agreed-after", "refused-after", "mixed-after" }, .. more.Contains(Rule("any")) ? Array.Empty<string>() : ["joint-mixed-mixed"]]))
    { Mode = mode }.Start();

    private static Run Answer(Run run, string body, string outcome, string? opinion = null)
    {
        var item = run.Effects.OfType<OpenWorkItem>().Last(i => i.Body == body);
        return run.Send(new AnswerStimulus(item.BookmarkId, outcome, opinion, Value.Null));
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void All_are_asked_at_once_and_the_case_goes_on_once_when_all_have_answered(FlowchartMode mode)
    {
        var run = Start(mode);
        Assert.Equal(["labour-bureau", "justice-bureau", "trade-union"], run.Effects.OfType<OpenWorkItem>().Select(i => i.Body));

        Answer(run, "justice-bureau", "agree");
        Answer(run, "labour-bureau", "agree", "派两人");
        Assert.Empty(run.Lines);
        Answer(run, "trade-union", "agree");

        Assert.Equal(["agreed labour-bureau=agree justice-bureau=agree trade-union=agree", "after"], run.Lines);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Under_all_each_body_is_heard_also_where_one_refuses(FlowchartMode mode)
    {
        var run = Start(mode);
        Answer(run, "labour-bureau", "refuse", "不属于本局职责");
        Answer(run, "justice-bureau", "agree");
        Assert.Empty(run.Lines);
        Answer(run, "trade-union", "agree");

        Assert.Equal(["mixed 3", "after"], run.Lines);
    }

    [Fact]
    public void Where_all_refuse_it_is_refused()
    {
        var run = Start(FlowchartMode.Counter);
        foreach (var body in new[] { "labour-bureau", "justice-bureau", "trade-union" }) Answer(run, body, "refuse", "否");

        Assert.Equal(["refused", "after"], run.Lines);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Under_any_the_first_agreement_decides_and_the_others_are_closed_as_overtaken(FlowchartMode mode)
    {
        var run = Start(mode, Rule("any"), ("limit", Literal("2wd")), ("silence", Literal("refusal")));
        Answer(run, "labour-bureau", "refuse", "否");
        Answer(run, "trade-union", "agree");

        Assert.Equal(["agreed labour-bureau=refuse trade-union=agree", "after"], run.Lines);
        Assert.Equal(["answered", "answered", "superseded"], run.Effects.OfType<CloseWorkItem>().Select(c => c.Reason));
        Assert.Equal(2, run.Effects.OfType<CancelTimer>().Count() - 1);
        var late = run.Effects.OfType<OpenWorkItem>().Single(i => i.Body == "justice-bureau").BookmarkId;
        Assert.Throws<Domain.Errors.RefusedException>(() => run.Send(new AnswerStimulus(late, "agree", null, Value.Null)));
    }

    [Theory]
    [InlineData("agree agree", "agreed labour-bureau=agree justice-bureau=agree")]
    [InlineData("refuse agree agree", "agreed labour-bureau=refuse justice-bureau=agree trade-union=agree")]
    [InlineData("refuse refuse", "refused")]
    [InlineData("agree refuse refuse", "mixed 3")]
    public void A_quorum_ends_as_soon_as_it_is_reached_or_out_of_reach(string answers, string line)
    {
        var run = Start(FlowchartMode.Counter, Rule("quorum"), ("quorum", Literal("2", "Int32")));
        foreach (var (answer, body) in answers.Split(' ').Zip(["labour-bureau", "justice-bureau", "trade-union"])) Answer(run, body, answer, "意见");

        Assert.Equal([line, "after"], run.Lines);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Silence_counts_as_consent_where_the_definition_says_so_and_is_recorded_as_such(FlowchartMode mode)
    {
        var run = Start(mode, ("limit", Literal("2wd")), ("silence", Literal("consent")));
        Answer(run, "justice-bureau", "agree");
        run.Wait();
        run.Wait();

        Assert.Equal(["agreed labour-bureau=silent-consent! justice-bureau=agree trade-union=silent-consent!", "after"], run.Lines);
        Assert.All(run.Effects.OfType<OpenWorkItem>(), i => Assert.Equal("silent-consent", i.LapseOutcome));
        Assert.All(run.Effects.OfType<OpenWorkItem>(), i => Assert.True(i.Outcomes.Single(o => o.Key == "silent-consent").ByTime));
    }

    [Fact]
    public void Silence_may_count_as_refusal()
    {
        var run = Start(FlowchartMode.Counter, ("limit", Literal("2wd")), ("silence", Literal("refusal")));
        Answer(run, "justice-bureau", "agree");

        Assert.Equal(["mixed 3", "after"], run.Wait().Wait().Lines);
    }

    [Fact]
    public void Without_a_rule_for_silence_the_answer_is_waited_for()
    {
        var run = Start(FlowchartMode.Counter, ("limit", Literal("2wd")));

        Assert.Empty(run.Effects.OfType<StartTimer>());
        Assert.All(run.Effects.OfType<OpenWorkItem>(), i => Assert.Null(i.LapseOutcome));
    }

    [Fact]
    public void A_person_cannot_give_the_answer_of_silence()
    {
        var run = Start(FlowchartMode.Counter, ("limit", Literal("2wd")), ("silence", Literal("consent")));

        var refused = Assert.Throws<Domain.Errors.RefusedException>(() => Answer(run, "labour-bureau", "silent-consent"));
        Assert.Equal("outcome-unknown", refused.Code);
    }

    [Fact]
    public void A_body_may_have_a_limit_of_its_own()
    {
        var run = new Definition(Sequence("q", Joint("""["labour-bureau",{"body":"justice-bureau","limit":"5wd"}]""", ("limit", Literal("2wd")), ("basis", Literal("statute"))))).Start();

        Assert.Equal(["2wd", "5wd"], run.Effects.OfType<OpenWorkItem>().Select(i => i.Limit!.Limit.ToString()));
        Assert.All(run.Effects.OfType<OpenWorkItem>(), i => Assert.Equal("statute", i.Limit!.Basis));
    }

    [Fact]
    public void A_body_named_twice_is_asked_once_and_nobody_to_ask_is_agreement()
    {
        Assert.Single(new Definition(Sequence("q", Joint("""["labour-bureau","labour-bureau"]"""))).Start().Effects.OfType<OpenWorkItem>());
        Assert.Equal(WorkflowStatus.Finished, new Definition(Sequence("q", Joint("[]"))).Start().State.Status);
    }

    [Fact]
    public void A_quorum_of_more_than_are_asked_faults()
    {
        var run = new Definition(Sequence("q", Joint("[]", Rule("any")))).Start();

        Assert.Equal("joint-too-few", Assert.Single(run.State.Incidents).Code);
    }

    [Theory]
    [InlineData("quorum", null, null)]
    [InlineData("all", "consent", null)]
    public void A_quorum_without_its_number_and_silence_without_a_limit_are_found(string rule, string? silence, string? limit)
    {
        (string, string)[] more = [Rule(rule), .. silence is null ? Array.Empty<(string, string)>() : [("silence", Literal(silence))], .. limit is null ? Array.Empty<(string, string)>() : [("limit", Literal(limit))]];

        Assert.Contains(DefinitionValidator.Check(new Definition(Sequence("q", Joint(Three, more))).Json()), f => f.Code == "OW121-bad-joint");
    }

    [Theory]
    [InlineData("all", 3)]
    [InlineData("any", 2)]
    public void The_proof_goes_through_every_way_in_which_it_can_end(string rule, int ways)
    {
        var arrows = new[] { "joint-agreed-agreed", "joint-refused-refused", "joint-mixed-mixed" }.Take(ways).ToArray();
        var definition = new Definition(Flowchart("f", [Joint(Three, Rule(rule)), Line("agreed"), Line("refused"), .. ways == 3 ? [Line("mixed")] : Array.Empty<string>()], arrows));

        var report = PublicationCheck.Of(definition.Json());

        Assert.DoesNotContain(report.Findings, f => f.Severity == FindingSeverity.Error && f.Code != "OW307-not-closed");
        var missing = new Definition(Flowchart("f", [Joint(Three, Rule(rule)), Line("agreed")], "joint-agreed-agreed"));
        Assert.Equal(ways - 1, DefinitionValidator.Check(missing.Json()).Count(f => f is { Code: "OW205-outcome-unconnected", Severity: FindingSeverity.Error }));
    }
}
