using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Api.Tests.Integrity;
using OneWindow.Domain.Messages;
using OneWindow.Domain.Timers;

namespace OneWindow.Api.Tests.Backups;

/// <summary>
/// A backup is made while the server works, restored elsewhere and started: nothing that was acknowledged before is
/// missing, nothing is half done, nothing happens twice. Each kind of database with its own tools.
/// </summary>
public abstract class BackupContract
{
    private const int Clients = 4;

    private protected abstract ApiFactory Original(ManualClock clock);

    private protected abstract ApiFactory Restored(ManualClock clock);

    private protected abstract Task BackUpAsync();

    private protected abstract Task RestoreAsync();

    [Fact]
    public async Task A_backup_made_under_load_holds_whatever_was_acknowledged_before_it_began()
    {
        var (before, during) = (new List<string>(), new ConcurrentBag<string>());
        await using (var original = Original(At("2026-09-29T10:00")))
        {
            var driver = new CaseDriver(original);
            for (var i = 0; i < Clients; i++) before.Add(await driver.RegisterAsync(Application.Certificate));
            await driver.AnswerAsync(before[0], "accept", "complete");
            using var enough = new CancellationTokenSource();
            var load = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => RegisterUntilAsync(driver, during, enough.Token)));
            while (during.Count < Clients) await Task.Yield();
            await BackUpAsync();
            await enough.CancelAsync();
            await load;
        }

        await RestoreAsync();
        await using var restored = Restored(At("2026-09-29T11:00"));
        await WholeStore.IsWholeAsync(restored);
        var numbers = await restored.WithDbAsync(db => db.Cases.Select(c => c.Number).ToListAsync(Answers.Ct));
        Assert.Superset(before.ToHashSet(), numbers.ToHashSet());
        Assert.Subset(before.Concat(during).ToHashSet(), numbers.ToHashSet());
        Assert.True(numbers.Count >= before.Count + Clients);
        // Work goes on where it stood.
        var again = new CaseDriver(restored);
        await again.AnswerAsync(before[0], "designate", "done", data: new { hospital = "班玛县人民医院" });
        await again.RegisterAsync(Application.Certificate);
    }

    [Fact]
    public async Task What_had_fired_stays_fired_and_what_fell_due_since_fires_once()
    {
        string old, young;
        List<OutboxMessage> owed;
        await using (var original = Original(At("2026-09-29T10:00")))
        {
            var driver = new CaseDriver(original);
            old = await driver.RegisterAsync(Application.HomeAdaptation);
            await driver.PassToAsync("2026-10-14T10:00");
            young = await driver.RegisterAsync(Application.HomeAdaptation);
            await BackUpAsync();
            owed = await MessagesAsync(original);
            // Lost with the original; the restored one must do it, once.
            await driver.PassToAsync("2026-11-20T10:00");
        }

        await RestoreAsync();
        await using var restored = Restored(At("2026-10-14T11:00"));
        var again = new CaseDriver(restored);
        // Receivers know a repeated message by its id, so it must be the one that they may have seen.
        Assert.Equal(owed.Select(m => (m.Id, m.State, m.Tries)), (await MessagesAsync(restored)).Select(m => (m.Id, m.State, m.Tries)));
        Assert.Empty(await again.EntriesAsync(young, "step-overdue"));
        await again.PassToAsync("2026-11-20T10:00");
        Assert.Equal(0, await again.PassToAsync("2026-11-20T10:00"));
        foreach (var number in new[] { old, young })
        {
            Assert.Single(await again.EntriesAsync(number, "reminded"));
            Assert.Single(await again.EntriesAsync(number, "step-overdue"));
        }

        Assert.False(await restored.WithDbAsync(db => db.Timers.AnyAsync(t => t.State == TimerState.Pending && t.DueAt <= restored.Clock.GetUtcNow(), Answers.Ct)));
        await WholeStore.IsWholeAsync(restored);
    }

    private static async Task RegisterUntilAsync(CaseDriver driver, ConcurrentBag<string> numbers, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested) numbers.Add(await driver.RegisterAsync(Application.Certificate));
    }

    private static Task<List<OutboxMessage>> MessagesAsync(ApiFactory api) =>
        api.WithDbAsync(db => db.Outbox.AsNoTracking().OrderBy(m => m.Id).ToListAsync(Answers.Ct));

    private static ManualClock At(string local) => new(CaseDriver.Local(local));
}
