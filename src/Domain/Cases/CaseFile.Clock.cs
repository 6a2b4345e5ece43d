using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Cases;

/// <content>The case's clock: its pauses, its limit with the extension, its cards, the chain of escalation.</content>
public sealed partial class CaseFile
{
    /// <summary>The limit as text ("16wd"); null where the service sets none.</summary>
    public string? LimitText { get; private set; }

    public string? LimitBasis { get; private set; }
    public string? LimitSource { get; private set; }

    /// <summary>The limit with its extension.</summary>
    public Limit? Limit => LimitExtension.Total(LimitText, Extension);

    /// <summary>The instant from which the case is late; null while paused and where there is no limit.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>When lateness was noticed; stays after the case is closed.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    public IReadOnlyList<CasePause> Pauses { get; private set; } = [];

    public bool IsPaused => Pauses.Any(p => p.To is null);

    /// <summary>The limit of the law beside the one that was promised; null where there is none of its own.</summary>
    public LimitRule? Statutory { get; private set; }

    /// <summary>The one extension of the limit; null while it stands as promised.</summary>
    public LimitExtension? Extension { get; private set; }

    /// <summary>The year whose calendar <see cref="DueAt"/> still waits for; null where the date is certain.</summary>
    public int? AwaitedYear { get; private set; }

    /// <summary>When the yellow card was given; stays.</summary>
    public DateTimeOffset? YellowAt { get; private set; }

    /// <summary>How many steps of the chain of escalation have been told that the case is late.</summary>
    public int EscalationLevel { get; private set; }

    /// <summary>The clock stands still until this bookmark resumes it; pauses may overlap, the same one starts once.</summary>
    public void Pause(string bookmarkId, string reasonZh, string reasonEn, DateTimeOffset now)
    {
        RefuseWhenClosed();
        if (Pauses.Any(p => p.BookmarkId == bookmarkId && p.To is null)) return;
        Pauses = [.. Pauses, new CasePause(bookmarkId, now, null, reasonZh, reasonEn)];
        (Status, DueAt) = (CaseStatus.Paused, null);
        Touch(now);
    }

    /// <summary>Ends the pause of this bookmark; the clock runs again when no other is left.</summary>
    public void ResumeClock(string bookmarkId, DateTimeOffset now)
    {
        if (!Pauses.Any(p => p.BookmarkId == bookmarkId && p.To is null)) throw CaseErrors.PauseUnknown(bookmarkId);
        Pauses = [.. Pauses.Select(p => p.BookmarkId == bookmarkId && p.To is null ? p with { To = now } : p)];
        if (Status is CaseStatus.Paused && !IsPaused) Status = CaseStatus.InProgress;
        Touch(now);
    }

    /// <summary>Counts the due instant anew from the limit, the calendar and every pause.</summary>
    public void CountDue(WorkCalendar calendar, DateTimeOffset now)
    {
        if (IsClosed) return;
        DueAt = Limit is { } limit
            ? DeadlineCalculator.DueAt(calendar, limit, RegisteredAt, LawPauses(), now)
            : null;
        AwaitedYear = Limit is { } counted ? DeadlineCalculator.AwaitedYear(calendar, counted, RegisteredAt, DueAt) : null;
    }

    /// <summary>The pauses as the calculator takes them.</summary>
    public IReadOnlyList<Pause> LawPauses() => [.. Pauses.Select(p => new Pause(p.From, p.To, p.ReasonZh))];

    /// <summary>Notes that the limit has passed, once.</summary>
    public void MarkOverdue(DateTimeOffset now)
    {
        if (IsClosed || OverdueAt is not null) return;
        OverdueAt = now;
        Touch(now);
    }

    /// <summary>Prolongs the limit, once. The caller counts the due instant anew.</summary>
    /// <exception cref="Errors.RefusedException">See <see cref="LimitExtension.Check"/>.</exception>
    public void Extend(LimitExtension extension, ExtensionRule? rule)
    {
        RefuseWhenClosed();
        extension.Check(rule, Limit, Extension, DueAt);
        (Extension, YellowAt) = (extension, null);
        Touch(extension.At);
    }

    /// <summary>The yellow card is given once.</summary>
    /// <returns>False where it was given before, or the case is late already.</returns>
    public bool ShowYellow(DateTimeOffset now)
    {
        if (IsClosed || YellowAt is not null || OverdueAt is not null) return false;
        YellowAt = now;
        Touch(now);
        return true;
    }

    /// <summary>The card that the case has: red from the first late instant on.</summary>
    public Card? CardAt(DateTimeOffset now) =>
        OverdueAt is not null || DueAt <= (ClosedAt ?? now) ? Card.Red : YellowAt is not null ? Card.Yellow : null;

    /// <summary>The calendar has changed so that the case is not late after all.</summary>
    public void LiftCards() => (YellowAt, OverdueAt, EscalationLevel) = (null, null, 0);

    /// <summary>The next of the chain has been told.</summary>
    public void Escalate(int level, DateTimeOffset now)
    {
        EscalationLevel = level;
        Touch(now);
    }
}
