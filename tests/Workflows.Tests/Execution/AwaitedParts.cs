using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;

namespace OneWindow.Workflows.Tests.Execution;

/// <summary>The step of a matter that waits for its parts: a window holds it, and its answer chooses how the matter closes.</summary>
public sealed class AwaitedParts
{
    private static readonly DateTimeOffset Now = new(2026, 9, 29, 2, 0, 0, TimeSpan.Zero);

    private static Plan Matter => Chart.Compiled(DefinitionReader.Read(File.ReadAllText(Chart.Folder("matter/workflow.json"))));

    [Theory]
    [InlineData(AwaitParts.All)]
    [InlineData(AwaitParts.Some)]
    [InlineData(AwaitParts.None)]
    public void The_window_holds_it_and_the_answer_closes_the_matter(string outcome)
    {
        var input = new Dictionary<string, Value>(StringComparer.Ordinal) { ["Number"] = Value.From("1"), ["Station"] = Value.From("county-station") };
        var begun = Engine.Start(Matter, new StartStimulus(input), Now, Chart.ShippedFacts);
        var item = Assert.Single(begun.Effects.OfType<OpenWorkItem>());

        Assert.Equal((WorkItemKind.Parts, "county-station", "clerk"), (item.Kind, item.Body, item.Role));
        Assert.All(item.Outcomes, o => Assert.True(o.ByTime));
        var ended = Engine.Advance(Matter, begun.State, new AnswerStimulus(item.BookmarkId, outcome, null, Value.Null), Now, Chart.ShippedFacts);
        Assert.Equal(outcome, Assert.Single(ended.Effects.OfType<OneWindow.Workflows.Execution.CloseCase>()).Result);
        Assert.False(ended.State.IsAlive);
    }
}
