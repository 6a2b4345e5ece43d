using OneWindow.Domain.Calendars;
using OneWindow.Domain.Cases;

namespace OneWindow.Domain.WorkItems;

/// <content>What the task's limit brings with it: its extension, its cards, the chain of escalation.</content>
public sealed partial class WorkItem
{
    /// <summary>The one extension of the limit; null while it stands as opened.</summary>
    public LimitExtension? Extension { get; private set; }

    /// <summary>The year whose calendar <see cref="DueAt"/> still waits for; null where the date is certain.</summary>
    public int? AwaitedYear { get; private set; }

    /// <summary>When the yellow card was given; stays.</summary>
    public DateTimeOffset? YellowAt { get; private set; }

    /// <summary>How many steps of the chain of escalation have been told that the task is late.</summary>
    public int EscalationLevel { get; private set; }

    /// <summary>Prolongs the limit, once. The caller counts the due instant anew.</summary>
    /// <exception cref="Errors.RefusedException">See <see cref="LimitExtension.Check"/>.</exception>
    public void Extend(LimitExtension extension, ExtensionRule? rule)
    {
        RefuseWhenDecided();
        extension.Check(rule, Limit, Extension, DueAt);
        (Extension, YellowAt) = (extension, null);
    }

    /// <summary>Counts the due instant anew from limit and calendar; a step's own limit knows no pauses.</summary>
    public void CountDue(WorkCalendar calendar)
    {
        if (!IsOpen || Limit is not { } limit) return;
        DueAt = DeadlineCalculator.DueAt(calendar, limit, OpenedAt, [], OpenedAt);
        DueOrder = DueAt ?? NoDue;
        AwaitedYear = DeadlineCalculator.AwaitedYear(calendar, limit, OpenedAt, DueAt);
    }

    /// <summary>The yellow card is given once.</summary>
    /// <returns>False where it was given before, or the task is late already.</returns>
    public bool ShowYellow(DateTimeOffset now)
    {
        if (!IsOpen || YellowAt is not null || OverdueAt is not null) return false;
        YellowAt = now;
        return true;
    }

    /// <summary>The card that the task has. Where time itself answers at the limit, nobody is late.</summary>
    public Card? CardAt(DateTimeOffset now) =>
        OverdueAt is not null || DueAt <= (ClosedAt ?? now) ? Card.Red : YellowAt is not null ? Card.Yellow : null;

    /// <summary>The calendar has changed so that the task is not late after all.</summary>
    public void LiftCards() => (YellowAt, OverdueAt, EscalationLevel) = (null, null, 0);

    /// <summary>The next of the chain has been told.</summary>
    public void Escalate(int level) => EscalationLevel = level;
}
