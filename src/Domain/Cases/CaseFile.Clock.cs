using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Cases;

/// <content>What the case's limit brings with it: its extension, its cards, the chain of escalation.</content>
public sealed partial class CaseFile
{
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
