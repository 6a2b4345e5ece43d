using OneWindow.Workflows.Execution;

namespace OneWindow.Workflows.Tests.Journals;

/// <summary>Instances that an earlier build started run on with this one as they would have run there.</summary>
public sealed class RecordedRuns
{
    public static TheoryData<string> Files => [.. Directory.GetFiles(Recording.Folder, "*.json").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_recordings_of_every_shipped_service_and_of_the_awkward_shapes()
    {
        foreach (var name in (string[])["disability-certificate", "legal-aid", "temporary-relief", "loop-with-joins", "sequence-with-delay", "loop-of-tasks", "incident"])
            Assert.Contains(Files, f => f.Data.EndsWith($"-{name}.json", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stored_state_runs_on_from_every_point_as_recorded(string file)
    {
        Assert.True(ResumeAll(Recording.Read(file)) > 1);
    }

    /// <summary>Goes on from every state of a recording and fails where anything differs; how many states there were.</summary>
    internal static int ResumeAll(Recording recording)
    {
        var plan = recording.Plan();
        var resumed = 0;
        foreach (var run in recording.Runs)
            for (var from = 0; from < run.Bursts.Count - 1; from++, resumed++)
            {
                var state = run.Bursts[from].ReadState();
                for (var i = from + 1; i < run.Bursts.Count; i++)
                {
                    var (burst, where) = (run.Bursts[i], $"{run.Name}, stored after burst {from}, burst {i}");
                    var result = Engine.Advance(plan, state, burst.ReadStimulus(), burst.At, Recording.Facts);
                    burst.AssertSame(result, where);
                    state = result.State;
                }
            }
        return resumed;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_run_started_anew_goes_the_same_way(string file)
    {
        var recording = Recording.Read(file);
        var plan = recording.Plan();
        Assert.NotEmpty(recording.Runs);
        foreach (var run in recording.Runs)
        {
            var start = run.Bursts[0];
            start.AssertSame(Engine.Start(plan, (StartStimulus)start.ReadStimulus(), start.At, Recording.Facts), run.Name);
        }
    }
}
