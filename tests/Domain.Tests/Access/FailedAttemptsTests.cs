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

    private static FailedAttempts Failed(int times)
    {
        var attempts = new FailedAttempts("key", Start);
        for (var i = 0; i < times; i++) attempts.Fail(Start);
        return attempts;
    }
}
