using System.Diagnostics;
using System.Globalization;

namespace OneWindow.Bench;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">Rounds of which the median counts.</param>
/// <param name="Milliseconds">Length of a round of the engine.</param>
/// <param name="Steps">Steps that one client makes in a round of the store.</param>
internal sealed record Effort(int Rounds, int Milliseconds, int Steps)
{
    public static readonly Effort Full = new(9, 400, 60);
    public static readonly Effort Quick = new(3, 150, 30);
}

/// <summary>What one operation costs.</summary>
/// <param name="Microseconds">As the clock on the wall goes.</param>
/// <param name="CpuMicroseconds">Of all threads of the process, the collector's too; does not grow where others use the machine.</param>
/// <param name="Bytes">Allocated by the thread that ran it.</param>
internal readonly record struct Cost(double Microseconds, double CpuMicroseconds, double Bytes)
{
    /// <summary>What is left of it without a part that was measured alone.</summary>
    public Cost Without(Cost part) => new(Microseconds - part.Microseconds, CpuMicroseconds - part.CpuMicroseconds, Bytes - part.Bytes);

    public Cost Each(int count) => new(Microseconds / count, CpuMicroseconds / count, Bytes / count);

    public static Cost Median(IReadOnlyCollection<Cost> costs) => new(
        Measure.Median(costs.Select(c => c.Microseconds)), Measure.Median(costs.Select(c => c.CpuMicroseconds)), Measure.Median(costs.Select(c => c.Bytes)));
}

internal static class Measure
{
    private const int Batch = 16;

    /// <summary>The cost of each action, medians of rounds that take turns, so that a busy machine slows all alike.</summary>
    public static Cost[] Costs(Effort effort, params ReadOnlySpan<Action> actions)
    {
        var rounds = new List<Cost>[actions.Length];
        for (var i = 0; i < actions.Length; i++)
        {
            rounds[i] = [];
            // The first rounds are the compiler's: it looks at what is hot and compiles that again.
            for (var warm = 0; warm < 5; warm++) Round(effort.Milliseconds, actions[i]);
        }
        for (var round = 0; round < effort.Rounds; round++)
            for (var i = 0; i < actions.Length; i++) rounds[i].Add(Round(effort.Milliseconds, actions[i]));
        return [.. rounds.Select(Cost.Median)];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static Cost Round(int milliseconds, Action action)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var count = 0;
        while (clock.ElapsedMilliseconds < milliseconds)
        {
            for (var i = 0; i < Batch; i++) action();
            count += Batch;
        }
        var elapsed = clock.Elapsed;
        return new Cost(elapsed.TotalMicroseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds, GC.GetAllocatedBytesForCurrentThread() - bytes).Each(count);
    }
}

/// <summary>Prints Markdown, so that a run can be pasted into the page beside.</summary>
internal static class Report
{
    public static async Task EnvironmentAsync(Effort effort) =>
        await Console.Out.WriteLineAsync($"{Environment.Version}, {Environment.ProcessorCount} processors, medians of {effort.Rounds} rounds");

    public static async Task TableAsync(string title, string[] header, IEnumerable<string[]> rows)
    {
        await Console.Out.WriteLineAsync($"\n### {title}\n\n| {string.Join(" | ", header)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", header.Length - 1))}");
        foreach (var row in rows) await Console.Out.WriteLineAsync($"| {string.Join(" | ", row)} |");
    }

    public static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
