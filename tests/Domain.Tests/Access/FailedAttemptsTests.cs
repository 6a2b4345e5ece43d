using OneWindow.Domain.Access;

namespace OneWindow.Domain.Tests.Access;

public sealed class FailedAttemptsTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 29, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_tenth_wrong_try_closes_the_door_for_a_minute()
    {
        var attempts = Failed(FailedAttempts.Allowed - 1);
        Assert.False(attempts.IsBlocked(Start));
        attempts.Fail(Start);
        Assert.True(attempts.IsBlocked(Start.AddSeconds(59)));
        Assert.False(attempts.IsBlocked(Start.AddSeconds(60)));
    }

    [Fact]
    public void After_the_minute_counting_begins_anew()
    {
        var attempts = Failed(FailedAttempts.Allowed);
        var later = Start.AddMinutes(1);
        attempts.Fail(later);
        Assert.Equal((1, false), (attempts.Count, attempts.IsBlocked(later)));
    }

    [Fact]
    public void Tries_spread_over_more_than_five_minutes_do_not_add_up()
    {
        var attempts = Failed(FailedAttempts.Allowed - 1);
        attempts.Fail(Start.AddMinutes(6));
        Assert.Equal(1, attempts.Count);
    }

    [Fact]
    public void A_block_that_grows_doubles_with_each_further_try_and_outlasts_the_window()
    {
        var attempts = new FailedAttempts("key", Start);
        var at = Start;
        for (var i = 0; i < FailedAttempts.Allowed; i++) attempts.FailGrowing(at = at.AddHours(1));
        Assert.Equal(at.AddMinutes(1), attempts.BlockedUntil);
        attempts.FailGrowing(at = at.AddHours(1));
        attempts.FailGrowing(at);
        Assert.Equal(at.AddMinutes(4), attempts.BlockedUntil);
        for (var i = 0; i < 5000; i++) attempts.FailGrowing(at);
        Assert.Equal(at + FailedAttempts.LongestBlock, attempts.BlockedUntil);
    }

    [Fact]
    public void A_count_that_grows_is_forgotten_a_day_after_it_and_its_block_have_ended()
    {
        var attempts = new FailedAttempts("key", Start);
        for (var i = 0; i < FailedAttempts.Allowed + 12; i++) attempts.FailGrowing(Start);
        var end = attempts.BlockedUntil!.Value;
        Assert.Equal(TimeSpan.FromMinutes(4096), end - Start);
        attempts.FailGrowing(end.AddHours(23));
        Assert.Equal(FailedAttempts.Allowed + 13, attempts.Count);
        attempts.FailGrowing(attempts.BlockedUntil!.Value.AddHours(25));
        Assert.Equal(1, attempts.Count);
    }

    private static FailedAttempts Failed(int times)
    {
        var attempts = new FailedAttempts("key", Start);
        for (var i = 0; i < times; i++) attempts.Fail(Start);
        return attempts;
    }
}
