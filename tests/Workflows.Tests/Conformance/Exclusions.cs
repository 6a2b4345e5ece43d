using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using static OneWindow.Workflows.Tests.Conformance.Pieces;

namespace OneWindow.Workflows.Tests.Conformance;

/// <summary>HandleStep's notBy: who decided an earlier step does not decide this one.</summary>
public sealed class Exclusions
{
    private static string Handle(string id, string? notBy = null) => $$$"""
        {"id":"{{{id}}}","type":"OneWindow.HandleStep","version":1,"title":{{{Literal("办")}}},"body":{{{Literal("federation-disabled")}}},
         "outcomes":{{{Data("""[{"key":"yes","name":"是"}]""")}}}{{{(notBy is null ? "" : $",\"notBy\":{Data(notBy)}")}}}}
        """;

    [Fact]
    public void The_item_says_who_may_not_decide_it()
    {
        var run = new Definition(Sequence("q", Handle("check"), Handle("approve", """["check","registrar"]"""))).Start();
        Assert.Null(Assert.Single(run.Effects.OfType<OpenWorkItem>()).NotBy);
        run.Send(new AnswerStimulus(Assert.Single(run.State.Bookmarks).Id, "yes", null, default));
        Assert.Equal(["check", "registrar"], run.Effects.OfType<OpenWorkItem>().Last().NotBy);
    }

    [Theory]
    [InlineData("""["chekc"]""", true)]
    [InlineData("""{"check":true}""", true)]
    [InlineData("""["check"]""", false)]
    public void A_step_that_is_not_there_excludes_nobody_and_is_found(string notBy, bool found)
    {
        var findings = DefinitionValidator.Check(new Definition(Sequence("q", Handle("check"), Handle("approve", notBy))).Json());
        Assert.Equal(found, findings.Any(f => f is { Code: "OW119-bad-not-by", ActivityId: "approve" }));
    }
}
