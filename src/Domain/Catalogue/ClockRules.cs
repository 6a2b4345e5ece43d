using OneWindow.Domain.Calendars;

namespace OneWindow.Domain.Catalogue;

/// <summary>What a service does with its limits. Every part that service.json leaves out has its usual value here.</summary>
public sealed record ClockRules
{
    /// <summary>The head of the late body hears of it first, then who supervises, at last who leads the county.</summary>
    private static readonly IReadOnlyList<EscalationStep> UsualChain =
    [
        new(new(1, LimitUnit.WorkingDays), EscalationStep.Head),
        new(new(3, LimitUnit.WorkingDays), "joint-office"),
        new(new(5, LimitUnit.WorkingDays), "county-leadership"),
    ];

    /// <summary>When a step or case gets the yellow card.</summary>
    public YellowRule Yellow { get; init; } = YellowRule.Usual;

    /// <summary>Who is told how long after a limit has passed, in order.</summary>
    public IReadOnlyList<EscalationStep> Escalation { get; init; } = UsualChain;

    /// <summary>What happens to promised papers that do not come.</summary>
    public PromiseRule Promises { get; init; } = PromiseRule.Usual;

    /// <summary>The part of the year in which the service is asked for; null for all of it.</summary>
    public Season? Season { get; init; }
}

/// <summary>One step of the chain of escalation (督办).</summary>
/// <param name="After">How long the red card has been standing; in days.</param>
/// <param name="To"><see cref="Head"/>, or the kind of the organisation that is told.</param>
public sealed record EscalationStep(Limit After, string To)
{
    /// <summary>The late body itself, or the nearest above it that has an approver.</summary>
    public const string Head = "head";

    /// <summary>
    /// The opening time at which it is told: when the card has stood for the whole of its days, the first of which follows
    /// the last day of the limit.
    /// </summary>
    /// <param name="redAt">When the red card was given.</param>
    public DateTimeOffset ToldAt(WorkCalendar calendar, DateTimeOffset redAt)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var last = calendar.LocalDate(redAt.AddTicks(-1));
        return calendar.OpeningTime(After.Unit is LimitUnit.NaturalDays ? last.AddDays(After.Count + 1) : calendar.AddWorkingDays(last, After.Count + 1));
    }
}

/// <summary>What happens when a promised paper has not come by its day (容缺受理).</summary>
public enum PromiseLapse
{
    /// <summary>The window and the applicant are told.</summary>
    Notify,

    /// <summary>They are told, and the case's clock stands still until the paper is there.</summary>
    Pause,

    /// <summary>The case is closed.</summary>
    Refuse,
}

/// <summary>How the service deals with promised papers.</summary>
/// <param name="Remind">How long before the day the applicant is reminded.</param>
/// <param name="Result">Key of the result that closes the case; given for <see cref="PromiseLapse.Refuse"/> only.</param>
public sealed record PromiseRule(Limit Remind, PromiseLapse OnLapse, string? Result)
{
    public static readonly PromiseRule Usual = new(new(1, LimitUnit.WorkingDays), PromiseLapse.Notify, null);
}

/// <summary>A part of every year, both days included; it may reach over the new year.</summary>
/// <param name="From">Month and day; the year means nothing.</param>
/// <param name="To">Month and day; the year means nothing.</param>
/// <param name="IsStrict">Whether a request outside of it is refused; else it is taken in with a warning.</param>
public sealed record Season((int Month, int Day) From, (int Month, int Day) To, bool IsStrict = false)
{
    public bool Holds(DateOnly date)
    {
        var (day, from, to) = ((date.Month, date.Day), From, To);
        return from.CompareTo(to) <= 0
            ? day.CompareTo(from) >= 0 && day.CompareTo(to) <= 0
            : day.CompareTo(from) >= 0 || day.CompareTo(to) <= 0;
    }

    /// <summary>The next time that the season is there, from a day outside of it on.</summary>
    public (DateOnly From, DateOnly To) Next(DateOnly date)
    {
        var from = On(date.Year, From);
        if (from < date) from = On(date.Year + 1, From);
        var to = On(from.Year, To);
        return (from, to < from ? On(from.Year + 1, To) : to);
    }

    // 29 February is the 28th in other years.
    private static DateOnly On(int year, (int Month, int Day) day) =>
        new(year, day.Month, Math.Min(day.Day, DateTime.DaysInMonth(year, day.Month)));
}
