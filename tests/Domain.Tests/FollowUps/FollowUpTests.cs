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
    public void A_failed_try_puts_the_visit_on_another_day_with_a_task_of_its_own()
    {
        var visit = Scheduled();
        visit.Requeue(new DateOnly(2026, 11, 5));
        Assert.Equal(1, visit.Attempt);
        visit.BecomeDue(Guid.CreateVersion7(Now));
        visit.Requeue(new DateOnly(2026, 11, 5));
        Assert.Equal((FollowUpState.Scheduled, 2, null, new DateOnly(2026, 11, 5)), (visit.State, visit.Attempt, visit.WorkItemId, visit.DueOn));
    }

    [Fact]
    public void What_was_found_is_kept_only_where_somebody_was_reached()
    {
        var visit = Scheduled();
        visit.Complete(true, "轮椅");
        Assert.Null(visit.NewNeed);
        visit.BecomeDue(Guid.CreateVersion7(Now));
        visit.Complete(true, "轮椅");
        Assert.Equal((true, "轮椅"), (visit.Satisfied, visit.NewNeed));
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
