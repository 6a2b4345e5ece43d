using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Migration;
using OneWindow.Workflows.Tests.Execution;
using OneWindow.Workflows.Tests.Journals;

namespace OneWindow.Workflows.Tests.Migration;

/// <summary>Moving an instance to the same definition under another number changes the number and nothing else.</summary>
public sealed class SameDefinition
{
    private static Plan Next(Plan plan) => Plan.Compile(plan.Definition.With(plan.Definition.Version + 1, isPublished: true));

    private static WorkflowState Moved(Plan from, Plan to, WorkflowState state)
    {
        var result = InstanceMigration.Apply(from, to, state, Chart.Facts);

        Assert.Empty(result.Preview.Changes);
        Assert.Equal(StateJson.Write(state with { DefinitionVersion = to.Definition.Version }), StateJson.Write(result.After));
        Assert.Equal(state.Bookmarks.Select(b => b.Id), result.Preview.Waits.Select(w => w.BookmarkId));
        return result.After;
    }

    [Theory]
    [MemberData(nameof(RecordedRuns.Files), MemberType = typeof(RecordedRuns))]
    public void A_recorded_instance_goes_on_as_if_it_had_not_been_moved(string file)
    {
        var recording = Recording.Read(file);
        var plan = recording.Plan();
        var next = Next(plan);
        var moves = 0;
        foreach (var run in recording.Runs)
            for (var i = 0; i < run.Bursts.Count - 1; i++, moves++)
            {
                var (state, then) = (run.Bursts[i].ReadState(), run.Bursts[i + 1]);
                then.AssertSame(Engine.Advance(next, Moved(plan, next, state), then.ReadStimulus(), then.At, Recording.Facts), $"{run.Name}, moved after burst {i}");
            }
        Assert.True(moves > 1);
    }

    [Fact]
    public void A_random_flowchart_moved_at_every_step_writes_the_same_journal()
    {
        var moves = 0;
        for (var seed = 1; seed <= 300; seed++)
        {
            var builder = new RandomFlowcharts.Builder(new Random(seed));
            var (first, last) = builder.Block(4);
            var json = builder.Chart.Line("before", "behind").Arrow($"before-{first}", $"{last}-behind").Json();
            var plan = Plan.Compile(DefinitionReader.Read(json));
            var (still, moving, random) = (Run.Of(plan), Run.Of(plan), new Random(seed));
            for (var round = 0; round < 30 && still.State.Bookmarks.Count > 0; round++, moves++)
            {
                var next = Next(plan);
                moving.GoOn(next, Moved(plan, next, moving.State));
                plan = next;
                var bookmark = still.State.Bookmarks[random.Next(still.State.Bookmarks.Count)];
                var outcomes = still.Effects.OfType<OpenWorkItem>().Single(i => i.BookmarkId == bookmark.Id).Outcomes;
                var answer = new AnswerStimulus(bookmark.Id, outcomes[random.Next(outcomes.Count)].Key, null, default);
                still.Send(answer);
                moving.Send(answer);
            }
            Assert.Equal(StateJson.Write(still.Journal), StateJson.Write(moving.Journal));
        }
        Assert.True(moves > 300);
    }
}
