namespace OneWindow.Domain.Calendars;

/// <summary>
/// Counts limits as the law does.
/// <list type="bullet">
/// <item>民法典 第二百零一条: a period in days or months does not count the day on which it begins; one in hours runs
/// from its very instant.</item>
/// <item>民法典 第二百零二条: a period in months ends on the corresponding day of its last month, or on that month's
/// last day.</item>
/// <item>民法典 第二百零三条: where the last day is a statutory holiday, the day after the holiday is the last day; the
/// last day ends at 24:00.</item>
/// <item>行政许可法 第八十二条: limits stated in working days leave out statutory holidays.</item>
/// <item>行政许可法 第四十五条: the time of hearings, inspections, tests, appraisals and expert review does not count
/// into the limit; pauses carry that.</item>
/// </list>
/// A limit never ends while the clock stands still: its last day is the first workday, from the last counted day on, at
/// whose end the clock runs.
/// </summary>
public static class DeadlineCalculator
{
    /// <summary>The due date with its arithmetic, as seen at <paramref name="now"/>.</summary>
    public static Deadline Compute(
        WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var paused = new PausedTime(calendar, startedAt, pauses, now);
        return limit.Unit is LimitUnit.Hours
            ? new HourCount(calendar, limit, startedAt, paused).Compute(now)
            : new DayCount(calendar, limit, startedAt, paused).Compute(now);
    }

    /// <summary>The first late instant alone: the same as <see cref="Deadline.DueAt"/>, without its arithmetic.</summary>
    public static DateTimeOffset? DueAt(
        WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var paused = new PausedTime(calendar, startedAt, pauses, now);
        if (limit.Unit is LimitUnit.Hours) return new HourCount(calendar, limit, startedAt, paused).DueAt();
        return new DayCount(calendar, limit, startedAt, paused).DueOn(null) is { } last ? calendar.EndOf(last) : null;
    }

    /// <summary>
    /// The year whose notice a counted date still waits for; null where the date is certain. Until the notice is there the
    /// date counts weekends only and is marked as provisional wherever it is shown. Having none instead would take the
    /// case out of worklists, reminders and lateness for weeks; a date without the holidays comes, but for a rare make-up
    /// workday, too early rather than too late, so that nobody misses the true one by it.
    /// </summary>
    /// <param name="dueAt">What <see cref="DueAt"/> gave.</param>
    public static int? AwaitedYear(WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, DateTimeOffset? dueAt)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        if (limit.Unit is LimitUnit.Hours || dueAt is not { } end) return null;
        var last = calendar.LocalDate(end.AddTicks(-1));
        for (var date = calendar.LocalDate(startedAt).AddDays(1); date <= last; date = date.AddDays(1))
        {
            if (calendar.AwaitedYear(date) is { } year) return year;
        }

        return null;
    }
}
