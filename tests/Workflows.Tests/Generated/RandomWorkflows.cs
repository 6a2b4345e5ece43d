using FsCheck;
using FsCheck.Fluent;
using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Tests.Generated;

/// <summary>
/// Random structured workflows: flowcharts in both modes, sequences, parallel parts, loops, forks, races, children, people,
/// events, delays and faults within each other. Whatever the shape, the engine ends or waits.
/// </summary>
public sealed class RandomWorkflows
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(Replay).WithQuietOnSuccess(true);

    /// <summary>The same workflows in every run of the tests.</summary>
    private static Microsoft.FSharp.Core.FSharpOption<Replay> Replay => new(new(new Rnd(20260929), Microsoft.FSharp.Core.FSharpOption<int>.None));

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void Every_workflow_ends_and_leaves_each_part_as_often_as_it_enters_it(FlowchartMode mode)
    {
        var bursts = 0;
        Holds(mode, (drawing, definition, seed) =>
        {
            var play = new Play(definition, seed);

            Assert.Equal(WorkflowSubStatus.Finished, play.State.SubStatus);
            Assert.Equal(1, play.Lines["end"]);
            foreach (var (enter, leave) in drawing.Pairs)
                Assert.True(play.Lines.GetValueOrDefault(enter) == play.Lines.GetValueOrDefault(leave), $"{enter} is said {play.Lines.GetValueOrDefault(enter)} times, {leave} {play.Lines.GetValueOrDefault(leave)} times");
            bursts += play.Bursts;
        });
        Assert.True(bursts > 1000, $"{bursts} bursts: the generator must make what the test is about");
    }

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void The_same_stimuli_give_the_same_journal_effects_and_state_whether_or_not_the_state_was_written_down(FlowchartMode mode) =>
        Holds(mode, (_, definition, seed) => new Play(definition, seed).CheckRepeat());

    [Theory]
    [InlineData(FlowchartMode.Counter)]
    [InlineData(FlowchartMode.Token)]
    public void A_workflow_withdrawn_in_the_middle_leaves_nothing_open(FlowchartMode mode) =>
        Holds(mode, (_, definition, seed) =>
        {
            var play = new Play(definition, seed, cancelsAfter: seed % 7);
            Assert.True(play.State.SubStatus is WorkflowSubStatus.Cancelled or WorkflowSubStatus.Finished);
        });

    private static void Holds(FlowchartMode mode, Action<Drawing, Conformance.Definition, int> property) =>
        Check.One(Config, Prop.ForAll(Shape.Any, Gen.Choose(1, 1_000_000).ToArbitrary(), (shape, seed) =>
        {
            var drawing = new Drawing(mode);
            property(drawing, drawing.Draw(shape), seed);
        }));
}
