using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Storage;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Jobs;

/// <summary>How long the oldest row has been due that nothing has dealt with; zero where nothing waits.</summary>
internal static class QueueAges
{
    public static Task<TimeSpan> TimersAsync(OneWindowDb db, DateTimeOffset now, CancellationToken ct) =>
        AgeAsync(db.Timers.Where(t => t.State == TimerState.Pending && t.DueAt <= now).Select(t => (DateTimeOffset?)t.DueAt), now, ct);

    public static Task<TimeSpan> OutboxAsync(OneWindowDb db, DateTimeOffset now, CancellationToken ct) =>
        AgeAsync(db.Outbox.Where(m => m.State == OutboxState.Pending && m.NextTryAt <= now).Select(m => (DateTimeOffset?)m.NextTryAt), now, ct);

    private static async Task<TimeSpan> AgeAsync(IQueryable<DateTimeOffset?> due, DateTimeOffset now, CancellationToken ct) =>
        await due.OrderBy(at => at).FirstOrDefaultAsync(ct) is { } oldest ? now - oldest : TimeSpan.Zero;
}
