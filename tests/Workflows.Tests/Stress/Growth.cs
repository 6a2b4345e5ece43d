using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Conformance;

namespace OneWindow.Workflows.Tests.Stress;

/// <summary>
/// Eight times the work may cost a quarter more than eight times as much; what grows with the square costs 64 times as
/// much. Eight and not ten, because lists double as they grow: between two powers of two that cancels out.
/// </summary>
internal static class Growth
{
    public static readonly IReadOnlyDictionary<string, Value> NoInput = new Dictionary<string, Value>(StringComparer.Ordinal);

    private const int Times = 8;
    private const double Most = 1.25 * Times;

    /// <summary>Allocation stands for work: it does not depend on how busy the machine is.</summary>
    public static void IsLinear(int size, Action<int> work)
    {
        // What is made once, for a plan or for the process, does not count.
        work(size / Times);
        work(size);
        var (small, large) = (Bytes(() => work(size / Times)), Bytes(() => work(size)));
        Assert.True(large <= Most * small, $"{size / Times}: {small:N0} bytes, {size}: {large:N0} bytes, ratio {(double)large / small:0.0}");
    }

    /// <summary>Runs the start of a definition, made and compiled outside the measure, at both sizes.</summary>
    public static void OfStartIsLinear(int size, Func<int, Definition> make)
    {
        var made = new[] { size / Times, size }.ToDictionary(s => s, s => (make(s), make(s).Compile()));
        IsLinear(size, s =>
        {
            var (definition, (plan, facts)) = made[s];
            Assert.Equal(WorkflowSubStatus.Finished, Engine.Start(plan, Nothing(definition), Execution.Chart.Noon, facts).State.SubStatus);
        });
    }

    public static StartStimulus Nothing(Definition definition) =>
        new(NoInput) { Mode = definition.Mode, Incidents = definition.Policy };

    private static long Bytes(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
