namespace OneWindow.Domain.Calendars;

/// <summary>The pauses of one limit, as dates for limits in days and as instants for limits in hours.</summary>
internal sealed class PausedTime
{
    private readonly List<Span> _spans = [];

    public PausedTime(WorkCalendar calendar, DateTimeOffset startedAt, IReadOnlyList<Pause> pauses, DateTimeOffset now)
    {
        foreach (var pause in pauses.OrderBy(p => p.From))
        {
            // An open pause that has not begun stops nothing yet; one that ended before the limit began never did.
            var from = pause.From < startedAt ? startedAt : pause.From;
            if (pause.To is null ? pause.From > now : pause.To <= from) continue;
            _spans.Add(new(from, pause.To, calendar.LocalDate(from), pause.To is { } to ? calendar.LocalDate(to) : null, pause.Reason));
        }
    }

    /// <summary>
    /// Whether a date does not count. A pause from an instant on date a to one on date b takes away a+1 to b: the day
    /// on which the clock stops has been begun, the day on which it starts again is a starting day.
    /// </summary>
    public bool Covers(DateOnly date)
    {
        foreach (var span in _spans)
        {
            if (span.Covers(date)) return true;
        }

        return false;
    }

    /// <summary>Whether the clock has stood still since before this date and nobody knows until when.</summary>
    public bool IsOpenOn(DateOnly date) => _spans.Exists(s => s.LastDate is null && date > s.FirstDate);

    public string? ReasonOn(DateOnly date) => _spans.Find(s => s.Covers(date))?.Reason;

    public bool StandsAt(DateTimeOffset instant) => _spans.Exists(s => s.From <= instant && (s.To is null || instant < s.To));

    /// <summary>The pauses in order, overlapping and touching ones joined.</summary>
    public IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> Merged()
    {
        (DateTimeOffset From, DateTimeOffset? To)? current = null;
        foreach (var span in _spans)
        {
            if (current is { } open && (open.To is null || span.From <= open.To))
            {
                current = (open.From, open.To is null || span.To is null ? null : open.To > span.To ? open.To : span.To);
                continue;
            }

            if (current is { } done) yield return done;
            current = (span.From, span.To);
        }

        if (current is { } last) yield return last;
    }

    private sealed record Span(DateTimeOffset From, DateTimeOffset? To, DateOnly FirstDate, DateOnly? LastDate, string Reason)
    {
        public bool Covers(DateOnly date) => date > FirstDate && (LastDate is null || date <= LastDate);
    }
}
