using OneWindow.Domain.Access;

namespace OneWindow.Domain.Tests.Access;

public sealed class FailedAttemptsTests
{
    private static readonly DateTimeOffset Start = new(2026, 9, 29, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_tenth_wrong_try_closes_the_door_for_a_minute()
    {
        var attempts = Failed(AttemptLimit.Usual.Allowed - 1);
        Assert.False(attempts.IsBlocked(Start));
        attempts.Fail(AttemptLimit.Usual, Start);
        Assert.True(attempts.IsBlocked(Start.AddSeconds(59)));
        Assert.False(attempts.IsBlocked(Start.AddSeconds(60)));
    }

    [Fact]
    public void After_the_minute_counting_begins_anew()
    {
        var attempts = Failed(AttemptLimit.Usual.Allowed);
        var later = Start.AddMinutes(1);
        attempts.Fail(AttemptLimit.Usual, later);
        Assert.Equal((1, false), (attempts.Count, attempts.IsBlocked(later)));
    }

    [Fact]
    public void Tries_spread_over_more_than_five_minutes_do_not_add_up()
    {
        var attempts = Failed(AttemptLimit.Usual.Allowed - 1);
        attempts.Fail(AttemptLimit.Usual, Start.AddMinutes(6));
        Assert.Equal(1, attempts.Count);
    }

    [Fact]
    public void Another_limit_allows_another_number_and_closes_for_another_time()
    {
        var limit = new AttemptLimit(2, TimeSpan.FromHours(1), TimeSpan.FromMinutes(15));
        var attempts = new FailedAttempts("key", Start);
        attempts.Fail(limit, Start);
        Assert.False(attempts.IsBlocked(Start));
        attempts.Fail(limit, Start.AddMinutes(59));
        Assert.True(attempts.IsBlocked(Start.AddMinutes(73)));
        Assert.False(attempts.IsBlocked(Start.AddMinutes(74)));
    }

    private static FailedAttempts Failed(int times)
    {
        var attempts = new FailedAttempts("key", Start);
        for (var i = 0; i < times; i++) attempts.Fail(AttemptLimit.Usual, Start);
        return attempts;
    }
}
