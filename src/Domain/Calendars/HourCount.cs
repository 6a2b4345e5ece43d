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
        var dueOn = dueAt is { } due ? LastDay(due) : (DateOnly?)null;
        return new(
            limit, startedAt, dueOn, dueAt, paused.StandsAt(now), used, limit.Count - used,
            Days(dueOn ?? calendar.LocalDate(now), dueAt ?? now), []);
    }

    /// <summary>A limit that ends at midnight ends with the day before, as one in days does.</summary>
    private DateOnly LastDay(DateTimeOffset due) => calendar.LocalDate(due > startedAt ? due.AddTicks(-1) : due);

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

    /// <summary>Each date with the minutes that it used; they sum up to the limit, or to what has been used by now.</summary>
    private List<DeadlineDay> Days(DateOnly last, DateTimeOffset until)
    {
        var start = calendar.LocalDate(startedAt);
        var (days, before) = (new List<DeadlineDay>(), 0);
        for (var date = start; date <= last; date = date.AddDays(1))
        {
            var end = calendar.EndOf(date) < until ? calendar.EndOf(date) : until;
            var sum = Math.Max(before, (int)Running(end).TotalMinutes);
            var kind = date == start ? DeadlineDayKinds.Start : sum == before ? DeadlineDayKinds.Paused : DeadlineDayKinds.NaturalDay;
            var name = kind == DeadlineDayKinds.Paused ? paused.ReasonOn(date) : calendar.Describe(date).Name;
            days.Add(new(date, false, 0, kind, name, sum - before));
            before = sum;
        }

        return days;
    }
}
