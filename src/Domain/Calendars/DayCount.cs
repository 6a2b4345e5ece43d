namespace OneWindow.Domain.Calendars;

/// <summary>A limit in working days, natural days or months, walked date by date.</summary>
internal sealed class DayCount(WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, PausedTime paused)
{
    private readonly DateOnly _start = calendar.LocalDate(startedAt);

    /// <summary>Dates to count. Months become the natural days up to the corresponding day, so that pauses move it.</summary>
    private int Target => limit.Unit is LimitUnit.Months ? _start.AddMonths(limit.Count).DayNumber - _start.DayNumber : limit.Count;

    public Deadline Compute(DateTimeOffset now)
    {
        var today = calendar.LocalDate(now);
        var days = new List<DeadlineDay>();
        var dueOn = DueOn(days);
        if (dueOn is null) AddPausedUntil(today, days);
        var used = days.Count(d => d.Counted && d.Date <= today);
        var missing = days.Skip(1).Select(d => calendar.AwaitedYear(d.Date)).OfType<int>().Distinct();
        return new(
            limit,
            startedAt,
            dueOn,
            dueOn is { } last ? calendar.EndOf(last) : null,
            paused.StandsAt(now),
            used,
            Target - used,
            days,
            [.. missing]);
    }

    /// <summary>The last day; null where an open pause comes first. Fills <paramref name="days"/> where given.</summary>
    public DateOnly? DueOn(List<DeadlineDay>? days)
    {
        days?.Add(new(_start, false, 0, DeadlineDayKinds.Start, calendar.Describe(_start).Name));
        var (date, target) = (_start, Target);
        for (var number = 0; number < target;)
        {
            date = date.AddDays(1);
            if (paused.IsOpenOn(date)) return null;
            var counts = !paused.Covers(date) && (limit.Unit is not LimitUnit.WorkingDays || calendar.IsWorkday(date));
            if (counts) number++;
            days?.Add(Line(date, counts ? number : 0));
        }

        return FirstPossibleEnd(date, days);
    }

    private DateOnly? FirstPossibleEnd(DateOnly date, List<DeadlineDay>? days)
    {
        while (!CanEndOn(date))
        {
            date = date.AddDays(1);
            if (paused.IsOpenOn(date)) return null;
            days?.Add(paused.Covers(date) && !CanEndOn(date)
                ? new(date, false, 0, DeadlineDayKinds.Paused, paused.ReasonOn(date))
                : new(date, false, 0, DeadlineDayKinds.Extended, calendar.Describe(date).Name));
        }

        return date;
    }

    // The clock runs at a date's end where the following date is not taken away.
    private bool CanEndOn(DateOnly date) => calendar.IsWorkday(date) && !paused.Covers(date.AddDays(1));

    private DeadlineDay Line(DateOnly date, int number)
    {
        if (paused.Covers(date)) return new(date, false, 0, DeadlineDayKinds.Paused, paused.ReasonOn(date));
        var (kind, name) = calendar.Describe(date);
        if (limit.Unit is not LimitUnit.WorkingDays) return new(date, true, number, DeadlineDayKinds.NaturalDay, name);
        var word = kind switch
        {
            DayKind.Workday => DeadlineDayKinds.Workday,
            DayKind.MakeUpWorkday => DeadlineDayKinds.MakeUpWorkday,
            DayKind.Holiday => DeadlineDayKinds.Holiday,
            _ => DeadlineDayKinds.Weekend,
        };
        return new(date, number > 0, number, word, name);
    }

    private void AddPausedUntil(DateOnly today, List<DeadlineDay> days)
    {
        for (var date = days[^1].Date.AddDays(1); date <= today; date = date.AddDays(1))
        {
            days.Add(new(date, false, 0, DeadlineDayKinds.Paused, paused.ReasonOn(date)));
        }
    }
}
