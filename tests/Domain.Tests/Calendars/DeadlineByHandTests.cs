using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Tests.Calendars;

/// <summary>
/// Counted by hand on a paper calendar. 2026: off 15–23 February and 1–7 October; worked Saturdays 14 and 28 February
/// and 10 October.
/// </summary>
public sealed class DeadlineByHandTests
{
    private static readonly WorkCalendar Calendar = RepositoryFiles.Calendar;

    [Theory]
    // Tue 29 Sep. Working days: 30 Sep (1), 8 Oct (2), 9 (3), Sat 10 (4), Mon 12 (5).
    [InlineData("2026-09-29", "5wd", "2026-10-12")]
    // ... 13 (6), 14 (7), 15 (8), 16 (9), 19 (10).
    [InlineData("2026-09-29", "10wd", "2026-10-19")]
    // ... 20 (11), 21 (12), 22 (13), 23 (14), 26 (15), 27 (16).
    [InlineData("2026-09-29", "16wd", "2026-10-27")]
    // 30 Sep (1) to 6 Oct (7), a holiday until the 7th: Thu 8.
    [InlineData("2026-09-29", "7d", "2026-10-08")]
    // 30 Sep (1), 14 Oct (15), a Wednesday.
    [InlineData("2026-09-29", "15d", "2026-10-14")]
    // The 29th of October, a Thursday.
    [InlineData("2026-09-29", "1m", "2026-10-29")]
    // The same day.
    [InlineData("2026-09-29", "0d", "2026-09-29")]
    // Thu 12 Feb. Working days: 13 (1), Sat 14 (2), Tue 24 (3), 25 (4), 26 (5).
    [InlineData("2026-02-12", "5wd", "2026-02-26")]
    // ... 27 (6), Sat 28 (7), Mon 2 Mar (8), 3 (9), 4 (10).
    [InlineData("2026-02-12", "10wd", "2026-03-04")]
    // ... 5 (11), 6 (12), 9 (13), 10 (14), 11 (15), 12 (16).
    [InlineData("2026-02-12", "16wd", "2026-03-12")]
    // 13 Feb (1) to 19 Feb (7), a holiday until Mon 23: Tue 24.
    [InlineData("2026-02-12", "7d", "2026-02-24")]
    // 27 Feb (15), a Friday.
    [InlineData("2026-02-12", "15d", "2026-02-27")]
    // The 12th of March, a Thursday.
    [InlineData("2026-02-12", "1m", "2026-03-12")]
    // 31 January has no corresponding day in February: its last day, Sat 28, is worked in 2026.
    [InlineData("2026-01-31", "1m", "2026-02-28")]
    // Leap year: Wed 31 Jan 2024 to Thu 29 Feb.
    [InlineData("2024-01-31", "1m", "2024-02-29")]
    // Sat 28 Feb 2026 to Sat 28 Mar, no working day: Mon 30.
    [InlineData("2026-02-28", "1m", "2026-03-30")]
    // Sat 10 Oct 2026 is worked, so the limit may end on it.
    [InlineData("2026-10-08", "2d", "2026-10-10")]
    public void A_limit_ends_on_the_day_counted_by_hand(string start, string limit, string expected)
    {
        var startedAt = Local(start, 10);
        var deadline = DeadlineCalculator.Compute(Calendar, Limit.Parse(limit), startedAt, [], startedAt);

        Assert.Equal(DateOnly.Parse(expected), deadline.DueOn);
        Assert.Equal(Local(expected, 24), deadline.DueAt);
        Assert.Empty(deadline.YearsWithoutNotice);
    }

    [Theory]
    [InlineData("2026-09-29", "2026-10-01")]
    [InlineData("2026-02-12", "2026-02-14")]
    public void Forty_eight_hours_run_through_nights_and_holidays_to_the_minute(string start, string expected)
    {
        var startedAt = Local(start, 10).AddMinutes(17);
        var deadline = DeadlineCalculator.Compute(Calendar, Limit.Parse("48h"), startedAt, [], startedAt);

        Assert.Equal(Local(expected, 10).AddMinutes(17), deadline.DueAt);
        Assert.Equal(DateOnly.Parse(expected), deadline.DueOn);
        Assert.Equal(["start", "natural-day", "natural-day"], deadline.Days.Select(d => d.Kind));
    }

    [Fact]
    public void The_arithmetic_names_every_day_of_the_national_day_span()
    {
        var startedAt = Local("2026-09-29", 10);
        var deadline = DeadlineCalculator.Compute(Calendar, Limit.Parse("5wd"), startedAt, [], startedAt);

        Assert.Equal(
            [
                "29 start 0", "30 workday 1", "1 holiday 0 国庆节", "2 holiday 0 国庆节", "3 holiday 0 国庆节", "4 holiday 0 国庆节",
                "5 holiday 0 国庆节", "6 holiday 0 国庆节", "7 holiday 0 国庆节", "8 workday 2", "9 workday 3",
                "10 make-up-workday 4", "11 weekend 0", "12 workday 5",
            ],
            deadline.Days.Select(d => $"{d.Date.Day} {d.Kind} {d.Number} {d.Name}".TrimEnd()));
    }

    [Fact]
    public void Days_added_because_a_limit_cannot_end_on_a_holiday_are_listed_as_extended()
    {
        var startedAt = Local("2026-09-29", 10);
        var deadline = DeadlineCalculator.Compute(Calendar, Limit.Parse("7d"), startedAt, [], startedAt);

        Assert.Equal([7, 8], deadline.Days.Where(d => d.Kind == "extended").Select(d => d.Date.Day));
        Assert.Equal(7, deadline.Days.Count(d => d.Counted));
    }

    [Theory]
    [InlineData("2026-09-29", 0, 5)]
    [InlineData("2026-09-30", 1, 4)]
    [InlineData("2026-10-05", 1, 4)]
    [InlineData("2026-10-12", 5, 0)]
    [InlineData("2026-11-12", 5, 0)]
    public void Used_and_left_are_told_as_of_the_day_asked(string today, int used, int left)
    {
        var deadline = DeadlineCalculator.Compute(Calendar, Limit.Parse("5wd"), Local("2026-09-29", 10), [], Local(today, 9));

        Assert.Equal((used, left), (deadline.UsedCount, deadline.RemainingCount));
        Assert.False(deadline.IsPaused);
    }

    [Fact]
    public void A_limit_that_reaches_into_a_year_without_a_notice_says_so_and_counts_weekends_only()
    {
        // Wed 30 Dec 2026: 31 (1), Fri 1 Jan (2, no notice yet), Mon 4 (3).
        var startedAt = Local("2026-12-30", 10);
        var deadline = DeadlineCalculator.Compute(Calendar, Limit.Parse("3wd"), startedAt, [], startedAt);

        Assert.Equal(new DateOnly(2027, 1, 4), deadline.DueOn);
        Assert.Equal([2027], deadline.YearsWithoutNotice);
    }

    [Fact]
    public void A_start_late_in_the_evening_utc_counts_from_the_local_date()
    {
        // 28 September 23:30 UTC is already the 29th in China.
        var startedAt = new DateTimeOffset(2026, 9, 28, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 10, 12), DeadlineCalculator.Compute(Calendar, Limit.Parse("5wd"), startedAt, [], startedAt).DueOn);
    }

    private static DateTimeOffset Local(string date, int hour) =>
        new DateTimeOffset(DateOnly.Parse(date).ToDateTime(TimeOnly.MinValue), Calendar.UtcOffset).AddHours(hour);
}
