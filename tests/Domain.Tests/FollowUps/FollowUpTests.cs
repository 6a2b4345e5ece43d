using OneWindow.Domain.Access;
using OneWindow.Domain.FollowUps;
using OneWindow.Domain.Timers;

namespace OneWindow.Domain.Tests.FollowUps;

public sealed class FollowUpTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 29, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_visit_becomes_due_once()
    {
        var visit = Scheduled();
        var task = Guid.CreateVersion7(Now);
        Assert.True(visit.BecomeDue(task));
        Assert.False(visit.BecomeDue(Guid.CreateVersion7(Now)));
        Assert.Equal((FollowUpState.Due, task), (visit.State, visit.WorkItemId));
    }

    [Fact]
    public void Only_a_due_visit_can_be_done()
    {
        var visit = Scheduled();
        visit.Complete();
        Assert.Equal(FollowUpState.Scheduled, visit.State);
        visit.BecomeDue(Guid.CreateVersion7(Now));
        visit.Complete();
        Assert.Equal(FollowUpState.Done, visit.State);
    }

    [Fact]
    public void A_done_visit_stays_done()
    {
        var visit = Scheduled();
        visit.BecomeDue(Guid.CreateVersion7(Now));
        visit.Complete();
        visit.Cancel();
        visit.Miss();
        Assert.Equal(FollowUpState.Done, visit.State);
    }

    [Fact]
    public void A_timer_fires_once_and_never_after_its_cancellation()
    {
        var timer = new CaseTimer(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), TimerKind.Resume, "b1", Now);
        Assert.True(timer.Fire(Now));
        Assert.False(timer.Fire(Now));
        var cancelled = new CaseTimer(Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), TimerKind.Resume, "b1", Now);
        cancelled.Cancel();
        Assert.False(cancelled.Fire(Now));
    }

    private static FollowUp Scheduled() => FollowUp.Schedule(
        Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), "visit-30", ("回访", "Visit"), new Post("county-station", "clerk"),
        new DateOnly(2026, 10, 29));
}
