using OneWindow.Domain.Cases;
using OneWindow.Domain.Errors;

namespace OneWindow.Domain.Tests.Cases;

public sealed class CaseClockTests
{
    private static readonly DateTimeOffset Start = ACase.RegisteredAt;

    [Fact]
    public void The_due_instant_follows_the_calendar()
    {
        var found = ACase.Registered();
        found.CountDue(ACase.Calendar, Start);
        // 30 September, then 8, 9, 10 (make-up) and 12 October, past the National Day holidays.
        Assert.Equal(ACase.Calendar.EndOf(new DateOnly(2026, 10, 12)), found.DueAt);
    }

    [Fact]
    public void A_paused_case_has_no_due_instant_and_says_so()
    {
        var found = ACase.Registered();
        found.Pause("b1", "公示", "Public notice", Start.AddHours(1));
        found.CountDue(ACase.Calendar, Start.AddHours(1));
        Assert.Equal((CaseStatus.Paused, true, null), (found.Status, found.IsPaused, found.DueAt));
    }

    [Fact]
    public void A_pause_moves_the_due_instant_on()
    {
        var found = ACase.Registered();
        found.Pause("b1", "公示", "Public notice", Start);
        found.ResumeClock("b1", Start.AddDays(1));
        found.CountDue(ACase.Calendar, Start.AddDays(1));
        Assert.Equal(ACase.Calendar.EndOf(new DateOnly(2026, 10, 13)), found.DueAt);
        Assert.Equal(CaseStatus.InProgress, found.Status);
    }

    [Fact]
    public void Of_two_pauses_the_last_one_lets_the_clock_run_again()
    {
        var found = ACase.Registered();
        found.Pause("b1", "公示", "Public notice", Start);
        found.Pause("b2", "评定", "Assessment", Start);
        found.ResumeClock("b1", Start.AddDays(1));
        Assert.Equal(CaseStatus.Paused, found.Status);
        found.ResumeClock("b2", Start.AddDays(2));
        Assert.Equal(CaseStatus.InProgress, found.Status);
    }

    [Fact]
    public void The_same_pause_starts_once()
    {
        var found = ACase.Registered();
        found.Pause("b1", "公示", "Public notice", Start);
        found.Pause("b1", "公示", "Public notice", Start.AddDays(1));
        Assert.Equal(Start, Assert.Single(found.Pauses).From);
    }

    [Fact]
    public void Ending_a_pause_that_does_not_run_is_refused()
    {
        var refused = Assert.Throws<RefusedException>(() => ACase.Registered().ResumeClock("b1", Start));
        Assert.Equal("pause-unknown", refused.Code);
    }

    [Fact]
    public void Lateness_is_noticed_once()
    {
        var found = ACase.Registered();
        found.MarkOverdue(Start.AddDays(20));
        found.MarkOverdue(Start.AddDays(21));
        Assert.Equal(Start.AddDays(20), found.OverdueAt);
    }
}
