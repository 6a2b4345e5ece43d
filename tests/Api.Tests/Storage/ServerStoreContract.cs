using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Storage;

/// <summary>What only databases with several writers at once can do to each other.</summary>
public abstract class ServerStoreContract : StoreContract
{
    [Fact]
    public async Task Of_two_writers_that_wait_for_each_other_one_is_told_that_it_lost_a_race()
    {
        var key = $"deadlock-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        first.Settings.AddRange(new Setting(key + "a", ""), new Setting(key + "b", ""));
        await first.SaveChangesAsync(Answers.Ct);
        await using var one = await first.Database.BeginTransactionAsync(Answers.Ct);
        await using var two = await second.Database.BeginTransactionAsync(Answers.Ct);
        await ChangeAsync(first, key + "a");
        await ChangeAsync(second, key + "b");
        var crossed = new[] { ChangeInTurnAsync(first, one, key + "b"), ChangeInTurnAsync(second, two, key + "a") };
        var lost = Assert.Single((await Task.WhenAll(crossed)).OfType<Exception>());
        Assert.True(LostRace.Is(lost), lost.ToString());
    }

    [Fact]
    public async Task Of_two_who_decide_on_what_the_other_changes_one_is_told_that_it_lost_a_race()
    {
        var key = $"skew-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await using var one = await first.Database.BeginTransactionAsync(IsolationLevel.Serializable, Answers.Ct);
        await using var two = await second.Database.BeginTransactionAsync(IsolationLevel.Serializable, Answers.Ct);
        Assert.Equal(0, await first.Settings.CountAsync(s => s.Key.StartsWith(key), Answers.Ct));
        Assert.Equal(0, await second.Settings.CountAsync(s => s.Key.StartsWith(key), Answers.Ct));
        var lost = (await Task.WhenAll(AddAndCommitAsync(first, one, key + "a"), AddAndCommitAsync(second, two, key + "b"))).OfType<Exception>();
        Assert.True(LostRace.Is(Assert.Single(lost)));
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_no_lost_race()
    {
        var key = $"slow-{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        first.Settings.Add(new Setting(key, ""));
        await first.SaveChangesAsync(Answers.Ct);
        await using var holding = await first.Database.BeginTransactionAsync(Answers.Ct);
        await ChangeAsync(first, key);
        second.Database.SetCommandTimeout(1);
        var late = await Record.ExceptionAsync(() => ChangeAsync(second, key));
        Assert.NotNull(late);
        Assert.False(LostRace.Is(late), late.ToString());
    }

    // Whoever lost lets go at once, so that the other can end.
    private static async Task<Exception?> ChangeInTurnAsync(OneWindowDb db, IDbContextTransaction transaction, string key)
    {
        var lost = await Record.ExceptionAsync(() => ChangeAsync(db, key));
        await transaction.RollbackAsync(Answers.Ct);
        return lost;
    }

    private static async Task ChangeAsync(OneWindowDb db, string key)
    {
        db.ChangeTracker.Clear();
        (await db.Settings.SingleAsync(s => s.Key == key, Answers.Ct)).Value += "x";
        await db.SaveChangesAsync(Answers.Ct);
    }

    private static async Task<Exception?> AddAndCommitAsync(OneWindowDb db, IDbContextTransaction transaction, string key) => await Record.ExceptionAsync(async () =>
    {
        db.Settings.Add(new Setting(key, ""));
        await db.SaveChangesAsync(Answers.Ct);
        await transaction.CommitAsync(Answers.Ct);
    });
}
