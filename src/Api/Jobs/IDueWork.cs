namespace OneWindow.Api.Jobs;

/// <summary>
/// One kind of work that becomes due: timers, deliveries, sweeps. The rows are the truth; whoever calls, a scheduler, a
/// moved clock or a test, only wakes it up. Several nodes may call at once.
/// </summary>
internal interface IDueWork
{
    /// <summary>Names the kind, in kebab-case: in the scheduler, in logs and in measurements. It never changes.</summary>
    string Name { get; }

    /// <summary>Runs until nothing of this kind is due, each row in its own transaction.</summary>
    /// <returns>How many rows were run.</returns>
    Task<int> RunAsync(CancellationToken ct);
}
