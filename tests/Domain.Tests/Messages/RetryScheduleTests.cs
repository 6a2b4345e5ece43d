using OneWindow.Domain.Messages;

namespace OneWindow.Domain.Tests.Messages;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 29, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Delays_grow_from_half_a_minute_to_half_a_day_and_differ_by_a_fifth_at_most()
    {
        var id = Guid.CreateVersion7(Now);
        var delays = Enumerable.Range(1, RetrySchedule.DefaultTries - 1).Select(tries => RetrySchedule.DelayAfter(id, tries)).ToList();
        Assert.Equal(delays.Order(), delays);
        Assert.InRange(delays[0], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
        Assert.InRange(delays[^1], TimeSpan.FromHours(12), TimeSpan.FromHours(14.4));
        Assert.Equal(delays[^1].TotalHours, RetrySchedule.DelayAfter(id, 99).TotalHours, 3.0);
    }

    [Fact]
    public void The_same_message_waits_the_same_time_and_others_do_not_come_back_with_it()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7(Now)).ToList();
        Assert.All(ids, id => Assert.Equal(RetrySchedule.DelayAfter(id, 3), RetrySchedule.DelayAfter(id, 3)));
        Assert.True(ids.Select(id => RetrySchedule.DelayAfter(id, 3)).Distinct().Count() > 90);
    }
}
