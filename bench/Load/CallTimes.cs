using System.Collections.Concurrent;
using System.Diagnostics;

namespace OneWindow.Bench.Load;

/// <summary>How long the calls of each kind took, and which of them failed.</summary>
internal sealed class CallTimes
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _milliseconds = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _errors = new(StringComparer.Ordinal);

    public static string[] Header => ["", "calls a second", "p50 ms", "p95 ms", "p99 ms", "errors"];

    public int Errors => _errors.Values.Sum();

    /// <summary>What went wrong first of each kind, for whoever must find out.</summary>
    public ConcurrentDictionary<string, string> Examples { get; } = new(StringComparer.Ordinal);

    public int Total => _milliseconds.Values.Sum(t => t.Count);

    public int Count(string call) => _milliseconds.TryGetValue(call, out var times) ? times.Count : 0;

    public void Add(string call, long since) => _milliseconds.GetOrAdd(call, _ => []).Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public void Fail(string call, string what)
    {
        _errors.AddOrUpdate(call, 1, (_, count) => count + 1);
        Examples.TryAdd(call, what);
    }

    public IEnumerable<string[]> Rows(TimeSpan elapsed)
    {
        foreach (var (call, times) in _milliseconds.OrderBy(p => p.Key, StringComparer.Ordinal))
            yield return Row(call, [.. times.Order()], _errors.GetValueOrDefault(call), elapsed);
        yield return Row("all", [.. _milliseconds.Values.SelectMany(t => t).Order()], Errors, elapsed);
    }

    private static string[] Row(string call, double[] sorted, int errors, TimeSpan elapsed) =>
    [
        call, Report.Number(sorted.Length / elapsed.TotalSeconds), Report.Number(At(sorted, 0.5)), Report.Number(At(sorted, 0.95)), Report.Number(At(sorted, 0.99)),
        errors.ToString(System.Globalization.CultureInfo.InvariantCulture),
    ];

    private static double At(double[] sorted, double share) => sorted.Length == 0 ? 0 : sorted[(int)(share * (sorted.Length - 1))];
}
