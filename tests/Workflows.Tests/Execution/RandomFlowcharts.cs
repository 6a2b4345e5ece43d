using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Tests.Execution;

/// <summary>
/// Random structured flowcharts: sequences, decisions, forks with joins and loops, nested in each other, with steps that
/// a person answers in random order. Whatever the shape, each block is left as often as it was entered, and the
/// workflow ends.
/// </summary>
public sealed class RandomFlowcharts
{
    private const int Charts = 400;

    [Fact]
    public void Every_structured_flowchart_ends_and_leaves_each_block_as_often_as_it_enters_it()
    {
        var (forks, loops, answers) = (0, 0, 0);
        for (var seed = 1; seed <= Charts; seed++)
        {
            var random = new Random(seed);
            var builder = new Builder(random);
            var (first, last) = builder.Block(4);
            var run = builder.Chart.Line("before", "behind").Arrow($"before-{first}", $"{last}-behind").Start();

            for (var round = 0; run.State.Bookmarks.Count > 0; round++)
            {
                Assert.True(round < 2000, $"seed {seed} does not end");
                var bookmark = run.State.Bookmarks[random.Next(run.State.Bookmarks.Count)];
                var item = run.Effects.OfType<OpenWorkItem>().Single(i => i.BookmarkId == bookmark.Id);
                run.Send(new AnswerStimulus(bookmark.Id, item.Outcomes[random.Next(item.Outcomes.Count)].Key, null, default));
                answers++;
            }

            Assert.Equal(WorkflowStatus.Finished, run.State.Status);
            Assert.Empty(run.State.Incidents);
            Assert.True(Times(run, "behind") == 1, $"seed {seed} does not leave its last block once");
            foreach (var (enter, leave) in builder.Pairs)
                Assert.True(Times(run, enter) == Times(run, leave), $"seed {seed}: {enter} ran {Times(run, enter)} times, {leave} {Times(run, leave)} times");
            (forks, loops) = (forks + builder.Forks, loops + builder.Loops);
        }
        Assert.True(forks > 100 && loops > 100 && answers > 1000, "the generator must make what the test is about");
    }

    /// <summary>A structured flowchart between two lines; the same seed gives the same.</summary>
    internal static Chart Structured(int seed, int depth)
    {
        var builder = new Builder(new Random(seed));
        var (first, last) = builder.Block(depth);
        return builder.Chart.Line("before", "behind").Arrow($"before-{first}", $"{last}-behind");
    }

    private static int Times(Run run, string line) => run.Lines.Count(l => l == line);

    internal sealed class Builder(Random random)
    {
        private int _ids;

        public Chart Chart { get; } = new();
        public List<(string Enter, string Leave)> Pairs { get; } = [];
        public int Forks { get; private set; }
        public int Loops { get; private set; }

        /// <summary>A block with one entry and one exit; both write a line.</summary>
        public (string First, string Last) Block(int depth) => random.Next(depth <= 0 ? 2 : 6) switch
        {
            0 => Single(),
            1 => Step(),
            2 => Then(depth),
            3 => Decision(depth),
            4 => Fork(depth),
            _ => Loop(depth),
        };

        private string Id(string prefix) => $"{prefix}{++_ids}";

        private string Line()
        {
            var id = Id("l");
            Chart.Line(id);
            return id;
        }

        private (string, string) Pair(string enter, string leave)
        {
            Pairs.Add((enter, leave));
            return (enter, leave);
        }

        private (string, string) Single()
        {
            var line = Line();
            return (line, line);
        }

        private (string, string) Step()
        {
            var (enter, step, leave) = (Line(), Id("s"), Line());
            Chart.Step(step, "ok").Arrow($"{enter}-{step}", $"{step}-ok-{leave}");
            return Pair(enter, leave);
        }

        private (string, string) Then(int depth)
        {
            var (first, second) = (Block(depth - 1), Block(depth - 1));
            Chart.Arrow($"{first.Last}-{second.First}");
            return Pair(Enter(first.First), Leave(second.Last));
        }

        private (string, string) Decision(int depth)
        {
            var (enter, ask, leave) = (Line(), Id("d"), Line());
            var (left, right) = (Block(depth - 1), Block(depth - 1));
            Chart.Step(ask, "left", "right").Arrow($"{enter}-{ask}", $"{ask}-left-{left.First}", $"{ask}-right-{right.First}", $"{left.Last}-{leave}", $"{right.Last}-{leave}");
            return Pair(enter, leave);
        }

        private (string, string) Fork(int depth)
        {
            Forks++;
            var (enter, leave) = (Line(), Line());
            for (var branch = 0; branch < 2; branch++)
            {
                var block = Block(depth - 1);
                Chart.Arrow($"{enter}-{block.First}", $"{block.Last}-{leave}");
            }
            return Pair(enter, leave);
        }

        /// <summary>A body that a person sends round again, leaves at its end, or breaks out of in the middle.</summary>
        private (string, string) Loop(int depth)
        {
            Loops++;
            var (enter, head, ask, stop, leave) = (Line(), Line(), Id("a"), Id("b"), Line());
            var body = Block(depth - 1);
            Chart.Step(ask, "on", "out").Step(stop, "again", "out")
                .Arrow($"{enter}-{head}", $"{head}-{ask}", $"{ask}-on-{body.First}", $"{ask}-out-{leave}", $"{body.Last}-{stop}", $"{stop}-again-{head}", $"{stop}-out-{leave}");
            return Pair(enter, leave);
        }

        private string Enter(string first)
        {
            var line = Line();
            Chart.Arrow($"{line}-{first}");
            return line;
        }

        private string Leave(string last)
        {
            var line = Line();
            Chart.Arrow($"{last}-{line}");
            return line;
        }
    }
}
