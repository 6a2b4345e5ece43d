namespace OneWindow.Domain.Calendars;

/// <summary>The warning that a limit has brought: 黄牌 shortly before its end, 红牌 once it has passed.</summary>
public enum Card
{
    Yellow,
    Red,
}

/// <summary>
/// When a limit brings the yellow card: a share of it has been used up, or so much is left. Exactly one of the two is given.
/// </summary>
/// <param name="Share">Percent of the limit, 1 to 99; days are counted in whole ones, rounded down.</param>
/// <param name="Before">How long before the end.</param>
public sealed record YellowRule(int? Share, Limit? Before)
{
    /// <summary>Where the service says nothing: four fifths are used up.</summary>
    public static readonly YellowRule Usual = new(80, null);

    /// <summary>
    /// The instant of the card: for limits in days the opening of the first workday after the share is used up, for
    /// limits in hours to the minute, but not at night. Null where the end comes first.
    /// </summary>
    /// <param name="dueAt">The first late instant of the limit.</param>
    public DateTimeOffset? At(WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, IReadOnlyList<Pause> pauses, DateTimeOffset dueAt, DateTimeOffset now)
    {
        var at = Before is { } before ? calendar.RemindAt(dueAt, before) : SharedAt(calendar, limit, startedAt, pauses, now);
        return at < dueAt ? at : null;
    }

    private DateTimeOffset? SharedAt(WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        if (DeadlineCalculator.DueAt(calendar, Part(limit, calendar.LocalDate(startedAt)), startedAt, pauses, now) is not { } used) return null;
        if (limit.Unit is LimitUnit.Hours) return calendar.OutOfQuiet(used);
        var day = calendar.LocalDate(used);
        while (!calendar.IsWorkday(day)) day = day.AddDays(1);
        return calendar.OpeningTime(day);
    }

    private Limit Part(Limit limit, DateOnly start)
    {
        var whole = limit.Unit is LimitUnit.Months ? start.AddMonths(limit.Count).DayNumber - start.DayNumber : limit.Count;
        return new(whole * Share!.Value / 100, limit.Unit is LimitUnit.Months ? LimitUnit.NaturalDays : limit.Unit);
    }
}
