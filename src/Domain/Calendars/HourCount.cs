namespace OneWindow.Domain.Calendars;

/// <summary>A limit in hours: exact elapsed time, nights and holidays included, less the exact time of its pauses.</summary>
internal sealed class HourCount(WorkCalendar calendar, Limit limit, DateTimeOffset startedAt, PausedTime paused)
{
    public DateTimeOffset? DueAt()
    {
        var (at, left) = (startedAt, TimeSpan.FromHours(limit.Count));
        foreach (var (from, to) in paused.Merged())
        {
            if (at + left <= from) break;
            if (to is null) return null;
            left -= from - at;
            at = to.Value;
        }

        return at + left;
    }

    public Deadline Compute(DateTimeOffset now)
    {
        var dueAt = DueAt();
        var used = Math.Clamp((int)Running(now).TotalHours, 0, limit.Count);
        var dueOn = dueAt is { } due ? calendar.LocalDate(due) : (DateOnly?)null;
        return new(limit, startedAt, dueOn, dueAt, paused.StandsAt(now), used, limit.Count - used, Days(dueOn ?? calendar.LocalDate(now)), []);
    }

    private TimeSpan Running(DateTimeOffset now)
    {
        var running = now - startedAt;
        foreach (var (from, to) in paused.Merged())
        {
            if (from >= now) break;
            running -= (to is { } end && end < now ? end : now) - from;
        }

        return running;
    }

    private List<DeadlineDay> Days(DateOnly last)
    {
        var start = calendar.LocalDate(startedAt);
        var days = new List<DeadlineDay> { new(start, false, 0, DeadlineDayKinds.Start, calendar.Describe(start).Name) };
        for (var date = start.AddDays(1); date <= last; date = date.AddDays(1))
        {
            var stands = paused.Merged().Any(p => p.From <= calendar.EndOf(date.AddDays(-1)) && (p.To is null || p.To >= calendar.EndOf(date)));
            days.Add(stands
                ? new(date, false, 0, DeadlineDayKinds.Paused, paused.ReasonOn(date))
                : new(date, false, 0, DeadlineDayKinds.NaturalDay, calendar.Describe(date).Name));
        }

        return days;
    }
}
