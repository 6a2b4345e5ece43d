using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Tests.Calendars;

/// <summary>Clocks that stand still while a resident supplies papers, an expert assesses or a notice hangs.</summary>
public sealed class PausedDeadlineTests
{
    private static readonly WorkCalendar Calendar = RepositoryFiles.Calendar;

    [Fact]
    public void Ten_days_of_pause_move_a_limit_in_natural_days_by_ten()
    {
        // Mon 1 June 2026, 30 days: Wed 1 July. Paused 3 to 13 June: Sat 11 July, no working day: Mon 13.
        Assert.Equal("2026-07-01", DueOn("30d", "2026-06-01"));
        Assert.Equal("2026-07-13", DueOn("30d", "2026-06-01", P("2026-06-03", "2026-06-13")));
        Assert.Equal("2026-07-10", DueOn("29d", "2026-06-01", P("2026-06-03", "2026-06-13")));
    }

    [Fact]
    public void The_day_the_clock_stops_counts_and_the_day_it_starts_again_does_not()
    {
        // Mon 1 June: 2 (1), 3 (2), stands 4 and 5, 8 (3), 9 (4), 10 (5).
        var deadline = Compute("5wd", "2026-06-01", "2026-06-01", P("2026-06-03", "2026-06-05"));

        Assert.Equal(new DateOnly(2026, 6, 10), deadline.DueOn);
        Assert.Equal([4, 5], deadline.Days.Where(d => d.Kind == "paused").Select(d => d.Date.Day));
        Assert.All(deadline.Days.Where(d => d.Kind == "paused"), d => Assert.Equal((false, 0, "补正"), (d.Counted, d.Number, d.Name)));
    }

    [Fact]
    public void A_pause_within_one_day_changes_no_limit_in_days()
    {
        var pause = new Pause(Local("2026-06-03", 9), Local("2026-06-03", 16), "勘验");

        Assert.Equal(DueOn("5wd", "2026-06-01"), DueOn("5wd", "2026-06-01", pause));
    }

    [Fact]
    public void Overlapping_and_touching_pauses_are_not_taken_away_twice()
    {
        var apart = DueOn("10d", "2026-06-01", P("2026-06-03", "2026-06-10"));

        Assert.Equal(apart, DueOn("10d", "2026-06-01", P("2026-06-03", "2026-06-08"), P("2026-06-05", "2026-06-10")));
        Assert.Equal(apart, DueOn("10d", "2026-06-01", P("2026-06-06", "2026-06-10"), P("2026-06-03", "2026-06-06")));
        Assert.Equal(apart, DueOn("10d", "2026-06-01", P("2026-06-03", "2026-06-10"), P("2026-06-04", "2026-06-05")));
    }

    [Fact]
    public void A_limit_in_months_moves_by_the_days_that_were_paused()
    {
        // Mon 1 June, one month: Wed 1 July; five paused days: Mon 6 July.
        Assert.Equal("2026-07-01", DueOn("1m", "2026-06-01"));
        Assert.Equal("2026-07-06", DueOn("1m", "2026-06-01", P("2026-06-10", "2026-06-15")));
    }

    [Theory]
    [InlineData("5wd", "2026-06-08")]
    [InlineData("7d", "2026-06-08")]
    [InlineData("48h", "2026-06-03")]
    [InlineData("1m", "2026-07-01")]
    public void While_a_pause_is_open_no_due_date_is_known_and_what_is_left_is_told(string limit, string unpaused)
    {
        Assert.Equal(unpaused, DueOn(limit, "2026-06-01"));
        var open = new Pause(Local("2026-06-02", 10), null, "评定");
        var deadline = Compute(limit, "2026-06-01", "2026-06-04", open);

        Assert.Null(deadline.DueOn);
        Assert.Null(deadline.DueAt);
        Assert.True(deadline.IsPaused);
        var (used, whole) = limit switch { "48h" => (24, 48), "1m" => (1, 30), _ => (1, limit[0] - '0') };
        Assert.Equal((used, whole - used), (deadline.UsedCount, deadline.RemainingCount));
        Assert.Equal(new DateOnly(2026, 6, 4), deadline.Days[^1].Date);
        Assert.Equal(("paused", "评定"), (deadline.Days[^1].Kind, deadline.Days[^1].Name));
    }

    [Fact]
    public void A_pause_that_opens_after_the_limit_has_run_out_rescues_nothing()
    {
        // Mon 1 June, 3 working days: Thu 4 June.
        var open = new Pause(Local("2026-06-05", 10), null, "补正");

        Assert.Equal(new DateOnly(2026, 6, 4), Compute("3wd", "2026-06-01", "2026-06-09", open).DueOn);
    }

    [Fact]
    public void A_pause_on_the_last_day_keeps_the_limit_from_ending_until_the_clock_runs_again()
    {
        // The last day, Thu 4 June, is cut short; the clock runs again on Sun 14 June, so Mon 15 is the last day.
        var open = new Pause(Local("2026-06-04", 10), null, "补正");
        Assert.Null(Compute("3wd", "2026-06-01", "2026-06-09", open).DueOn);

        Assert.Equal("2026-06-15", DueOn("3wd", "2026-06-01", P("2026-06-04", "2026-06-14")));
        var deadline = Compute("3d", "2026-06-01", "2026-06-01", P("2026-06-04", "2026-06-12"));
        Assert.Equal(new DateOnly(2026, 6, 12), deadline.DueOn);
        Assert.Equal("extended", deadline.Days[^1].Kind);
        Assert.Equal(3, deadline.Days.Count(d => d.Counted));
    }

    [Fact]
    public void An_open_pause_that_has_not_begun_yet_stops_nothing()
    {
        var later = new Pause(Local("2026-06-03", 10), null, "补正");
        var deadline = Compute("5wd", "2026-06-01", "2026-06-02", later);

        Assert.False(deadline.IsPaused);
        Assert.Equal(new DateOnly(2026, 6, 8), deadline.DueOn);
    }

    [Fact]
    public void A_pause_that_began_before_the_limit_takes_away_only_what_lies_in_it()
    {
        // Stands from the start until Wed 3 June: 4 (1), 5 (2), 8 (3).
        Assert.Equal("2026-06-08", DueOn("3wd", "2026-06-01", P("2026-05-20", "2026-06-03")));
        Assert.Equal("2026-06-04", DueOn("3wd", "2026-06-01", P("2026-05-20", "2026-05-29")));
    }

    [Fact]
    public void Hours_lose_exactly_the_time_of_their_pauses()
    {
        var first = new Pause(Local("2026-06-01", 12), Local("2026-06-01", 15), "补正");
        var second = new Pause(Local("2026-06-01", 14), Local("2026-06-01", 17).AddMinutes(30), "勘验");
        var deadline = Compute("48h", "2026-06-01", "2026-06-02", first, second);

        // 10:00 and 48 hours, less 12:00 to 17:30.
        Assert.Equal(Local("2026-06-03", 15).AddMinutes(30), deadline.DueAt);
        // On 2 June at 10:00, 24 hours on: 18.5 used, of which 18 whole.
        Assert.Equal((18, 30), (deadline.UsedCount, deadline.RemainingCount));
    }

    private static string DueOn(string limit, string start, params Pause[] pauses) =>
        $"{Compute(limit, start, start, pauses).DueOn:yyyy-MM-dd}";

    private static Deadline Compute(string limit, string start, string today, params Pause[] pauses) =>
        DeadlineCalculator.Compute(Calendar, Limit.Parse(limit), Local(start, 10), pauses, Local(today, 10));

    private static Pause P(string from, string to) => new(Local(from, 10), Local(to, 16), "补正");

    private static DateTimeOffset Local(string date, int hour) =>
        new(DateOnly.Parse(date).ToDateTime(new TimeOnly(hour, 0)), Calendar.UtcOffset);
}
