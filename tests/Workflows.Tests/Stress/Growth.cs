using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Conformance;

namespace OneWindow.Workflows.Tests.Stress;

/// <summary>Ten times the work may cost twelve times as much; what grows with the square costs a hundred times as much.</summary>
internal static class Growth
{
    private const double Most = 12;

    /// <summary>Allocation stands for work: it does not depend on how busy the machine is.</summary>
    public static void IsLinear(int size, Action<int> work)
    {
        work(size / 10);
        var (small, large) = (Bytes(() => work(size / 10)), Bytes(() => work(size)));
        Assert.True(large <= Most * small, $"{size / 10}: {small:N0} bytes, {size}: {large:N0} bytes, ratio {(double)large / small:0.0}");
    }

    /// <summary>Runs the start of a definition, made and compiled outside the measure, at both sizes.</summary>
    public static void OfStartIsLinear(int size, Func<int, Definition> make)
    {
        var made = new[] { size / 10, size }.ToDictionary(s => s, s => (make(s), make(s).Compile()));
        IsLinear(size, s =>
        {
            var (definition, (plan, facts)) = made[s];
            Engine.Start(plan, Nothing(definition), Execution.Chart.Noon, facts);
        });
    }

    public static StartStimulus Nothing(Definition definition) =>
        new(new Dictionary<string, Value>(StringComparer.Ordinal)) { Mode = definition.Mode, Incidents = definition.Policy };

    private static long Bytes(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
