namespace OneWindow.Api.Jobs;

/// <summary>
/// Runs whatever became due: timers, visits, reminders, lateness, deliveries. The rows are the truth; whoever calls,
/// a scheduler, a moved clock or a test, only wakes it up.
/// </summary>
internal interface IDueWork
{
    /// <summary>Runs until nothing is due, each row in its own transaction.</summary>
    /// <returns>How many rows were run.</returns>
    Task<int> RunAsync(CancellationToken ct);
}
